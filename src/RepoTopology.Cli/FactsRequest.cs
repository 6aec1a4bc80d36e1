namespace RepoTopology.Cli;

/// <summary>What <c>facts</c> was asked for.</summary>
internal sealed record FactsRequest(RepositoryRequest Repository, IReadOnlyList<OutputTarget> Outputs);
