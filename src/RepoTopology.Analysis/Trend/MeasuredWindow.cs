using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>One window of a trend, with what is needed to compare it with others.</summary>
/// <param name="Figures">What is told of it; without its drift.</param>
/// <param name="Layers">Contributor → layer.</param>
internal sealed record MeasuredWindow(TrendWindow Figures, IReadOnlyDictionary<int, Layer> Layers)
{
    /// <param name="history">The facts.</param>
    /// <param name="months">Asked for; it is widened where it has too few commits.</param>
    /// <param name="end">The window's end.</param>
    /// <param name="cancellation">Asked before each draw.</param>
    public static MeasuredWindow Of(RepositoryHistory history, int months, DateTimeOffset end, CancellationToken cancellation)
    {
        var window = WindowChoice.Choose(history, new AnalysisOptions { WindowMonths = months, AsOf = end });
        var table = WindowTable.Build(history, window);
        var whole = Sample.Whole(table);
        var figures = new TrendWindow
        {
            Window = window,
            Label = VerdictLabel.InsufficientHistory,
            Index = null,
            Interval = null,
            Dimensions = [],
            Layers = Analysis.Layers.Summarise(whole),
            Drift = null,
        };
        if (window.Commits >= Calibration.NeededCommits && RepositoryAnalyzer.Judge(whole, jobs: 1, cancellation) is { Label: { } label } judgement)
        {
            var intervals = Bootstrap.Run(table, judgement, jobs: 1, cancellation, TrendAnalyzer.Draws);
            figures = figures with
            {
                Label = label,
                Index = judgement.Index,
                Interval = intervals.Index,
                Dimensions = RepositoryAnalyzer.DimensionsOf(judgement, intervals, window),
            };
        }

        return new(figures, Analysis.Layers.OfContributors(whole));
    }
}
