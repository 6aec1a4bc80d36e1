using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Where one module stands between group (0) and network (1), by the commits that touch it.</summary>
/// <param name="Label">By the project's own thresholds; never insufficient history.</param>
/// <param name="Index">The mean of the dimensions that could be measured.</param>
/// <param name="Interval">By <see cref="ModuleVerdicts.Draws"/> draws.</param>
/// <param name="Dimensions">In the order of <see cref="DimensionName"/>; null where nothing could be measured.</param>
public sealed record ModuleVerdict(VerdictLabel Label, double Index, Interval? Interval, ImmutableArray<double?> Dimensions);
