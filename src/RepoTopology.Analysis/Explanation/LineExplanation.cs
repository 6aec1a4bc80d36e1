using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Who holds the lines that stand, from which commits, and what was discounted.</summary>
internal static class LineExplanation
{
    private const string Formula =
        "a line belongs to the author of the commit that brought it in, as git blame tells, through renames of whole files; only text files in modules count, and commits of many files like any others";

    public static Explanation Of(Workings workings)
    {
        var (history, figures) = (workings.History, workings.Analysis.Lines);
        var held = HeldBy(workings);
        long known = held.Sum(person => person.Lines);
        return new Explanation
        {
            Id = "lines",
            Title = "living lines: who holds the code that stands",
            Sentence = "Whose lines the analysed commit consists of.",
            Figure = new ExplainedFigure(figures?.Lines, figures is null ? "not read: a range says nothing of files that it does not change"
                : $"{Phrases.Count(figures.Lines, "line", "lines")}, half of the known ones by {figures.HalfHeldBy} of {Phrases.Count(figures.People, "person", "people")}"),
            Formula = Formula + ". halfHeldBy: the fewest people with half of the lines that people hold",
            Source = "our own; origins are those of git blame",
            Calculation = figures is null ? null : $"{known} lines by {held.Length} people + {ByAutomations(workings)} by bots and coding agents + {figures.Unknown} of which nobody can tell = {figures.Lines}",
            Tables = figures is null ? [] :
            [
                new("People by the lines they hold", ["person", "lines", "of all", "left"],
                    [.. held.Select(person => new EvidenceRow(
                        Cell.Person(person.Contributor), person.Lines, Cell.Share(person.Lines, figures.Lines), Left(workings, person.Contributor)))]),
                new("Modules by their lines", ["module", "lines", "people", "most by", "share"],
                    [.. figures.Modules.Select(module => new EvidenceRow(
                        module.Module < 0 ? "in no module" : Cell.Module(module.Module), module.Lines, module.People, Cell.Person(module.TopContributor), Cell.Share(module.TopShare.Low)))]),
                new("Lines that the window's commits added, took away and replaced", ["what", "lines"],
                    [new("added", figures.Rewrites.Added), new("deleted", figures.Rewrites.Deleted), new("replaced", figures.Rewrites.Replaced),
                        new("replaced, another person's", figures.Rewrites.OfOthers), new("replaced, nobody can tell whose", figures.Rewrites.OfUnknown)]),
            ],
            Commits = Commits(workings, _ => true),
            LeftOut = [.. Discounted(workings)],
            Git = Blame(workings, _ => true),
        };
    }

    /// <summary>People by the lines they hold, most first.</summary>
    public static ImmutableArray<PersonLines> HeldBy(Workings workings) =>
    [
        .. workings.Analysis.Risk.Modules.SelectMany(module => module.Holdings.Held)
            .GroupBy(held => held.Contributor).Select(held => new PersonLines(held.Key, held.Sum(part => part.Lines)))
            .OrderByDescending(held => held.Lines).ThenBy(held => held.Contributor),
    ];

    /// <summary>Commits by the lines of theirs that stand.</summary>
    /// <param name="workings">With the origin of each line.</param>
    /// <param name="counts">Module and author of lines that count.</param>
    public static WeighedCommits Commits(Workings workings, Func<(int Module, int Author), bool> counts)
    {
        var weights = new Dictionary<int, long>();
        foreach (var (module, run) in Runs(workings))
            if (run.Commit >= 0 && counts((module, workings.History.Commits[run.Commit].Author)))
                weights[run.Commit] = weights.GetValueOrDefault(run.Commit) + run.Count;
        return Workings.Weighed("Commits by the lines of theirs that stand", "living lines", weights.Select(pair => new WeighedCommit(pair.Key, pair.Value)));
    }

    /// <summary>git blame of the file and the commit that hold most of what counts.</summary>
    public static GitCommand? Blame(Workings workings, Func<(int Module, int Author), bool> counts)
    {
        var history = workings.History;
        var weights = new Dictionary<(int File, int Commit), long>();
        for (int file = 0; file < (workings.Lines?.Files.Length ?? 0); file++)
        {
            int module = history.Paths[workings.Lines!.Files[file].Path].Module;
            foreach (var run in workings.Lines.Files[file].Runs)
                if (module >= 0 && run.Commit >= 0 && !history.Commits[run.Commit].IsBoundary && counts((module, history.Commits[run.Commit].Author)))
                    weights[(file, run.Commit)] = weights.GetValueOrDefault((file, run.Commit)) + run.Count;
        }

        if (weights.Count == 0 || history.IsFiltered)
            return null;
        var (most, _) = weights.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First();
        return workings.Git.Blame(workings.Lines!.Files[most.File], most.Commit);
    }

    /// <summary>What is nobody's, or no line at all.</summary>
    public static IEnumerable<LeftOut> Discounted(Workings workings)
    {
        if (workings.Analysis.Lines is not { } figures)
            yield break;
        if (workings.Options.IgnoredCommits.Count > 0)
            yield return new(workings.Options.IgnoredCommits.Count, "commits listed in .git-blame-ignore-revs: their lines are handed on to whoever wrote them before")
            {
                Commits = [.. Enumerable.Range(0, workings.History.Commits.Length).Where(commit => workings.Options.IgnoredCommits.Contains(workings.History.Commits[commit].Id))],
            };
        if (workings.Analysis.FormattingCommits is { Count: > 0 } formatting)
            yield return new(formatting.Count, "commits that only lay out C# code anew ('ignore-revs' lists them): their lines are handed on in the same way")
            {
                Commits = [.. Enumerable.Range(0, workings.History.Commits.Length).Where(commit => formatting.Contains(workings.History.Commits[commit].Id))],
            };
        if (ByAutomations(workings) is > 0 and var automated)
            yield return new(automated, "lines by bots and coding agents: among all lines, but nobody's");
        if (figures.Unknown > 0)
            yield return new(figures.Unknown, "lines of which nobody can tell who wrote them: shares lie between two figures");
        foreach (var kind in (PathKind[])[PathKind.Generated, PathKind.Vendored, PathKind.Binary])
            if (workings.History.Paths.Count(path => path.AtHead && path.Kind == kind) is > 0 and var files)
                yield return new(files, $"{kind.ToString().ToLowerInvariant()} {(files == 1 ? "file" : "files")} of the analysed commit: in no module");
        if (figures.FilesInPart > 0)
            yield return new(figures.FilesInPart, "files that could not be read or compared in full, or only in their newest versions");
        if (figures.CappedRenameSearches > 0)
            yield return new(figures.CappedRenameSearches, "commits with too many files to search where each came from");
    }

    /// <summary>Each run of lines in a module, with the module.</summary>
    private static IEnumerable<(int Module, LineRun Run)> Runs(Workings workings)
    {
        if (workings.Lines is not { } lines)
            yield break;
        foreach (var file in lines.Files)
            if (workings.History.Paths[file.Path].Module is >= 0 and var module)
                foreach (var run in file.Runs)
                    yield return (module, run);
    }

    public static Cell Left(Workings workings, int contributor) => contributor >= 0 && workings.Analysis.Risk.HasLeft[contributor] ? "left" : "";

    private static long ByAutomations(Workings workings) => workings.Analysis.Risk.Modules
        .Sum(module => module.Holdings.Lines - module.Holdings.Unknown - module.Holdings.Held.Sum(held => held.Lines));
}
