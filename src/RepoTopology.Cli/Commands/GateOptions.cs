using System.CommandLine;
using System.Globalization;
using RepoTopology.Analysis;

namespace RepoTopology.Cli;

/// <summary>What <c>check</c> and <c>baseline</c> take alike, as typed.</summary>
internal sealed class GateOptions
{
    private readonly Option<string[]> _fail = RuleOption("--fail", "The gate fails beyond a value, such as top-owner-share=0.9, bus-factor@repository=2 or orphaned-share@module:src/*=0.5 (repeatable)");

    private readonly Option<string[]> _warn = RuleOption("--warn", "As --fail, for a warning (repeatable)");

    private readonly Option<string> _leftAfter = new("--left-after")
    {
        Description = "People without a commit for so long have left [default: the configuration's, or 12m]",
        HelpName = "TIME",
    };

    private readonly Option<string> _baseline = new("--baseline")
    {
        Description = $"The accepted values [default: {BaselineFile.RepositoryPath} of the work tree, where it is]",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        AddRulesTo(command);
        command.Options.Add(_baseline);
    }

    /// <summary>Without what is accepted.</summary>
    public void AddRulesTo(Command command)
    {
        command.Options.Add(_fail);
        command.Options.Add(_warn);
        command.Options.Add(_leftAfter);
    }

    /// <exception cref="RequestException">A value cannot be used.</exception>
    public GateRequest Read(ParseResult parsed, RepositoryRequest repository, string? baseName) => new(
        repository, baseName, Rules(parsed.GetValue(_fail) ?? [], parsed.GetValue(_warn) ?? []),
        parsed.GetValue(_leftAfter) is { } time ? AnalysisRequest.Months(time, "--left-after") : null)
    {
        BaselineFile = parsed.GetValue(_baseline),
    };

    private static Option<string[]> RuleOption(string name, string description) => new(name) { Description = description, HelpName = "MEASURE[@SCOPE]=VALUE" };

    /// <summary>A measure's two bars over one scope are one rule.</summary>
    private static List<GateRule> Rules(string[] fail, string[] warn)
    {
        var bars = fail.Select(text => (Bar: Parse("--fail", text), Fails: true)).Concat(warn.Select(text => (Bar: Parse("--warn", text), Fails: false))).ToList();
        return
        [
            .. bars.GroupBy(bar => (bar.Bar.Measure, bar.Bar.Scope)).Select(rule => new GateRule(
                rule.Key.Measure, rule.Key.Scope,
                rule.Where(bar => !bar.Fails).Select(bar => (double?)bar.Bar.Value).LastOrDefault(),
                rule.Where(bar => bar.Fails).Select(bar => (double?)bar.Bar.Value).LastOrDefault())),
        ];
    }

    private static (GateMeasure Measure, GateScope Scope, double Value) Parse(string option, string text)
    {
        int equals = text.LastIndexOf('=');
        if (equals <= 0)
            throw new RequestException($"{option} {text}: write MEASURE=VALUE or MEASURE@SCOPE=VALUE, such as top-owner-share=0.9");
        int at = text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var found && found < equals ? found : equals;
        string name = text[..at];
        var measure = GateMeasures.TryParse(name)
            ?? throw new RequestException($"{option} {text}: '{name}' is no measure; known are {string.Join(", ", Enum.GetValues<GateMeasure>().Select(GateMeasures.NameOf))}");
        var scope = at == equals ? GateScope.EachModule : GateScope.TryParse(text[(at + 1)..equals])
            ?? throw new RequestException($"{option} {text}: '{text[(at + 1)..equals]}' is no scope; write repository, modules, module:NAME or path:GLOB");
        if (!double.TryParse(text[(equals + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) || value > 1e9)
            throw new RequestException($"{option} {text}: '{text[(equals + 1)..]}' is no number from 0 on");
        return GateMeasures.IsShare(measure) && value > 1
            ? throw new RequestException($"{option} {text}: {name} is a share from 0 to 1; write 0.8 for 80 %")
            : (measure, scope, value);
    }
}
