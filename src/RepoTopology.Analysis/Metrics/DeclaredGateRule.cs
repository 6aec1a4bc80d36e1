using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Autonomy, −. Absent where nothing is declared: no rule on paper says nothing about who decides. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class DeclaredGateRule
{
    public static IndicatorText Text { get; } = new(
        "What the documents declare about who may change something.",
        "1 where contributions are refused, 0.5 where CODEOWNERS names one owner for everything, else absent",
        IndicatorText.Own);

    public static Measurement Compute(Sample sample) => Of(sample.Table.History.DeclaredGate);

    public static Measurement Of(DeclaredGate gate) =>
        gate.RefusesContributions ? new(1, 1) : gate.SingleOwner ? new(0.5, 1) : Measurement.Absent;

    public static Evidence Explain(Workings workings)
    {
        var gate = workings.History.DeclaredGate;
        return new Evidence
        {
            Calculation = gate switch
            {
                { RefusesContributions: true } => "a document refuses contributions",
                { SingleOwner: true } => "CODEOWNERS has one owner for everything",
                _ => "no document refuses contributions, and no CODEOWNERS names one owner for everything",
            },
            Tables = gate.Documents.IsDefaultOrEmpty ? [] : [new("Documents that were read", ["document"], [.. gate.Documents.Select(document => new EvidenceRow(document))])],
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        value > 0.75 ? "its documents say that contributions are not taken" : "CODEOWNERS names one owner for everything";
}
