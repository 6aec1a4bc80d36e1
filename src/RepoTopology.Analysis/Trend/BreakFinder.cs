using System.Globalization;

namespace RepoTopology.Analysis;

/// <summary>
/// Finds quarter ends at which the record of who did what changed: the year before is held against the year after. What people did may be the same on
/// both sides; figures about authors are not comparable across it.
/// </summary>
internal static class BreakFinder
{
    private const int QuartersOfYear = 4;
    private const int LeastCommits = 20;

    // Attribution: from (next to) no commit by an author other than its committer to a tenth, by half as many names again at least.
    private const double NoneInStead = 0.02;
    private const double SomeInStead = 0.1;
    private const double Jump = 1.5;
    private const double SameCommitters = 0.7;

    // Merge policy: committed in the author's stead, of all commits; or less of them, where committers collapse while as many people are active as before.
    private const double PolicyJump = 0.4;
    private const double Collapse = 3;

    public static List<RecordBreak> Find(IReadOnlyList<TrendWindow> windows, RecordTally[] tallies)
    {
        var found = new List<(int At, RecordBreakKind Kind, double Size, RecordBreak Break)>();
        for (int at = 0; at + 1 < tallies.Length; at++)
        {
            var before = RecordTally.Sum(tallies[Math.Max(0, at + 1 - QuartersOfYear)..(at + 1)]);
            var after = RecordTally.Sum(tallies[(at + 1)..Math.Min(tallies.Length, at + 1 + QuartersOfYear)]);
            if (before.Commits < LeastCommits || after.Commits < LeastCommits || KindOf(before, after) is not { } kind)
                continue;
            double size = Math.Abs(after.InSteadShare - before.InSteadShare);
            var next = (At: at, Kind: kind, Size: size, Break: Describe(kind, windows[at].Window.To, before, after));
            // One break shows at several quarter ends, and best at its own.
            int same = found.FindLastIndex(one => one.Kind == kind && at - one.At <= QuartersOfYear);
            if (same < 0)
                found.Add(next);
            else if (size > found[same].Size)
                found[same] = next;
        }

        return [.. found.OrderBy(one => one.At).Select(one => one.Break)];
    }

    /// <summary>
    /// Whether a shift shows in what a break leaves alone: after a break of attribution in who commits, after one of merge policy in who is active in how
    /// many weeks. Their effective numbers have to move its way by half at least.
    /// </summary>
    public static bool Survives(RecordBreakKind kind, TransitionDirection direction, RecordTally before, RecordTally after)
    {
        double growth = kind == RecordBreakKind.Attribution
            ? after.Committers / before.Committers
            : Entropy.EffectiveNumber([.. after.Weeks.Values]) / Entropy.EffectiveNumber([.. before.Weeks.Values]);
        return direction == TransitionDirection.TowardsNetwork ? growth >= Jump : growth <= 1 / Jump;
    }

    private static RecordBreakKind? KindOf(RecordTally before, RecordTally after)
    {
        if (IsAttribution(before, after) || IsAttribution(after, before))
            return RecordBreakKind.Attribution;
        bool policy = IsPolicy(before, after) || IsPolicy(after, before);
        return policy ? RecordBreakKind.MergePolicy : null;
    }

    private static bool IsAttribution(RecordTally without, RecordTally with) =>
        without.InSteadShare <= NoneInStead && with.InSteadShare >= SomeInStead
        && Entropy.EffectiveNumber([.. with.Authored.Values]) >= Jump * Entropy.EffectiveNumber([.. without.Authored.Values])
        && RecordTally.Overlap(without.Committed, with.Committed) >= SameCommitters;

    private static bool IsPolicy(RecordTally own, RecordTally inStead)
    {
        double fewer = own.Committers / inStead.Committers;
        double people = Entropy.EffectiveNumber([.. inStead.Weeks.Values]) / Entropy.EffectiveNumber([.. own.Weeks.Values]);
        return (fewer >= Jump && Jumps(own, inStead, PolicyJump))
            || (fewer >= Collapse && Jumps(own, inStead, SomeInStead) && people is >= 1 / Jump and <= Jump);
    }

    private static bool Jumps(RecordTally own, RecordTally inStead, double least) =>
        inStead.PlatformShare - own.PlatformShare >= least || inStead.InSteadShare - own.InSteadShare >= least;

    private static RecordBreak Describe(RecordBreakKind kind, DateTimeOffset date, RecordTally before, RecordTally after)
    {
        string from = Quarter(date.AddMonths(1));
        return new RecordBreak
        {
            Date = date,
            Kind = kind,
            Sentence = kind == RecordBreakKind.Attribution ? Attribution(from, before, after) : Policy(from, before, after),
            IndexBefore = null,
            IndexAfter = null,
        };
    }

    private static string Attribution(string from, RecordTally before, RecordTally after) =>
        $"From {from} on, commits {(after.InSteadShare > before.InSteadShare ? "name" : "no longer name")} authors beside those who commit, who stay the same: "
        + $"{Phrases.Percent(after.InSteadShare)} of them in the year after, {Phrases.Percent(before.InSteadShare)} in the year before.";

    private static string Policy(string from, RecordTally before, RecordTally after)
    {
        bool platform = Math.Abs(after.PlatformShare - before.PlatformShare) >= SomeInStead;
        var (now, then) = platform ? (after.PlatformShare, before.PlatformShare) : (after.InSteadShare, before.InSteadShare);
        string hands = platform ? now > then ? "a platform commits" : "a platform no longer commits" : now > then ? "a few people commit" : "a few people no longer commit";
        return $"From {from} on, {hands} in the authors' stead, as when changes are squashed: "
            + $"{Phrases.Percent(now)} of commits in the year after, {Phrases.Percent(then)} in the year before.";
    }

    private static string Quarter(DateTimeOffset date) => string.Create(CultureInfo.InvariantCulture, $"{date.UtcDateTime.Year}-Q{(date.UtcDateTime.Month + 2) / 3}");
}
