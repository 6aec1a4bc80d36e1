using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>The whole history, window by window.</summary>
public static class TrendAnalyzer
{
    /// <summary>Draws a window: their spread gives its intervals (an analysis takes 100 and reads them off).</summary>
    internal const int Draws = 12;

    /// <summary>Judges trailing windows at all quarter ends and tells lasting shifts from breaks of the record. The same facts and options give the same result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not at least one month, or the number of jobs is negative.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TrendAnalysis Analyze(RepositoryHistory history, TrendOptions options, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.WindowMonths);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Jobs);
        var (ends, start) = EndsOf(history, options);
        // Windows that end less than a window before the last one have no window after them yet, but a stretch of half a window or more will do.
        int[] recent = [.. Enumerable.Range(0, ends.Length).Where(i => MonthsBetween(ends[i], ends[^1]) is var months
            && months < options.WindowMonths && 2 * months >= options.WindowMonths)];
        var measured = new MeasuredWindow[ends.Length + recent.Length];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Jobs == 0 ? Environment.ProcessorCount : options.Jobs,
            CancellationToken = cancellation,
        };
        Parallel.For(0, measured.Length, parallel, i => measured[i] = i < ends.Length
            ? MeasuredWindow.Of(history, options.WindowMonths, ends[i], cancellation)
            : MeasuredWindow.Of(history, MonthsBetween(ends[recent[i - ends.Length]], ends[^1]), ends[^1], cancellation));

        var trailing = measured[..ends.Length];
        ImmutableArray<TrendWindow> windows = [.. trailing.Select((window, i) => window.Figures with { Drift = DriftOf(trailing, i) })];
        var stretches = recent.Select((window, i) => (window, measured[ends.Length + i].Figures))
            .Where(stretch => stretch.Figures.Window.From >= ends[stretch.window])
            .ToDictionary(stretch => stretch.window, stretch => stretch.Figures);
        var (transitions, breaks) = new TransitionFinder(windows, stretches, start, RecordTally.Of(history, windows)).Find();
        return new TrendAnalysis
        {
            History = history,
            Options = options,
            Windows = windows,
            Transitions = transitions,
            Breaks = breaks,
            Newcomers = NewcomersPath.Of(history, windows.IsEmpty ? DateTimeOffset.UnixEpoch : windows[^1].Window.To),
            Limits = TrendLimits.Of(history, windows),
        };
    }

    private static (DateTimeOffset[] Ends, DateTimeOffset Start) EndsOf(RepositoryHistory history, TrendOptions options)
    {
        DateTimeOffset[] all = [.. QuarterEnds.Of(history).Select(end => Dates.FromUnixSeconds(end))];
        long first = history.Commits.Length == 0 ? 0 : history.Commits.Min(commit => commit.CommitterTime);
        return ([.. all.Where(end => options.Since is not { } since || end >= since)], Dates.FromUnixSeconds(first));
    }

    /// <summary>Whole months.</summary>
    private static int MonthsBetween(DateTimeOffset from, DateTimeOffset to)
    {
        int months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return months > 0 && from > to.AddMonths(-months) ? months - 1 : months;
    }

    private static LayerDrift? DriftOf(MeasuredWindow[] measured, int i)
    {
        var before = measured.LastOrDefault(window => window.Figures.Window.To <= measured[i].Figures.Window.From);
        return before is null ? null : LayerDrift.Between(before.Figures.Window.To, before.Layers, measured[i].Layers);
    }
}
