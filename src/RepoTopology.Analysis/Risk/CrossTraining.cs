using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who should learn what, so that every module has enough people who know it (<see cref="Knowers"/>).
/// </summary>
/// <remarks>
/// A pairing gives one module one person more, so the fewest pairings are as many as people are missing, whoever they are; no other set lifts every module.
/// Who it is, is chosen greedily: the pairing with the most nearness first (<see cref="Nearness"/>), each pairing that somebody already has making the next
/// one less likely. This need not be the best sum of all, but it is never more pairings than needed.
/// </remarks>
public sealed record CrossTraining
{
    private const double LoadPenalty = 0.35;

    // More are never needed, and every one is weighed against every module.
    private const int MostCandidates = 500;

    /// <summary>How many people each module should have.</summary>
    public required int Bar { get; init; }

    /// <summary>Modules with fewer living lines were left out.</summary>
    public required int LeastLines { get; init; }

    /// <summary>Modules with living lines, and enough of them.</summary>
    public required int Modules { get; init; }

    /// <summary>Modules with fewer people than the bar, most lines first.</summary>
    public required ImmutableArray<ModuleGap> Gaps { get; init; }

    /// <summary>In the order in which they were chosen: the nearest first. Only the 500 people with most commits in the window are asked.</summary>
    public required ImmutableArray<Pairing> Pairings { get; init; }

    /// <param name="analysis">With living lines.</param>
    /// <param name="bar">At least 1.</param>
    /// <param name="leastLines">Modules with fewer living lines are left out; the default leaves out none.</param>
    public static CrossTraining Of(RepositoryAnalysis analysis, int bar, int leastLines = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bar, 1);
        var modules = analysis.Risk.Modules.Where(module => module.Holdings.Lines >= leastLines).ToList();
        var nearness = new Nearness(analysis);
        var aliases = new LikelyAliases(analysis.History);
        var known = Knowers.Of(analysis);
        var knowers = modules.ToDictionary(module => module.Module, module => known[module.Module]);
        var gaps = modules.Where(module => knowers[module.Module].Count < bar).ToList();
        int[] candidates = [.. analysis.Contributors.Where(standing => standing.Layer is not null && !analysis.Risk.HasLeft[standing.Contributor]).Take(MostCandidates).Select(standing => standing.Contributor)];
        var open = gaps
            .SelectMany(gap => candidates.Where(person => !aliases.IsAmong(person, knowers[gap.Module])).Select(person => nearness.Of(person, gap.Module, knowers[gap.Module])))
            .ToList();

        var missing = gaps.ToDictionary(gap => gap.Module, gap => bar - knowers[gap.Module].Count);
        var load = new Dictionary<int, int>();
        var pairings = ImmutableArray.CreateBuilder<Pairing>();
        // What is best changes with each choice only by somebody's load, so the queue is corrected when a pairing comes to its head.
        var queue = new PriorityQueue<(Pairing Pairing, int Load, int Order), (double, int)>();
        for (int i = 0; i < open.Count; i++)
            queue.Enqueue((open[i], 0, i), (-open[i].Nearness, i));
        while (queue.TryDequeue(out var best, out _))
        {
            var pairing = best.Pairing;
            int now = load.GetValueOrDefault(pairing.Contributor);
            if (missing[pairing.Module] == 0)
                continue;
            if (now != best.Load)
            {
                queue.Enqueue(best with { Load = now }, (LoadPenalty * now - pairing.Nearness, best.Order));
                continue;
            }

            pairings.Add(pairing);
            missing[pairing.Module]--;
            load[pairing.Contributor] = now + 1;
        }

        return new CrossTraining
        {
            Bar = bar,
            LeastLines = leastLines,
            Modules = modules.Count,
            Gaps = [.. gaps.Select(gap => new ModuleGap(gap.Module, gap.Holdings.Lines, [.. knowers[gap.Module]], missing[gap.Module]))],
            Pairings = pairings.ToImmutable(),
        };
    }
}

/// <summary>A module that too few people know.</summary>
/// <param name="Module">Index into <see cref="RepositoryHistory.Modules"/>.</param>
/// <param name="Lines">Its living lines.</param>
/// <param name="Knowers">Who knows it and is there.</param>
/// <param name="StillMissing">People who are missing after all pairings, because nobody else is there.</param>
public sealed record ModuleGap(int Module, long Lines, ImmutableArray<int> Knowers, int StillMissing);

/// <summary>Why somebody is near a module.</summary>
public enum PairingReason
{
    /// <summary>They have worked on it already.</summary>
    KnowsSome,

    /// <summary>They edit the same files as <see cref="Pairing.Other"/>, who knows it or wrote most of it.</summary>
    WorksWith,

    /// <summary>They work on a module, <see cref="Pairing.Other"/>, that changes together with it.</summary>
    WorksNearby,

    /// <summary>No tie: they are among the most active.</summary>
    Active,
}

/// <summary>Somebody who should learn a module.</summary>
/// <param name="Contributor">Who learns.</param>
/// <param name="Module">What.</param>
/// <param name="Nearness">0 and up; what the choice went by.</param>
/// <param name="Reason">What weighed most in it.</param>
/// <param name="Other">The person or module of the reason; −1 for none.</param>
public sealed record Pairing(int Contributor, int Module, double Nearness, PairingReason Reason, int Other);
