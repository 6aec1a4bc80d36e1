using RepoTopology.Analysis;

namespace RepoTopology.Cli;

/// <summary>What <c>trend</c> was asked for.</summary>
internal sealed record TrendRequest(RepositoryRequest Repository, TrendOptions Options, IReadOnlyList<OutputTarget> Outputs);
