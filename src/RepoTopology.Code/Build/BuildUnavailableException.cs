namespace RepoTopology.Code;

/// <summary>The build loader can't read this commit here; the message says why in one sentence.</summary>
public sealed class BuildUnavailableException(string message) : Exception(message);
