using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What is known about a module: who works on it, whose lines it consists of, how few know it.</summary>
internal static class ModuleExplanation
{
    public static Explanation Of(int module, Workings workings)
    {
        var (history, table, whole) = (workings.History, workings.Table, workings.Whole);
        var known = history.Modules[module];
        var standing = workings.Analysis.Modules.FirstOrDefault(standing => standing.Module == module);
        var risk = workings.Analysis.Risk.Modules.FirstOrDefault(risk => risk.Module == module);
        int number = Array.IndexOf(table.Modules, module);
        int[] stakes = number < 0 ? [] : [.. table.StakesOfModule[number].ToArray().OrderByDescending(stake => whole.Stakes[stake]).ThenBy(stake => table.StakePerson[stake])];
        int busiest = workings.Analysis.Modules.Select(one => one.Commits).DefaultIfEmpty(1).Max();
        return new Explanation
        {
            Id = $"module:{known.Name}",
            Title = $"module {(known.Name == "." ? "of the top directory" : known.Name)}",
            Sentence = known.Origin switch
            {
                ModuleOrigin.Configured => $"Files that the configuration names, {Phrases.Count(known.FilesAtHead, "file", "files")} today.",
                ModuleOrigin.Project => $"Files below {Directory(known)}, which has a project file: {Phrases.Count(known.FilesAtHead, "file", "files")} today.",
                _ => $"Files below {Directory(known)} that no other module has: {Phrases.Count(known.FilesAtHead, "file", "files")} today.",
            },
            Figure = new ExplainedFigure(standing?.BusFactor,
                $"{(standing is null ? "no commit in the window" : $"{Phrases.Count(standing.Commits, "commit", "commits")} by {Phrases.Count(standing.Authors, "person", "people")}, bus factor {standing.BusFactor}, risk {Phrases.TwoDigits(standing.Risk)}")}"
                + (risk is null ? "" : $"; {Phrases.Count(risk.Holdings.Lines, "living line", "living lines")}, {Phrases.Percent(risk.Orphaned.Low)} of them by people who have left")),
            Formula = "bus factor: the fewest people with more than half of its commits in the window. Risk: the top contributor's share × √(its commits ÷ the busiest module's commits). "
                + "remainingBusFactor: how many of those who are still there, beside all who have left, hold half of its living lines",
            Source = IndicatorText.Own,
            Calculation = standing is null ? null
                : FormattableString.Invariant($"top share {standing.TopShare:0.000} = {whole.Stakes[stakes[0]]} ÷ {standing.Commits}; risk {standing.Risk:0.000} = {standing.TopShare:0.000} × √({standing.Commits} ÷ {busiest})")
                    + (risk is null ? "" : $"; remainingBusFactor {risk.Remaining}"),
            Tables =
            [
                new("Who works on it", ["person", "commits", "of its"],
                    [.. stakes.Select(stake => new EvidenceRow(
                        workings.Person(table.StakePerson[stake]), whole.Stakes[stake], Cell.Share(whole.Stakes[stake], standing!.Commits))
                        .With(workings.CommitsOfModule(number, table.StakePerson[stake])))]),
                .. risk is null ? [] : (EvidenceTable[])
                [
                    new("Whose lines it consists of", ["person", "lines", "of its", "left"],
                        [.. risk.Holdings.Held.Select(held => new EvidenceRow(
                            Cell.Person(held.Contributor), held.Lines, Cell.Share(held.Lines, risk.Holdings.Lines), LineExplanation.Left(workings, held.Contributor)))]),
                ],
            ],
            Commits = number < 0 ? LineExplanation.Commits(workings, line => line.Module == module) : Workings.Alike("Its commits in the window", workings.CommitsOfModule(number)),
            LeftOut =
            [
                .. risk is { Holdings.Unknown: > 0 } ? (LeftOut[])[new(risk.Holdings.Unknown, "lines of which nobody can tell who wrote them")] : [],
                .. WindowExplanation.Uncounted(workings, commit => Touches(commit, module, history)),
            ],
            Git = workings.Git.Commits(known, standing?.Commits ?? 0),
        };
    }

    public static Explanation All(Workings workings) => new()
    {
        Id = "modules",
        Title = "the modules, most at risk first",
        Sentence = "Where one person does most of the work and much is being worked on.",
        Formula = "risk: the top contributor's share × √(its commits ÷ the busiest module's commits). Bus factor: the fewest people with more than half of its commits in the window. "
            + "Modules come from the configuration, else from project files, else from directories",
        Source = IndicatorText.Own,
        Tables =
        [
            new("Modules: explain module:NAME tells more of each", ["module", "commits", "people", "most by", "share", "bus factor", "risk"],
                [.. workings.Analysis.Modules.Select(standing => new EvidenceRow(
                    Cell.Module(standing.Module), standing.Commits, standing.Authors, Cell.Person(standing.TopContributor), Cell.Share(standing.TopShare), standing.BusFactor,
                    Cell.Figure(standing.Risk)))]),
        ],
        Commits = workings.AllCommits(),
        LeftOut = [.. WindowExplanation.Uncounted(workings, looksAtFiles: true)],
        Git = workings.Git.Commits(),
    };

    private static bool Touches(int commit, int module, RepositoryHistory history)
    {
        foreach (var change in history.ChangesOf(commit))
            if (history.Paths[change.Path].Module == module && !change.RenamedAway)
                return true;
        return false;
    }

    private static string Directory(Module module) => module.Directory.Length == 0 ? "the top directory" : module.Directory;
}
