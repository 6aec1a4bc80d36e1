using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Facts in, judgement out.</summary>
public static class RepositoryAnalyzer
{
    /// <summary>Chooses the window, measures it, judges the figures and puts them in words. The same facts and options give the same result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not at least one month, or the number of jobs is negative.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RepositoryAnalysis Analyze(RepositoryHistory history, AnalysisOptions options, CancellationToken cancellation = default) =>
        Analyze(history, lines: null, options, cancellation);

    /// <inheritdoc cref="Analyze(RepositoryHistory, AnalysisOptions, CancellationToken)"/>
    /// <param name="lines">Who wrote the lines that stand, with <see cref="LivingLinesOptions.Changes"/>; null when it was not read.</param>
    public static RepositoryAnalysis Analyze(
        RepositoryHistory history, LivingLines? lines, AnalysisOptions options, CancellationToken cancellation = default) =>
        Analyze(history, lines, words: null, options, cancellation);

    /// <inheritdoc cref="Analyze(RepositoryHistory, LivingLines, AnalysisOptions, CancellationToken)"/>
    /// <param name="words">Words of the window's commits (<see cref="WindowCommits"/>); null when they were not read.</param>
    public static RepositoryAnalysis Analyze(
        RepositoryHistory history, LivingLines? lines, AddedWords? words, AnalysisOptions options, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Jobs);
        var window = WindowChoice.Choose(history, options);
        var table = WindowTable.Build(history, window).WithLines(lines).WithWords(words);
        var whole = Sample.Whole(table);
        cancellation.ThrowIfCancellationRequested();

        int jobs = options.Jobs == 0 ? Environment.ProcessorCount : options.Jobs;
        Judgement judgement = null!;
        Bootstrap intervals = null!;
        IReadOnlyDictionary<int, ModuleVerdict> styles = null!;
        LineFigures? figures = null;
        RiskFigures risk = null!;
        NewcomersPath newcomers = null!;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
            () => intervals = Bootstrap.Run(table, judgement = Judge(whole, jobs, cancellation), jobs, cancellation, options.Intervals ? Bootstrap.Draws : 0),
            () => styles = options.Intervals ? ModuleVerdicts.Of(table, jobs, cancellation) : ImmutableDictionary<int, ModuleVerdict>.Empty,
            () => (figures, risk, newcomers) = (
                lines is null ? null : LineFigures.Of(history, lines, window), RiskFigures.Of(history, lines, whole, options), NewcomersPath.Of(history, window.To)));

        var contributors = ContributorStandings.Of(whole, Communities.Find(whole.CoEdits));
        ImmutableArray<ModuleStanding> modules = [.. ModuleStandings.Of(whole).Select(standing => standing with { Verdict = styles.GetValueOrDefault(standing.Module) })];
        var layers = ContributorStandings.Summarise(contributors);
        var verdict = VerdictWriter.Write(judgement, intervals.Index, window);
        return new RepositoryAnalysis
        {
            History = history,
            Words = words,
            Window = window,
            Verdict = verdict with { Split = Splits.Of(verdict.Label, layers, modules, history) },
            Dimensions = DimensionsOf(judgement, intervals, window),
            Contributors = contributors,
            Modules = modules,
            ContributorGraph = new ContributorGraph(whole.CoEdits, [.. table.People]) { Ties = PersonTies.Of(history, lines, window) },
            ModuleGraph = ModuleStandings.CoChange(table, modules),
            OwnershipGraph = ModuleStandings.Ownership(whole),
            Layers = layers,
            LayerDrift = LayerDrift.Of(whole),
            Newcomers = newcomers,
            Risk = risk,
            Lines = figures,
            Limits = Limits.Of(history, figures, window, judgement),
        };
    }

    internal static Judgement Judge(Sample whole, int jobs, CancellationToken cancellation)
    {
        var measured = new Measurement[IndicatorCatalogue.All.Length];
        Parallel.For(
            0, measured.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
            i => measured[i] = Measure(IndicatorCatalogue.All[i], whole));
        return Judgement.Of(measured);
    }

    private static Measurement Measure(IndicatorDefinition indicator, Sample whole)
    {
        var measurement = indicator.Compute(whole);
        return indicator.LooksAtFiles ? measurement with { Coverage = measurement.Coverage * whole.Table.KnownChanges } : measurement;
    }

    internal static ImmutableArray<Dimension> DimensionsOf(Judgement judgement, Bootstrap intervals, AnalysisWindow window) =>
    [
        .. Enum.GetValues<DimensionName>().Select(dimension => new Dimension
        {
            Name = dimension,
            Index = judgement.Dimensions[(int)dimension],
            Interval = intervals.Dimensions[(int)dimension],
            Indicators =
            [
                .. Enumerable.Range(0, IndicatorCatalogue.All.Length)
                    .Where(i => IndicatorCatalogue.All[i].Dimension == dimension)
                    .Select(i => IndicatorOf(i, judgement, intervals, window)),
            ],
        }),
    ];

    private static Indicator IndicatorOf(int i, Judgement judgement, Bootstrap intervals, AnalysisWindow window)
    {
        var definition = IndicatorCatalogue.All[i];
        var measurement = judgement.Measurements[i];
        return new Indicator
        {
            Name = definition.Name,
            Title = definition.Title,
            Value = measurement.Value,
            Score = judgement.Scores[i],
            Coverage = measurement.Coverage,
            Chance = measurement.Chance,
            Interval = intervals.Indicators[i],
            Phrase = measurement.Value is { } value ? definition.PhraseIn(value, judgement.Scores[i] ?? 0, window) : $"{definition.Title}: not measurable here",
        };
    }
}
