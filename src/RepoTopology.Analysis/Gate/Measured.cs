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
            GateMeasure.BlastRadius => BlastOf(part, side) is { } blast ? new(Exactly(blast.Score), blast.TopContributor, lines) : null,
            GateMeasure.UndercoordinatedDependencies => side.Analysis?.Dependencies is { } code && part.Module >= 0
                ? new(Exactly(code.Undercoordinated.Count(found => found.From == part.Module || found.To == part.Module)), -1, lines)
                : null,
            GateMeasure.Newcomers => NewcomersOf(side) is { } newcomers ? new(Exactly(newcomers), -1, lines) : null,
            _ => side.Analysis?.Verdict.Index is { } index && before?.Analysis?.Verdict.Index is { } earlier ? new(Exactly(Math.Max(0, earlier - index)), -1, lines) : null,
        };
    }

    private static Interval Exactly(double value) => new(value, value);

    private static BlastRadius? BlastOf(GatePart part, GateSide side) =>
        side.Analysis?.Dependencies is not { } code || part.Module < 0 ? null
        : code.BlastRadii.FirstOrDefault(blast => blast.Module == part.Module) ?? new BlastRadius(part.Module, 0, 0, -1, 0);

    private static double? NewcomersOf(GateSide side) => side.Analysis?.Dimensions.SelectMany(dimension => dimension.Indicators)
        .FirstOrDefault(indicator => indicator.Name == "newcomerShare")?.Value;
}
