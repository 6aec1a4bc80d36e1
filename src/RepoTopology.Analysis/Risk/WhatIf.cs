using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What would be left if some people were to leave, beside those who have left already.</summary>
public sealed record WhatIf
{
    /// <summary>Who would leave, as indices into <see cref="RepositoryHistory.Contributors"/>.</summary>
    public required ImmutableArray<int> Without { get; init; }

    /// <summary>Living lines of all modules.</summary>
    public required long Lines { get; init; }

    /// <summary>Those they wrote.</summary>
    public required long Theirs { get; init; }

    /// <summary>Their share of the window's commits, 0 to 1.</summary>
    public required double CommitShare { get; init; }

    /// <summary>The share of living lines without an author who is there: today, and when they had left.</summary>
    public required Interval Before { get; init; }

    public required Interval After { get; init; }

    /// <summary>How many of those who are there hold half of the lines beside all who have left: today, and when they had left.</summary>
    public required BusFactor BusFactorBefore { get; init; }

    public required BusFactor BusFactorAfter { get; init; }

    /// <summary>Modules with a line of theirs, most lines of theirs first.</summary>
    public required ImmutableArray<ModuleLoss> Modules { get; init; }

    /// <param name="analysis">With living lines.</param>
    /// <param name="people">Who would leave.</param>
    public static WhatIf Of(RepositoryAnalysis analysis, IReadOnlyCollection<int> people)
    {
        var risk = analysis.Risk;
        var leaving = people.ToHashSet();
        bool Left(int person) => risk.HasLeft[person];
        bool Gone(int person) => Left(person) || leaving.Contains(person);
        ModuleHoldings[] modules = [.. risk.Modules.Select(module => module.Holdings)];
        return new WhatIf
        {
            Without = [.. people],
            Lines = modules.Sum(module => module.Lines),
            Theirs = modules.Sum(module => module.LinesOf(leaving.Contains)),
            CommitShare = analysis.Contributors.Where(standing => leaving.Contains(standing.Contributor)).Sum(standing => standing.Share),
            Before = ModuleHoldings.Orphaned(modules, Left),
            After = ModuleHoldings.Orphaned(modules, Gone),
            BusFactorBefore = LinesBusFactor.Of(modules, Left),
            BusFactorAfter = LinesBusFactor.Of(modules, Gone),
            Modules =
            [
                .. modules.Where(module => module.LinesOf(leaving.Contains) > 0)
                    .Select(module => new ModuleLoss(
                        module.Module, module.Lines, module.LinesOf(leaving.Contains), module.Orphaned(Left), module.Orphaned(Gone),
                        module.Held.Where(held => !Gone(held.Contributor)).Select(held => (PersonLines?)held).FirstOrDefault()))
                    .OrderByDescending(loss => loss.Theirs).ThenBy(loss => loss.Module),
            ],
        };
    }
}

/// <summary>What a module would lose.</summary>
/// <param name="Module">Index into <see cref="RepositoryHistory.Modules"/>.</param>
/// <param name="Lines">Its living lines.</param>
/// <param name="Theirs">Those of the people who would leave.</param>
/// <param name="Before">The share of lines without an author who is there today.</param>
/// <param name="After">The same when they had left.</param>
/// <param name="Next">Who of those who stay holds most of it; null when nobody does.</param>
public sealed record ModuleLoss(int Module, long Lines, long Theirs, Interval Before, Interval After, PersonLines? Next)
{
    /// <summary>Half of its lines or more would have nobody, and have somebody today.</summary>
    public bool IsLost => After.Low >= 0.5 && Before.Low < 0.5;
}
