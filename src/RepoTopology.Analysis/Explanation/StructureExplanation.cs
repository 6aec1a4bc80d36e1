namespace RepoTopology.Analysis;

/// <summary>What the code's structure says together with its history: which modules use which, and who knows them.</summary>
internal static class StructureExplanation
{
    public static Explanation Of(Workings workings)
    {
        var found = workings.Analysis.Dependencies;
        return new Explanation
        {
            Id = "structure",
            Title = "how the code hangs together",
            Sentence = "Which modules use which, held against who knows them and what changes together.",
            Figure = new ExplainedFigure(found?.Dependencies.Edges.Length,
                found is null ? "not read: there is no C# code or project, or --depth was not given" : Phrases.Count(found.Dependencies.Edges.Length, "dependency", "dependencies")),
            Formula = "blastRadii: modules that use one, directly or through others (tests left out), × its top owner's share of lines. undercoordinated: one uses the other, they change "
                + $"together more often than by chance (Fisher's exact test, false discovery rate below {ModuleCoupling.Significant}), and those who know either have never, in the whole history, changed the other's files. "
                + "To know a module is to have written a tenth of its lines, or made a tenth (and three) of the window's commits. hiddenCoupling: the same common change without any reference. "
                + $"unusedCoupling: a reference between modules of {CouplingGaps.LeastCommits} commits and more each that no commit touches both of. "
                + "congruence: of the pairs of people who work on the same or on dependent modules, the share that edited the same files, wrote or vouched for commits together: a lower bound",
            Source = "congruence: Cataldo, Wagstrom, Herbsleb and Carley, CSCW 2006; the rest is our own",
            Calculation = found is null ? null : $"congruence: {found.Congruence.Seen} of {found.Congruence.Required} pairs",
            Tables = found is null ? [] :
            [
                new("Modules that others use", ["module", "dependants", "of all", "most known to", "share", "score"],
                    [.. found.BlastRadii.Select(blast => new EvidenceRow(
                        Cell.Module(blast.Module), blast.Dependants, Cell.Share(blast.Reach), Cell.Person(blast.TopContributor), Cell.Share(blast.TopShare), Cell.Figure(blast.Score)))]),
                new("Dependencies whose people never edited one another's code", ["uses", "used", "together", "lift"],
                    [.. found.Undercoordinated.Select(pair => new EvidenceRow(Cell.Module(pair.From), Cell.Module(pair.To), pair.Together, Cell.Figure(pair.Lift))
                        .With(Both(workings, pair.From, pair.To)))]),
                new("Modules that change together without a reference", ["module", "and", "together", "lift"],
                    [.. found.Gaps.Hidden.Select(pair => new EvidenceRow(Cell.Module(pair.A), Cell.Module(pair.B), pair.Together, Cell.Figure(pair.Lift))
                        .With(Both(workings, pair.A, pair.B)))]),
                new("References between busy modules that never change together", ["uses", "used"],
                    [.. found.Gaps.Unused.Select(edge => new EvidenceRow(Cell.Module(edge.From), Cell.Module(edge.To)))]),
            ],
            Commits = found is null ? WeighedCommits.None
                : Workings.Alike("Commits that touch two modules named above", found.Undercoordinated.Select(pair => (pair.From, pair.To)).Concat(found.Gaps.Hidden.Select(pair => (From: pair.A, To: pair.B)))
                    .SelectMany(pair => Both(workings, pair.From, pair.To)).Distinct().Order()),
            LeftOut = [.. WindowExplanation.Uncounted(workings, looksAtFiles: true)],
            Git = workings.Git.Commits(),
        };
    }

    private static int[] Both(Workings workings, int one, int other)
    {
        int first = Array.IndexOf(workings.Table.Modules, one), second = Array.IndexOf(workings.Table.Modules, other);
        return first < 0 || second < 0 ? [] : [.. workings.CommitsOfModule(first).Intersect(workings.CommitsOfModule(second)).Order()];
    }
}
