using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>The smallest thing that would let a finding pass: one more person behind the change, or else as many lines that somebody else has to learn.</summary>
internal static class WaysOut
{
    private const int MostPeople = 3;
    private const int MostCandidates = 50;

    public static WayOut? Of(GateRule rule, GatePart part, Measured now, Measured? then, GateSide after, double? baseline)
    {
        if (!GateMeasures.NeedsLinesOnly(rule.Measure))
            return null;
        var people = after.Change.Count == 0
            ? []
            : Candidates(part, now.Lines, after).Where(person => Passes(rule, now.Lines.WithReviewer(person), then, after, baseline)).Take(MostPeople).ToList();
        return new WayOut([.. people], people.Count > 0 ? 0 : LinesOf(rule, now, then, after, baseline));
    }

    private static bool Passes(GateRule rule, KnownLines lines, Measured? then, GateSide after, double? baseline)
    {
        var value = rule.Measure switch
        {
            GateMeasure.TopOwnerShare => lines.TopOwner().Share,
            GateMeasure.OrphanedShare => lines.Orphaned(after.HasLeft),
            _ => lines.BusFactor(after.HasLeft),
        };
        return rule.Judge(value) == GateVerdict.Pass || AllowedBy(then, baseline, rule) is { } allowed && !rule.IsWorse(rule.Better(value), allowed);
    }

    private static double? AllowedBy(Measured? then, double? baseline, GateRule rule) => then is null ? baseline : rule.Better(then.Value);

    /// <summary>Who is there and did not make the change: those who know most of the part first, then those who committed most.</summary>
    private static IEnumerable<int> Candidates(GatePart part, KnownLines lines, GateSide side)
    {
        var history = side.History;
        var behind = side.Change.SelectMany(commit => KnownLines.KnowersOf(history, commit)).ToHashSet();
        var aliases = new LikelyAliases(history);
        var known = new Dictionary<int, long>();
        foreach (var group in lines.Groups)
            foreach (int person in group.People)
                known[person] = known.GetValueOrDefault(person) + group.Lines;
        var commits = new int[history.Contributors.Length];
        var here = new int[history.Contributors.Length];
        for (int i = 0; i < history.Commits.Length; i++)
        {
            if (history.ClassOf(i) != CommitClass.Counted)
                continue;
            int author = history.Commits[i].Author;
            commits[author]++;
            foreach (var change in history.ChangesOf(i))
                if (part.Module >= 0 ? history.Paths[change.Path].Module == part.Module : part.Holds(history.Paths[change.Path].Text))
                {
                    here[author]++;
                    break;
                }
        }

        return Enumerable.Range(0, commits.Length)
            .Where(person => commits[person] > 0 && !side.HasLeft[person] && history.Contributors[person].Kind == ContributorKind.Person && !aliases.IsAmong(person, behind))
            .OrderByDescending(person => known.GetValueOrDefault(person)).ThenByDescending(person => here[person]).ThenByDescending(person => commits[person]).ThenBy(person => person)
            .Take(MostCandidates);
    }

    /// <summary>Lines that somebody else has to learn, so that the share falls to what is allowed; 0 for what lines alone don't mend.</summary>
    private static long LinesOf(GateRule rule, Measured now, Measured? then, GateSide after, double? baseline)
    {
        if (rule.Measure == GateMeasure.BusFactor)
            return 0;
        double bar = rule.Warn ?? rule.Fail ?? 1;
        double allowed = Math.Max(bar, AllowedBy(then, baseline, rule) is { } value ? value + rule.Tolerance : 0);
        double held = rule.Measure == GateMeasure.TopOwnerShare ? now.Lines.TopOwner().Share.Low : now.Lines.Orphaned(after.HasLeft).Low;
        return Math.Max(1, (long)Math.Ceiling((held - allowed) * now.Lines.Lines));
    }
}
