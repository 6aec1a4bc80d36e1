namespace RepoTopology.Cli;

/// <summary>What was asked for cannot be done. The message is one sentence with what to do next.</summary>
internal sealed class RequestException(string message, Exception? inner = null) : Exception(message, inner)
{
    public int Code { get; init; } = ExitCode.Error;
}
