namespace RepoTopology.Cli;

/// <summary>What <c>verify</c> was asked for.</summary>
/// <param name="Repository">Which repository.</param>
/// <param name="Sample">How many commits' changes and files' lines are compared; null for all commits and some files.</param>
/// <param name="Outputs">Where the table goes.</param>
internal sealed record VerifyRequest(RepositoryRequest Repository, int? Sample, IReadOnlyList<OutputTarget> Outputs);
