using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Autonomy, −. What the documents declare: 1 where contributions are refused, 0.5 where CODEOWNERS names one owner for everything. Absent
/// otherwise: no rule on paper says nothing about who decides. Source: metrics.md.
/// </summary>
internal static class DeclaredGateRule
{
    public static Measurement Compute(Sample sample) => Of(sample.Table.History.DeclaredGate);

    public static Measurement Of(DeclaredGate gate) =>
        gate.RefusesContributions ? new(1, 1) : gate.SingleOwner ? new(0.5, 1) : Measurement.Absent;

    public static string Phrase(double value, bool networkLike) =>
        value > 0.75 ? "its documents say that contributions are not taken" : "CODEOWNERS names one owner for everything";
}
