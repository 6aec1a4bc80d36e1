using System.Text.RegularExpressions;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Command lines that give an explanation again, as somebody would paste them into a shell.</summary>
/// <param name="Command">Ours, with the full id of the commit and the options used.</param>
/// <param name="Git">How the repository's git is called: <c>git</c> or <c>git -C PATH</c>.</param>
public sealed partial record Retrace(string Command, string Git)
{
    /// <summary>A command of git in full; null where there is none.</summary>
    public string? GitCommand(Explanation explanation) => explanation.Git is not { } git ? null
        : string.Join(' ', [Git, .. git.Arguments.Select(Quote)]) + (git.CountOf is { } start ? $" | grep -c {Quote("^" + start)}" : "");

    /// <summary>A word as a shell takes it: in single quotes where it holds anything but plain characters.</summary>
    public static string Quote(string word) =>
        Plain().IsMatch(word) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:=@+,-]+$")]
    private static partial Regex Plain();
}
