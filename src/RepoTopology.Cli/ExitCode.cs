namespace RepoTopology.Cli;

/// <summary>What the process says to its caller; the same for all commands and for ever.</summary>
internal static class ExitCode
{
    public const int Passed = 0;

    /// <summary>Wrong usage, an unreadable repository, a disagreement found by <c>verify</c>, or a bug.</summary>
    public const int Error = 1;

    public const int GateFailed = 2;

    /// <summary>Only where <c>--require-history</c> is given.</summary>
    public const int InsufficientHistory = 3;

    public const int Cancelled = 130;
}
