using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Where knowledge is concentrated: work over the window by commits, what stands today by living lines.</summary>
public sealed record RiskFigures
{
    /// <summary>CHAOSS contributor absence factor: the fewest people with 50 % of the window's commits.</summary>
    public required int Caf50 { get; init; }

    /// <summary>The fewest people with 80 % of the window's commits.</summary>
    public required int Caf80 { get; init; }

    /// <summary>Over everybody who ever wrote a living line (or file); null when lines were not read.</summary>
    public required BusFactor? BusFactor { get; init; }

    /// <summary>By living lines: how many of those who are still there, beside all who have left, hold half; 0 when those who left did. Null when lines were not read.</summary>
    public required BusFactor? Remaining { get; init; }

    /// <summary>The share of living lines whose authors have left: at least, and at most if unknown ones were theirs too. Null when lines were not read.</summary>
    public required Interval? OrphanedShare { get; init; }

    /// <summary>People without a commit after this moment have left.</summary>
    public required DateTimeOffset LeftSince { get; init; }

    /// <summary>Contributor → has left, as an index into <see cref="RepositoryHistory.Contributors"/>.</summary>
    public required ImmutableArray<bool> HasLeft { get; init; }

    /// <summary>By module, most lines first; empty when lines were not read.</summary>
    public required ImmutableArray<ModuleRisk> Modules { get; init; }

    internal static RiskFigures Of(RepositoryHistory history, LivingLines? lines, Sample whole, AnalysisOptions options)
    {
        var since = Departures.Since(whole.Table.Window.To, options.LeftAfterMonths);
        var left = Departures.Of(history, since);
        ImmutableArray<ModuleHoldings> modules = lines is null ? [] : ModuleHoldings.Of(history, lines);
        return new RiskFigures
        {
            Caf50 = ContributorAbsence.Factor(whole.CommitsOf, 0.5),
            Caf80 = ContributorAbsence.Factor(whole.CommitsOf, Layers.CoreShare),
            BusFactor = lines is null ? null : LinesBusFactor.Of(modules, _ => false),
            Remaining = lines is null ? null : LinesBusFactor.Of(modules, person => left[person]),
            OrphanedShare = lines is null ? null : ModuleHoldings.Orphaned(modules, person => left[person]),
            LeftSince = since,
            HasLeft = left,
            Modules = [.. modules.Select(module => new ModuleRisk(
                module, module.Orphaned(person => left[person]), LinesBusFactor.Of([module], person => left[person]).Value))],
        };
    }
}

/// <summary>The living lines of a module and who could still explain them.</summary>
/// <param name="Holdings">Who wrote them.</param>
/// <param name="Orphaned">The share whose authors have left.</param>
/// <param name="Remaining">How many of those who are still there, beside all who have left, hold half of them; 0 when those who left did.</param>
public sealed record ModuleRisk(ModuleHoldings Holdings, Interval Orphaned, int Remaining)
{
    public int Module => Holdings.Module;
}
