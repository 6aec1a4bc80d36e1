using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>What a rule's measure is for one part on one side of a change.</summary>
/// <param name="Value">At least and at most.</param>
/// <param name="Person">Whom it is about; −1 for nobody.</param>
/// <param name="Lines">Who knows the part.</param>
internal sealed record Measured(Interval Value, int Person, KnownLines Lines)
{
    /// <param name="rule">Whose measure.</param>
    /// <param name="part">Of what.</param>
    /// <param name="side">On which side.</param>
    /// <param name="before">The other side, for what moves.</param>
    /// <param name="parts">Knows who knows the part.</param>
    /// <returns>Null where the measure says nothing of the part.</returns>
    public static Measured? Of(GateRule rule, GatePart part, GateSide side, GateSide? before, GateParts parts)
    {
        var lines = parts.LinesOf(part, side);
        var (top, _, share) = lines.TopOwner();
        return rule.Measure switch
        {
            GateMeasure.TopOwnerShare => new(share, top, lines),
            GateMeasure.OrphanedShare => new(lines.Orphaned(side.HasLeft), -1, lines),
            GateMeasure.BusFactor => lines.OfPeople + lines.Unknown == 0 ? null : new(lines.BusFactor(side.HasLeft), -1, lines),
            GateMeasure.BlastRadius => BlastOf(part, side) is { } blast ? new(blast.Score, blast.Person, lines) : null,
            GateMeasure.UndercoordinatedDependencies => UndercoordinatedOf(part, side) is { } pairs ? new(pairs, -1, lines) : null,
            // Whoever was there before the commits that a clone has seems to be new.
            GateMeasure.Newcomers => NewcomersOf(side) is { } newcomers ? new(new(LacksCommits(side) ? 0 : newcomers, newcomers), -1, lines) : null,
            _ => side.Analysis?.Verdict.Index is { } index && before?.Analysis?.Verdict.Index is { } earlier
                ? new(LacksCommits(side) || LacksCommits(before) ? new(0, 1) : Exactly(Math.Max(0, earlier - index)), -1, lines)
                : null,
        };
    }

    private static Interval Exactly(double value) => new(value, value);

    private static bool LacksCommits(GateSide side) => side.History.Completeness is { ShallowBoundaries: > 0 } or { MissingCommits: > 0 };

    /// <summary>Dependants are told by the code itself; lines of unknown origin may all be the top owner's, or nobody's.</summary>
    private static (Interval Score, int Person)? BlastOf(GatePart part, GateSide side)
    {
        if (side.Analysis is not { Dependencies: { } code } analysis || part.Module < 0)
            return null;
        if (code.BlastRadii.FirstOrDefault(blast => blast.Module == part.Module) is not { } found)
            return (Exactly(0), -1);
        var held = analysis.Risk.Modules.FirstOrDefault(module => module.Module == part.Module)?.Holdings;
        if (held is not { Unknown: > 0 })
            return (Exactly(found.Score), found.TopContributor);
        long top = held.Held.IsEmpty ? 0 : held.Held[0].Lines;
        return (new((double)found.Dependants * top / held.Lines, (double)found.Dependants * (top + held.Unknown) / held.Lines), found.TopContributor);
    }

    /// <summary>Who met in the code before the commits that a clone has is unknown: as few as none, and as many as the code has dependencies there.</summary>
    private static Interval? UndercoordinatedOf(GatePart part, GateSide side) =>
        side.Analysis?.Dependencies is not { } code || part.Module < 0 ? null
        : LacksCommits(side) ? new(0, code.Dependencies.Edges.Count(edge => edge.From == part.Module || edge.To == part.Module))
        : Exactly(code.Undercoordinated.Count(found => found.From == part.Module || found.To == part.Module));

    private static double? NewcomersOf(GateSide side) => side.Analysis?.Dimensions.SelectMany(dimension => dimension.Indicators)
        .FirstOrDefault(indicator => indicator.Name == "newcomerShare")?.Value;
}
