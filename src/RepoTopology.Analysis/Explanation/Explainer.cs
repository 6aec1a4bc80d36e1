using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Explains figures by their names in the analysis' JSON.</summary>
/// <param name="analysis">With people's names.</param>
/// <param name="lines">Who wrote the lines that stand, with the origin of each (<see cref="LivingLinesOptions.Files"/>); null for a range.</param>
/// <param name="options">How a command line names the same facts.</param>
public sealed class Explainer(RepositoryAnalysis analysis, LivingLines? lines, ExplanationOptions options)
{
    private readonly Workings _workings = new(analysis, lines, options);

    /// <summary>Explains something by one of <see cref="ExplanationIds"/>' ids.</summary>
    public Explanation Explain(ExplanationId id)
    {
        var explanation = Find(id);
        var named = explanation.Tables.SelectMany(table => table.Rows).SelectMany(row => row.Cells).OfType<PersonCell>().Select(cell => cell.Contributor);
        return explanation with { People = [.. explanation.People.Concat(named).Where(person => person >= 0).Distinct()] };
    }

    private Explanation Find(ExplanationId id) => id.Subject switch
    {
        ExplanationSubject.Verdict => VerdictExplanation.Of(_workings),
        ExplanationSubject.Dimension => VerdictExplanation.Of(analysis.Dimensions[id.Index], _workings),
        ExplanationSubject.Indicator => analysis.Dimensions
            .SelectMany(dimension => dimension.Indicators.Select(indicator => (Dimension: dimension, Indicator: indicator)))
            .Where(pair => pair.Indicator.Name == id.Name).Select(pair => IndicatorExplanations.Of(pair.Indicator, pair.Dimension, _workings)).First(),
        ExplanationSubject.BusFactor => RiskExplanation.BusFactor(_workings),
        ExplanationSubject.RemainingBusFactor => RiskExplanation.Remaining(_workings),
        ExplanationSubject.OrphanedShare => RiskExplanation.Orphaned(_workings),
        ExplanationSubject.Caf50 => LayerExplanation.AbsenceFactor("caf50", 0.5, analysis.Risk.Caf50, _workings),
        ExplanationSubject.Caf80 => LayerExplanation.AbsenceFactor("caf80", Layers.CoreShare, analysis.Risk.Caf80, _workings),
        ExplanationSubject.Layers => LayerExplanation.Of(_workings),
        ExplanationSubject.Newcomers => LayerExplanation.Newcomers(_workings),
        ExplanationSubject.Lines => LineExplanation.Of(_workings),
        ExplanationSubject.Structure => StructureExplanation.Of(_workings),
        ExplanationSubject.Modules => ModuleExplanation.All(_workings),
        ExplanationSubject.Module => ModuleExplanation.Of(id.Index, _workings),
        ExplanationSubject.Person => PersonExplanation.Of(id.Index, _workings),
        _ => WindowExplanation.Of(_workings),
    };
}
