using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
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
                    // Reserved: a configuration for later versions can be shared with this one.
                    _json.Read();
                    _json.Skip();
                    break;
                default:
                    throw Unknown("modules, people, bots, agents, notBots, gate");
            }
        }

        // What follows the object is an error that the reader finds.
        _json.Read();
        return new Config(new ModuleOptions { Modules = modules }, new PeopleOptions { People = people, Bots = bots, Agents = agents, NotBots = notBots });
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
