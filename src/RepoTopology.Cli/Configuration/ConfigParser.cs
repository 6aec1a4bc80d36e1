using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// Reads the configuration strictly: a property that is not known, or a value of another type, is an error with file, line and property.
/// Comments and trailing commas are allowed. <c>config.schema.json</c> beside this file says the same to editors.
/// </summary>
internal ref struct ConfigParser
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly string _file;
    private Utf8JsonReader _json;
    private string _property = "";

    private ConfigParser(ReadOnlySpan<byte> text, string file)
    {
        _text = text;
        _file = file;
        _json = new Utf8JsonReader(text, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = 16,
        });
    }

    /// <param name="text">The file's bytes, UTF-8 with or without a byte order mark.</param>
    /// <param name="file">How the file is called in errors.</param>
    /// <exception cref="RequestException">The text is no configuration.</exception>
    public static Config Parse(ReadOnlySpan<byte> text, string file)
    {
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            text = text[3..];
        if (!Utf8.IsValid(text))
            throw new RequestException($"{file} is not UTF-8 text; save it as such");
        var parser = new ConfigParser(text, file);
        try
        {
            return parser.ParseConfig();
        }
        catch (JsonException exception)
        {
            throw new RequestException($"{file}, line {exception.LineNumber + 1}: this is no valid JSON; correct it there", exception);
        }
    }

    private Config ParseConfig()
    {
        List<ModuleRule> modules = [];
        List<PersonRule> people = [];
        List<string> bots = [], agents = [], notBots = [];
        var gate = GateConfig.None;
        _json.Read();
        Expect(JsonTokenType.StartObject, "an object");
        var seen = new HashSet<string>();
        while (NextProperty(seen, "modules, people, bots, agents, notBots, gate"))
        {
            switch (_property)
            {
                case "$schema":
                    ReadString();
                    break;
                case "modules":
                    modules = ReadNamed("paths", null, (name, paths, _) => new ModuleRule(name, paths));
                    break;
                case "people":
                    people = ReadNamed("emails", "handle", (name, emails, handle) => new PersonRule(name, emails, handle));
                    break;
                case "bots":
                    bots = ReadPatterns();
                    break;
                case "agents":
                    agents = ReadPatterns();
                    break;
                case "notBots":
                    notBots = ReadStrings();
                    break;
                case "gate":
                    gate = ReadGate();
                    break;
                default:
                    throw Unknown("modules, people, bots, agents, notBots, gate");
            }
        }

        // What follows the object is an error that the reader finds.
        _json.Read();
        return new Config(new ModuleOptions { Modules = modules }, new PeopleOptions { People = people, Bots = bots, Agents = agents, NotBots = notBots }, gate);
    }

    private GateConfig ReadGate()
    {
        _json.Read();
        Expect(JsonTokenType.StartObject, "an object");
        List<GateRule> rules = [];
        int? leftAfter = null;
        var seen = new HashSet<string>();
        while (NextProperty(seen, "rules, leftAfter"))
        {
            switch (_property)
            {
                case "rules":
                    rules = ReadRules();
                    break;
                case "leftAfter":
                    string time = ReadString();
                    leftAfter = AnalysisRequest.TryMonths(time) ?? throw Error($"'leftAfter' is '{time}', which is no length of time; write months, years or days, such as 12m, 1y or 90d");
                    break;
                default:
                    throw Unknown("rules, leftAfter");
            }
        }

        _property = "gate";
        return new GateConfig(rules, leftAfter);
    }

    private List<GateRule> ReadRules()
    {
        var rules = new List<GateRule>();
        _json.Read();
        Expect(JsonTokenType.StartArray, "a list");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            _property = "rules";
            Expect(JsonTokenType.StartObject, "an object with measure, scope, warn and fail");
            rules.Add(ReadRule());
        }

        return rules;
    }

    private GateRule ReadRule()
    {
        const string Known = "measure, scope, warn, fail, minLines, tolerance";
        GateMeasure? measure = null;
        var scope = GateScope.EachModule;
        double? warn = null, fail = null, tolerance = null;
        int leastLines = GateRule.DefaultLeastLines;
        var seen = new HashSet<string>();
        while (NextProperty(seen, Known))
        {
            switch (_property)
            {
                case "measure":
                    string name = ReadString();
                    measure = GateMeasures.TryParse(name)
                        ?? throw Error($"'{name}' is no measure; known are {string.Join(", ", Enum.GetValues<GateMeasure>().Select(GateMeasures.NameOf))}");
                    break;
                case "scope":
                    string typed = ReadString();
                    scope = ParseScope(typed);
                    break;
                case "warn":
                    warn = ReadNumber();
                    break;
                case "fail":
                    fail = ReadNumber();
                    break;
                case "tolerance":
                    tolerance = ReadNumber();
                    break;
                case "minLines":
                    leastLines = (int)Math.Min(ReadNumber(), int.MaxValue);
                    break;
                default:
                    throw Unknown(Known);
            }
        }

        _property = "rules";
        if (measure is not { } of)
            throw Error("every rule needs a measure");
        if (warn is null && fail is null)
            throw Error($"the rule on {GateMeasures.NameOf(of)} needs 'warn' or 'fail'");
        if (GateMeasures.IsShare(of) && (warn > 1 || fail > 1))
            throw Error($"{GateMeasures.NameOf(of)} is a share from 0 to 1; write 0.8 for 80 %");
        return new GateRule(of, scope, warn, fail) { LeastLines = leastLines, ToleranceOrNull = tolerance };
    }

    private readonly GateScope ParseScope(string typed)
    {
        var scope = GateScope.TryParse(typed)
            ?? throw Error($"'{typed}' is no scope; write repository, modules, module:NAME or path:GLOB");
        try
        {
            if (scope.Kind == GateScopeKind.Paths)
                PathGlob.Parse(scope.Pattern);
            return scope;
        }
        catch (HistoryOptionsException exception)
        {
            throw Error(exception.Message.TrimEnd('.'));
        }
    }

    private double ReadNumber()
    {
        _json.Read();
        Expect(JsonTokenType.Number, "a number");
        return _json.TryGetDouble(out double number) && number is >= 0 and <= 1e9 ? number : throw Error($"'{_property}' must be a number from 0 to 1,000,000,000");
    }

    /// <summary>A list of objects with a name and one list of strings; some may have one further string.</summary>
    private List<T> ReadNamed<T>(string listProperty, string? further, Func<string, List<string>, string?, T> create)
    {
        string parent = _property;
        string known = further is null ? $"name, {listProperty}" : $"name, {listProperty}, {further}";
        var items = new List<T>();
        _json.Read();
        Expect(JsonTokenType.StartArray, "a list");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            _property = parent;
            Expect(JsonTokenType.StartObject, $"an object with name and {listProperty}");
            string? name = null, more = null;
            List<string>? list = null;
            var seen = new HashSet<string>();
            while (NextProperty(seen, known))
            {
                if (_property == "name")
                    name = ReadString();
                else if (_property == listProperty)
                    list = ReadStrings();
                else if (_property == further)
                    more = ReadString();
                else
                    throw Unknown(known);
            }

            _property = parent;
            if (string.IsNullOrWhiteSpace(name) || list is null or [])
                throw Error($"every entry of '{parent}' needs a name and {listProperty}");
            items.Add(create(name, list, more));
        }

        _property = parent;
        return items;
    }

    private List<string> ReadPatterns()
    {
        var patterns = ReadStrings();
        foreach (string pattern in patterns)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                throw Error($"'{_property}' holds '{pattern}', which is no regular expression that can be used here; "
                    + "look-arounds and back-references are not supported");
            }
        }

        return patterns;
    }

    private List<string> ReadStrings()
    {
        var strings = new List<string>();
        _json.Read();
        Expect(JsonTokenType.StartArray, "a list of strings");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.String, "a list of strings");
            strings.Add(_json.GetString()!);
        }

        return strings;
    }

    private string ReadString()
    {
        _json.Read();
        Expect(JsonTokenType.String, "a string");
        return _json.GetString()!;
    }

    private bool NextProperty(HashSet<string> seen, string known)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
            return false;
        _property = _json.GetString()!;
        if (!seen.Add(_property))
            throw Error($"'{_property}' stands there twice; keep one of {known}");
        return true;
    }

    private readonly void Expect(JsonTokenType type, string expected)
    {
        if (_json.TokenType != type)
            throw Error(_property.Length == 0 ? $"the configuration must be {expected}" : $"'{_property}' must be {expected}");
    }

    private readonly RequestException Unknown(string known) => Error($"unknown property '{_property}'; known are {known}");

    private readonly RequestException Error(string problem) =>
        new($"{_file}, line {_text[..(int)_json.TokenStartIndex].Count((byte)'\n') + 1}: {problem}");
}
