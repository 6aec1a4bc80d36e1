using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>What comes out where the code's own structure is held against who works on it and what changes together.</summary>
public sealed record DependencyFindings
{
    public required ModuleDependencies Dependencies { get; init; }

    /// <summary>Modules that use one another in a circle, largest first; each ascending.</summary>
    public required ImmutableArray<ImmutableArray<int>> Cycles { get; init; }

    public required ImmutableArray<BlastRadius> BlastRadii { get; init; }

    public required ImmutableArray<UndercoordinatedDependency> Undercoordinated { get; init; }

    public required CouplingGaps Gaps { get; init; }

    public required Congruence Congruence { get; init; }

    /// <param name="analysis">With living lines.</param>
    /// <param name="dependencies">What the code says.</param>
    public static DependencyFindings Of(RepositoryAnalysis analysis, ModuleDependencies dependencies) => new()
    {
        Dependencies = dependencies,
        Cycles = CyclesOf(dependencies),
        BlastRadii = BlastRadius.Of(analysis, dependencies),
        Undercoordinated = UndercoordinatedDependency.Of(analysis, dependencies),
        Gaps = CouplingGaps.Of(analysis, dependencies),
        Congruence = Congruence.Of(analysis, dependencies),
    };

    /// <summary>Two modules are in one circle when each uses the other in some way.</summary>
    private static ImmutableArray<ImmutableArray<int>> CyclesOf(ModuleDependencies dependencies)
    {
        var all = dependencies with { Tests = [] };
        var users = all.Modules.ToDictionary(module => module, all.DependantsOf);
        var seen = new HashSet<int>();
        var cycles = new List<ImmutableArray<int>>();
        foreach (int module in all.Modules)
        {
            if (!seen.Add(module))
                continue;
            ImmutableArray<int> circle = [module, .. users[module].Where(other => other > module && users[other].Contains(module)).Order()];
            seen.UnionWith(circle);
            if (circle.Length > 1)
                cycles.Add(circle);
        }

        return [.. cycles.OrderByDescending(circle => circle.Length).ThenBy(circle => circle[0])];
    }
}
