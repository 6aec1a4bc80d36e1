using System.Collections.Immutable;
using System.Globalization;
using RepoTopology.Snapshot;

namespace RepoTopology.Reports;

/// <summary>How far a committed snapshot is from what the commit says today.</summary>
/// <param name="Moved">Values that moved more than one step of their rounding, in the order of the snapshot.</param>
/// <param name="New">Types and members that the committed one does not know.</param>
/// <param name="Gone">Types and members that only the committed one knows.</param>
public sealed record SnapshotDrift(ImmutableArray<SnapshotMove> Moved, int New, int Gone)
{
    private const int MostOwners = 3;

    /// <param name="committed">As it is committed.</param>
    /// <param name="current">The same project's today.</param>
    public static SnapshotDrift Of(OwnershipSnapshot committed, OwnershipSnapshot current)
    {
        var moved = ImmutableArray.CreateBuilder<SnapshotMove>();
        int added = 0, gone = 0;
        moved.AddRange(Moves("", committed.Total, current.Total, current.People));
        var types = committed.Types.GroupBy(type => type.Key).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var type in current.Types)
        {
            if (!types.Remove(type.Key, out var before))
            {
                added++;
                continue;
            }

            if (Rounded.StepsBetween(before.Dependants, type.Dependants) > 1)
                moved.Add(new SnapshotMove(type.Key, "dependants", Number(before.Dependants), Number(type.Dependants)));
            moved.AddRange(Moves(type.Key, before.Holding, type.Holding, current.People));
            var members = before.Members.GroupBy(member => member.Key).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
            foreach (var member in type.Members)
                if (members.Remove(member.Key, out var beforeMember))
                    moved.AddRange(Moves($"{type.Key}.{member.Key}", beforeMember.Holding, member.Holding, current.People));
                else
                    added++;
            gone += members.Count;
        }

        return new SnapshotDrift(moved.ToImmutable(), added, gone + types.Count);
    }

    private static IEnumerable<SnapshotMove> Moves(string symbol, Holding before, Holding now, IReadOnlyList<SnapshotPerson> people)
    {
        if (Rounded.StepsBetween(before.Lines, now.Lines) > 1)
            yield return new SnapshotMove(symbol, "lines", Number(before.Lines), Number(now.Lines));
        if (Rounded.StepsBetweenPercent(before.OrphanedPercent, now.OrphanedPercent) > 1)
            yield return new SnapshotMove(symbol, "orphaned share", Percent(before.OrphanedPercent), Percent(now.OrphanedPercent));
        if (Math.Abs(before.BusFactor - now.BusFactor) > 1)
            yield return new SnapshotMove(symbol, "bus factor", Number(before.BusFactor), Number(now.BusFactor));
        foreach (string person in before.Owners.Concat(now.Owners).Select(owner => owner.Person).Distinct())
        {
            int was = ShareOf(before, person), isNow = ShareOf(now, person);
            // Who is not among the largest may hold as much as the last of them.
            bool moved = was < 0 ? isNow - MostOfOthers(before) > Rounded.PercentStep
                : isNow < 0 ? was - MostOfOthers(now) > Rounded.PercentStep
                : Rounded.StepsBetweenPercent(was, isNow) > 1;
            if (moved)
                yield return new SnapshotMove(
                    symbol, $"share of {people.FirstOrDefault(known => known.Id == person)?.Name ?? person}", Share(was, before), Share(isNow, now));
        }
    }

    private static int ShareOf(Holding holding, string person) => holding.Owners.Where(owner => owner.Person == person).Select(owner => owner.Percent).FirstOrDefault(-1);

    private static int MostOfOthers(Holding holding) => holding.Owners.Count < MostOwners ? 0 : holding.Owners[^1].Percent;

    private static string Share(int percent, Holding holding) => percent >= 0 ? Percent(percent) : MostOfOthers(holding) is > 0 and var most ? $"at most {Percent(most)}" : "less than 5 %";

    private static string Percent(int percent) => $"{Number(percent)} %";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A value that moved.</summary>
/// <param name="Symbol">A type or member, "" for the project as a whole.</param>
/// <param name="What">Which value.</param>
/// <param name="Committed">As it is committed.</param>
/// <param name="Now">As it is today.</param>
public sealed record SnapshotMove(string Symbol, string What, string Committed, string Now);
