using System.Globalization;
using System.Text.RegularExpressions;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// Finds what somebody typed behind <c>who</c> among the files of the analysed commit: <c>PATH</c>, <c>PATH:LINE</c>, <c>PATH:FIRST-LAST</c>, a directory, or
/// the end of a path that only one file has. A path counts from the current directory when that is in the work tree, else from the repository's root.
/// </summary>
internal sealed partial class SubjectFinder(RepositoryHistory history, string? workTree)
{
    private const int MostSuggested = 5;

    /// <param name="typed">What was typed.</param>
    /// <param name="symbol">Looks for a type or member of that name, where no file is called so; null when there is none.</param>
    /// <exception cref="RequestException">Nothing fits, or several do.</exception>
    public Subject Find(string typed, Func<string, Subject?> symbol)
    {
        if (FindFiles(typed) is { } whole)
            return new Subject(NameOf(typed, whole), [.. whole.Select(path => new SubjectFile(path, []))]);
        if (LinesBehindPath().Match(typed) is { Success: true } match && FindFiles(match.Groups["path"].Value) is { } files)
            return Lines(typed, match, files);
        return (typed.Contains('/', StringComparison.Ordinal) ? null : symbol(typed))
            ?? throw new RequestException($"no file or symbol of {Short(history)} is called '{typed}'{Suggestion(typed)}");
    }

    private Subject Lines(string typed, Match match, int[] files)
    {
        if (files.Length > 1)
            throw new RequestException($"'{match.Groups["path"].Value}' is a directory and has no lines; name a file in it");
        int first = Number(match.Groups["first"], typed);
        int last = match.Groups["last"].Success ? Number(match.Groups["last"], typed) : first;
        if (first < 1 || last < first)
            throw new RequestException($"'{typed}' names no lines; they count from 1, as in {match.Groups["path"].Value}:10-20");
        string name = history.Paths[files[0]].Text;
        return new Subject(first == last ? $"{name}:{first}" : $"{name}:{first}-{last}", [new SubjectFile(files[0], [new LineSpan(first, last)])]);
    }

    private int[]? FindFiles(string typed)
    {
        foreach (string path in Candidates(typed))
        {
            int[] found = [.. Standing().Where(i => path.Length == 0 || IsAt(history.Paths[i].Text, path))];
            if (found.Length > 0)
                return found;
        }

        string end = "/" + Slashes(typed).TrimStart('/');
        int[] ending = end.Length < 3 ? [] : [.. Standing().Where(i => history.Paths[i].Text.EndsWith(end, StringComparison.Ordinal))];
        return ending.Length switch
        {
            0 => null,
            1 => ending,
            _ => throw new RequestException($"'{typed}' may be {string.Join(", ", ending.Take(MostSuggested).Select(i => history.Paths[i].Text))}"
                + (ending.Length > MostSuggested ? $" or {ending.Length - MostSuggested} others" : "") + "; write more of the path"),
        };
    }

    private IEnumerable<string> Candidates(string typed)
    {
        if (workTree is not null && Path.GetRelativePath(workTree, Path.GetFullPath(typed)) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative))
            yield return Slashes(relative) is "." ? "" : Slashes(relative);
        if (!Path.IsPathRooted(typed) && Slashes(typed).Trim('/') is { Length: > 0 } fromRoot)
            yield return fromRoot.StartsWith("./", StringComparison.Ordinal) ? fromRoot[2..] : fromRoot;
    }

    private IEnumerable<int> Standing() =>
        Enumerable.Range(0, history.Paths.Length).Where(i => history.Paths[i].AtHead).OrderBy(i => history.Paths[i].Text, StringComparer.Ordinal);

    private string NameOf(string typed, int[] files)
    {
        if (files is [var only] && Slashes(typed).Split('/')[^1] == history.Paths[only].Text.Split('/')[^1])
            return history.Paths[only].Text;
        string name = Candidates(typed).FirstOrDefault(path => files.All(i => IsAt(history.Paths[i].Text, path))) ?? typed;
        return name.Length == 0 ? "the whole repository" : name + "/";
    }

    private string Suggestion(string typed)
    {
        string file = LinesBehindPath().Replace(Slashes(typed), "${path}");
        string name = file[(file.LastIndexOf('/') + 1)..].ToLowerInvariant();
        var names = Standing().Select(i => history.Paths[i].Text).ToLookup(path => path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant());
        return UsageError.Nearest(name, names.Select(group => group.Key)) is { } near
            ? $"; did you mean '{names[near].Order(StringComparer.Ordinal).First()}'?"
            : "; paths count from here, or from the repository's root";
    }

    private static int Number(Group digits, string typed) =>
        int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new RequestException($"'{typed}' names a line beyond any file");

    private static bool IsAt(string path, string place) =>
        path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] == '/' || place[^1] == '/');

    private static string Slashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;

    private static string Short(RepositoryHistory history) => history.Head.ToString()[..10];

    [GeneratedRegex("^(?<path>.+):(?<first>[0-9]+)(?:[-,](?<last>[0-9]+))?$")]
    private static partial Regex LinesBehindPath();
}
