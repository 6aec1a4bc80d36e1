using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Which commits count, and which do not and why.</summary>
internal static class WindowExplanation
{
    public static Explanation Of(Workings workings)
    {
        var (history, window) = (workings.History, workings.Analysis.Window);
        var automations = Inside(workings).Where(commit => history.ClassOf(commit) is CommitClass.Bot or CommitClass.Agent)
            .GroupBy(commit => history.Commits[commit].Author).OrderByDescending(who => who.Count()).ThenBy(who => who.Key).ToList();
        var giants = Giants(workings);
        int inside = Inside(workings).Count();
        return new Explanation
        {
            Id = "window",
            Title = "the stretch of history that is judged",
            Sentence = "Which commits count, and which do not and why.",
            Figure = new ExplainedFigure(window.Commits,
                $"{Phrases.Count(window.Commits, "commit", "commits")} by {Phrases.Count(window.Authors, "person", "people")}, after {Phrases.Date(window.From)} to {Phrases.Date(window.To)}"
                + (window.Months > window.RequestedMonths ? $" ({window.Months} months, not {window.RequestedMonths}: with fewer than {Calibration.NeededCommits} commits the window is widened)" : "")),
            Formula = "commits that the analysed commit reaches, whose committer date lies within the window; merges, bots and coding agents are told apart",
            Source = IndicatorText.Own,
            Calculation = $"{inside} commits in the window, of {history.Commits.Length} in the history",
            Tables =
            [
                new("Commits of the window", ["kind", "commits", "counted"],
                [
                    .. Enum.GetValues<CommitClass>().Select(kind => (Kind: kind, Commits: Inside(workings).Where(commit => history.ClassOf(commit) == kind).ToList()))
                        .Where(row => row.Commits.Count > 0 || row.Kind == CommitClass.Counted)
                        .Select(row => new EvidenceRow(NameOf(row.Kind), row.Commits.Count, row.Kind == CommitClass.Counted ? "yes" : "no").With(row.Commits)),
                ]),
                .. automations.Count == 0 ? [] : (EvidenceTable[])
                [
                    new("Bots and coding agents, by the rule that told them", ["identity", "rule", "commits"],
                        [.. automations.Select(who => new EvidenceRow(Cell.Person(who.Key), workings.Shown(who.Key).KindRule ?? "", who.Count()).With(who))]),
                ],
                .. giants.IsEmpty ? [] : (EvidenceTable[])
                [
                    new($"Commits of more than {WindowChoice.GiantFiles} files: counted, but left out of graphs and ownership", ["author", "date", "files"],
                        [.. giants.OrderByDescending(history.FilesOf).Select(commit => new EvidenceRow(
                            Cell.Person(history.Commits[commit].Author), WindowChoice.CommitterDate(history.Commits[commit]), history.FilesOf(commit)).With([commit]))]),
                ],
            ],
            Commits = workings.AllCommits("Counted commits"),
            LeftOut =
            [
                .. Uncounted(workings, looksAtFiles: true),
                .. inside == history.Commits.Length ? [] : (LeftOut[])[new(history.Commits.Length - inside, "commits outside the window: older, or later than its end")],
                .. Unknown(history.Completeness),
            ],
            Git = workings.Git.Commits(),
        };
    }

    /// <summary>What no share counts; with files, what takes no part in graphs and ownership beside.</summary>
    public static IEnumerable<LeftOut> Uncounted(Workings workings, bool looksAtFiles) =>
    [
        .. ByClass(workings.History, Inside(workings)),
        .. looksAtFiles ? OfFiles(workings) : [],
    ];

    /// <summary>What does not count, of some commits of the window.</summary>
    public static IEnumerable<LeftOut> Uncounted(Workings workings, Func<int, bool> which) =>
        [.. ByClass(workings.History, Inside(workings).Where(which)), .. OfGiants([.. Giants(workings).Where(which)])];

    /// <summary>What does not count as anybody's work, by its kind.</summary>
    public static IEnumerable<LeftOut> ByClass(RepositoryHistory history, IEnumerable<int> commits)
    {
        var classes = commits.ToLookup(history.ClassOf);
        foreach (var (kind, one, many) in ((CommitClass, string, string)[])
        [
            (CommitClass.Merge, "merge: integration, not authorship", "merges: integration, not authorship"),
            (CommitClass.Bot, "commit by a bot (explain window lists them)", "commits by bots (explain window lists them)"),
            (CommitClass.Agent, "commit by a coding agent: counted apart", "commits by coding agents: counted apart"),
            (CommitClass.OutsideScope, "commit that touches nothing of the part that is looked at", "commits that touch nothing of the part that is looked at"),
        ])
            if (classes[kind].ToImmutableArray() is { IsEmpty: false } found)
                yield return new(found.Length, found.Length == 1 ? one : many) { Commits = found };
    }

    private static IEnumerable<LeftOut> OfFiles(Workings workings)
    {
        foreach (var left in OfGiants(Giants(workings)))
            yield return left;
        foreach (var kind in (PathKind[])[PathKind.Generated, PathKind.Vendored, PathKind.Binary])
            if (Touched(workings, kind) is > 0 and var files)
                yield return new(files, $"{kind.ToString().ToLowerInvariant()} {(files == 1 ? "file" : "files")} that these commits touch too: nobody's work to own");
    }

    private static IEnumerable<LeftOut> OfGiants(ImmutableArray<int> giants)
    {
        if (!giants.IsEmpty)
            yield return new(giants.Length, $"{(giants.Length == 1 ? "commit" : "commits")} of more than {WindowChoice.GiantFiles} files: they say little about who works on what") { Commits = giants };
    }

    /// <summary>Counted commits of too many files.</summary>
    public static ImmutableArray<int> Giants(Workings workings) =>
        workings.CommitsWhere(commit => workings.History.FilesOf(workings.Table.HistoryCommits[commit]) > WindowChoice.GiantFiles);

    private static IEnumerable<LeftOut> Unknown(Completeness facts)
    {
        if (facts.ShallowBoundaries > 0)
            yield return new(facts.ShallowBoundaries, "commits where the shallow clone ends: what lies before them is missing");
        if (facts.MissingCommits > 0)
            yield return new(facts.MissingCommits, "commits that are named as parents but missing");
        if (facts.Skipped.Count > 0)
            yield return new(facts.Skipped.Count, "commits whose changes are unknown, as objects are missing or too large");
        if (facts.MissingBlobs > 0)
            yield return new(facts.MissingBlobs, "file versions that are missing: renames among them may be unseen");
        if (facts.RenameLimitHits > 0)
            yield return new(facts.RenameLimitHits, "commits with too many candidates to search for renames by similarity");
        if (facts.Grafts + facts.Replacements > 0)
            yield return new(facts.Grafts + facts.Replacements, "grafts or replaced objects, which change the history that was read");
    }

    private static IEnumerable<int> Inside(Workings workings) =>
        Enumerable.Range(0, workings.History.Commits.Length).Where(commit => workings.Analysis.Window.Contains(workings.History.Commits[commit]));

    private static int Touched(Workings workings, PathKind kind)
    {
        var paths = new HashSet<int>();
        foreach (int commit in workings.Table.HistoryCommits)
            foreach (var change in workings.History.ChangesOf(commit))
                if (workings.History.Paths[change.Path].Kind == kind)
                    paths.Add(change.Path);
        return paths.Count;
    }

    private static string NameOf(CommitClass kind) => kind switch
    {
        CommitClass.Counted => "by people",
        CommitClass.Merge => "merges",
        CommitClass.Bot => "by bots",
        CommitClass.Agent => "by coding agents",
        _ => "outside the part",
    };
}
