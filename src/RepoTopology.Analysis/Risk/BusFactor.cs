using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>How a bus factor is counted.</summary>
public enum BusFactorAlgorithm
{
    /// <summary>Our own: <see cref="LinesBusFactor"/>.</summary>
    Lines,

    /// <summary>As Avelino and others published it: <see cref="TruckFactor"/>.</summary>
    Avelino,

    /// <summary>As JetBrains' Bus Factor Explorer published it: <see cref="JetBrainsBusFactor"/>.</summary>
    Jetbrains,
}

/// <summary>The fewest people whose leaving would leave half of the code without anybody who knows it.</summary>
public sealed record BusFactor
{
    public required BusFactorAlgorithm Algorithm { get; init; }

    /// <summary>The number of people; 0 when nobody's code was found.</summary>
    public required int Value { get; init; }

    /// <summary>The value if whoever wrote the lines that nobody can be named for were among those who leave.</summary>
    public required int Low { get; init; }

    /// <summary>The value if they were among those who stay; null when there are so many such lines that no number of people can be named.</summary>
    public required int? High { get; init; }

    /// <summary>Who they are, in the order in which they were taken.</summary>
    public required ImmutableArray<KeyPerson> People { get; init; }
}

/// <summary>Somebody whom a bus factor counts.</summary>
/// <param name="Contributor">Index into <see cref="RepositoryHistory.Contributors"/>; −1 for an identity that the facts do not know.</param>
/// <param name="Held">Living lines, or files with <see cref="BusFactorAlgorithm.Avelino"/> and <see cref="BusFactorAlgorithm.Jetbrains"/>.</param>
/// <param name="Share">Of all that the algorithm looks at, 0 to 1.</param>
/// <param name="Modules">Modules of which they hold at least half, as indices into <see cref="RepositoryHistory.Modules"/>.</param>
public sealed record KeyPerson(int Contributor, long Held, double Share, ImmutableArray<int> Modules)
{
    /// <summary>The files they hold, for the algorithms that count files, as indices into <see cref="RepositoryHistory.Paths"/>; else none.</summary>
    public ImmutableArray<int> Files { get; init; } = [];
}
