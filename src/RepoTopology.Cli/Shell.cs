using System.Text;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>When colour is used.</summary>
internal enum ColorChoice
{
    Auto,
    Always,
    Never,
}

/// <summary>What the process was started from: its streams, what they can show, and the environment. Tests put their own in its place.</summary>
internal sealed record Shell
{
    private static readonly string[] ContinuousIntegration =
        ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL", "CIRCLECI", "BITBUCKET_BUILD_NUMBER", "TEAMCITY_VERSION", "BUILDKITE"];

    /// <summary>Standard output: data, and nothing else.</summary>
    public required Stream Output { get; init; }

    public required Encoding OutputEncoding { get; init; }

    public required bool OutputIsTerminal { get; init; }

    /// <summary>Standard error: progress and what went wrong.</summary>
    public required TextWriter Error { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal; 80 without one.</summary>
    public required int Width { get; init; }

    /// <summary>An environment variable, null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Standard input, for answers; null where nobody can be asked.</summary>
    public TextReader? Answers { get; init; }

    public bool IsWindows { get; init; } = OperatingSystem.IsWindows();

    /// <summary>Progress is for somebody who watches.</summary>
    public bool ShowsProgress => ErrorIsTerminal && !IsDumb && !ContinuousIntegration.Any(IsSet);

    /// <summary>How text on standard output looks.</summary>
    public TextStyle OutputStyle(ColorChoice color) => new(OutputIsTerminal ? Width : 80, UsesColor(color), ShowsUnicode);

    /// <summary>Whether what is shown on standard error may be coloured.</summary>
    public bool ErrorHasColor => ErrorIsTerminal && !IsSet("NO_COLOR");

    private bool IsDumb => Variable("TERM") == "dumb";

    // A redirected text report is UTF-8; a terminal must say that it is.
    private bool ShowsUnicode => !OutputIsTerminal || (OutputEncoding.CodePage == Encoding.UTF8.CodePage && !LocaleIsAscii);

    private bool LocaleIsAscii => !IsWindows
        && (FirstSet("LC_ALL", "LC_CTYPE", "LANG") is "C" or "POSIX");

    private bool UsesColor(ColorChoice choice) => choice switch
    {
        ColorChoice.Always => true,
        ColorChoice.Never => false,
        // https://no-color.org and https://force-color.org
        _ when IsSet("NO_COLOR") => false,
        _ when IsSet("FORCE_COLOR") => true,
        // The old Windows console prints escape sequences as they are; the terminals that do not say who they are.
        _ => OutputIsTerminal && !IsDumb
            && (!IsWindows || FirstSet("WT_SESSION", "TERM_PROGRAM", "ConEmuANSI", "ANSICON", "TERM") is not null),
    };

    private bool IsSet(string variable) => Variable(variable) is { Length: > 0 } value && value is not ("0" or "false");

    private string? FirstSet(params ReadOnlySpan<string> variables)
    {
        foreach (string variable in variables)
            if (Variable(variable) is { Length: > 0 } value)
                return value;
        return null;
    }
}
