using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What is known about somebody: identities, commits, modules, lines, and the layer with its reason.</summary>
internal static class PersonExplanation
{
    public static Explanation Of(int contributor, Workings workings)
    {
        var (history, table, whole) = (workings.History, workings.Table, workings.Whole);
        var known = workings.Shown(contributor);
        int person = Array.IndexOf(table.People, contributor);
        var lifetimes = Lifetimes.Of(history, table.Window.To);
        ImmutableArray<int> commits = person >= 0 ? [.. workings.CommitsOf(person)] : Inside(workings, contributor);
        var lines = workings.Analysis.Risk.Modules.Select(module => (module.Module, module.Holdings.Lines, Theirs: module.Holdings.LinesOf(held => held == contributor)))
            .Where(module => module.Theirs > 0).OrderByDescending(module => module.Theirs).ThenBy(module => module.Module).ToList();
        long theirs = lines.Sum(module => module.Theirs);
        return new Explanation
        {
            Id = $"person:{known.Name}",
            Title = known.Name,
            Sentence = known.Kind == ContributorKind.Person
                ? (contributor < workings.Analysis.Risk.HasLeft.Length && workings.Analysis.Risk.HasLeft[contributor]
                    ? $"A person who has left: no commit since {Phrases.Date(workings.Analysis.Risk.LeftSince)}." : "A person who is still there.")
                : $"{(known.Kind == ContributorKind.Bot ? "A bot" : "A coding agent")}, {(known.KindRule is { } rule ? $"told by the rule {rule}" : "told by a rule")}: in no share.",
            Figure = new ExplainedFigure(commits.Length, $"{Phrases.Count(commits.Length, "commit", "commits")} in the window, {Phrases.Count(lifetimes.Commits[contributor], "commit", "commits")} ever"
                + (lifetimes.Commits[contributor] > 0
                    ? $", {Phrases.Date(Dates.FromUnixSeconds(lifetimes.First[contributor]))} to {Phrases.Date(Dates.FromUnixSeconds(lifetimes.Last[contributor]))}" : "")
                + (known.Kind == ContributorKind.Person ? $", {Phrases.Count(theirs, "living line", "living lines")}" : "")),
            Formula = "identities are joined by .mailmap, by the same e-mail, and by the people of the configuration; never by name alone",
            Source = IndicatorText.Own,
            Calculation = person >= 0 ? Layer(person, workings) : null,
            Tables =
            [
                .. person < 0 ? [] : (EvidenceTable[])
                [
                    new("Modules by their commits in the window", ["module", "commits", "of the module's"],
                        [.. Enumerable.Range(0, table.StakePerson.Length).Where(stake => table.StakePerson[stake] == person).OrderByDescending(stake => whole.Stakes[stake]).ThenBy(stake => stake)
                            .Select(stake => new EvidenceRow(
                                workings.Module(table.StakeModule[stake]), whole.Stakes[stake],
                                Cell.Share(whole.Stakes[stake], table.StakesOfModule[table.StakeModule[stake]].ToArray().Sum(other => whole.Stakes[other])))
                                .With(workings.CommitsOfModule(table.StakeModule[stake], person)))]),
                ],
                .. lines.Count == 0 ? [] : (EvidenceTable[])
                [
                    new("Modules by their living lines", ["module", "lines", "of the module's"],
                        [.. lines.Select(module => new EvidenceRow(Cell.Module(module.Module), module.Theirs, Cell.Share(module.Theirs, module.Lines)))]),
                ],
                .. workings.Options.Veiled is null ? Proposals(contributor, history) : [],
            ],
            Commits = LineExplanation.Commits(workings, line => line.Author == contributor) is { Items.Length: > 0 } living && commits.IsEmpty
                ? living : Workings.Alike("Commits in the window", commits),
            People = [contributor],
            LeftOut = [.. LeftOut(workings, contributor)],
            Git = workings.Git.Author(contributor),
        };
    }

    /// <summary>The layer, and what decided it.</summary>
    private static string Layer(int person, Workings workings)
    {
        var whole = workings.Whole;
        int rank = Array.IndexOf(whole.Ranking, person), core = workings.Analysis.Risk.Caf80;
        int active = Layers.ActiveQuarters(whole, person), quarters = workings.Table.QuarterCount;
        string why = Layers.Of(whole)[person] switch
        {
            Analysis.Layer.Core => $"one of the {core} who together have {Phrases.Percent(Layers.CoreShare)} of commits",
            Analysis.Layer.Regular => $"not one of the {core} of the core, but active in {active} of {quarters} quarters, which is half or more",
            Analysis.Layer.Occasional => $"not one of the {core} of the core, active in {active} of {quarters} quarters, with more than {CasualShare.MostCommits} commits",
            _ => $"{CasualShare.MostCommits} commits or fewer in the window",
        };
        return $"layer: {LayerExplanation.NameOf(Layers.Of(whole)[person])}, as number {rank + 1} of {whole.Authors} by commits: {why}";
    }

    private static ImmutableArray<int> Inside(Workings workings, int contributor) =>
        [.. Enumerable.Range(0, workings.History.Commits.Length).Where(i => workings.History.Commits[i] is var commit
            && commit.Author == contributor && !commit.IsMerge && workings.Table.Window.Contains(commit))];

    private static IEnumerable<EvidenceTable> Proposals(int contributor, RepositoryHistory history)
    {
        var proposals = history.AliasProposals.Where(proposal => proposal.First == contributor || proposal.Second == contributor).ToList();
        if (proposals.Count > 0)
            yield return new("May be the same person, but nothing says so: 'identities' can join them", ["person", "sure", "evidence"],
                [.. proposals.Select(proposal => new EvidenceRow(
                    Cell.Person(proposal.First == contributor ? proposal.Second : proposal.First), Cell.Share(proposal.Confidence), proposal.Evidence))]);
    }

    private static IEnumerable<LeftOut> LeftOut(Workings workings, int contributor)
    {
        var (history, window) = (workings.History, workings.Table.Window);
        ImmutableArray<int> theirs = [.. Enumerable.Range(0, history.Commits.Length).Where(i => history.Commits[i].Author == contributor)];
        ImmutableArray<int> merges = [.. theirs.Where(i => history.Commits[i].IsMerge && window.Contains(history.Commits[i]))];
        int outside = theirs.Count(i => !window.Contains(history.Commits[i]));
        ImmutableArray<int> giants = [.. theirs.Where(i => window.Contains(history.Commits[i]) && !history.Commits[i].IsMerge && history.FilesOf(i) > WindowChoice.GiantFiles)];
        if (merges.Length > 0)
            yield return new(merges.Length, "merges: integration, not authorship") { Commits = merges };
        if (giants.Length > 0)
            yield return new(giants.Length, $"commits of more than {WindowChoice.GiantFiles} files: counted, but not for modules") { Commits = giants };
        if (outside > 0)
            yield return new(outside, "commits outside the window, merges among them");
    }
}
