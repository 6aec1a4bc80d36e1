using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RepoTopology.Analyzers;

/// <summary>
/// What <c>.editorconfig</c> says to one rule about one file: <c>repotopology.RT1001.max_owner_share</c> before <c>repotopology.max_owner_share</c> before the rule's
/// own default. A value that can't be read is passed over.
/// </summary>
internal sealed class RuleOptions
{
    private readonly AnalyzerConfigOptions[] _sources;
    private readonly string _rule;

    private RuleOptions(string rule, params AnalyzerConfigOptions[] sources) => (_rule, _sources) = (rule, sources);

    /// <summary>True unless <c>show_names = false</c>.</summary>
    public bool ShowNames
    {
        get
        {
            foreach (string written in Written("show_names"))
                if (bool.TryParse(written, out bool value))
                    return value;
            return true;
        }
    }

    public static RuleOptions Of(SyntaxTree tree, string rule, AnalyzerOptions options) => new(rule, options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    /// <summary>
    /// For a rule about a whole project, which has no source file of its own: what is said for the file that it is reported in, and then what is said for the project's
    /// first source file, because most write their options for <c>*.cs</c> only.
    /// </summary>
    public static RuleOptions Of(AdditionalText file, string rule, AnalyzerOptions options, Compilation compilation)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        return compilation.SyntaxTrees.FirstOrDefault() is { } tree
            ? new RuleOptions(rule, provider.GetOptions(file), provider.GetOptions(tree))
            : new RuleOptions(rule, provider.GetOptions(file));
    }

    /// <summary>A share in percent, from a value of 0 to 1 that is written with a point.</summary>
    public decimal Percent(string name, decimal otherwise)
    {
        foreach (string written in Written(name))
            if (decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) && value <= 1)
                return value * 100;
        return otherwise * 100;
    }

    /// <summary>0 or more.</summary>
    public int Count(string name, int otherwise)
    {
        foreach (string written in Written(name))
            if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
                return value;
        return otherwise;
    }

    private IEnumerable<string> Written(string name)
    {
        foreach (string key in new[] { "repotopology." + _rule + "." + name, "repotopology." + name })
            foreach (var source in _sources)
                if (source.TryGetValue(key, out string? written))
                    yield return written.Trim();
    }
}
