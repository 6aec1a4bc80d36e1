namespace RepoTopology.Cli;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">How it is.</param>
/// <param name="Problem">What is wrong with that; null when nothing is.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Finding(string Name, string Value, string? Problem = null, string? Remedy = null);
