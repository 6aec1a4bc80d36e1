namespace RepoTopology.Git;

/// <summary>Why a repository's bytes could not be used.</summary>
public enum GitDataProblem
{
    /// <summary>The bytes contradict git's format.</summary>
    Corrupt,

    /// <summary>An object or file that is needed is not there.</summary>
    Missing,

    /// <summary>The format is git's, but this reader does not know it.</summary>
    Unsupported,

    /// <summary>There is more of it than this reader is willing to hold.</summary>
    TooLarge,

    /// <summary>The operating system refused to give the bytes.</summary>
    Unreadable,
}

/// <summary>
/// A repository's bytes could not be used. The message is one sentence that names the file, the offset and the object where they are
/// known, and can be shown to a user as it is.
/// </summary>
public sealed class GitDataException : Exception
{
    public GitDataException(GitDataProblem problem, string message, Exception? inner = null)
        : base(message, inner) => Problem = problem;

    public GitDataProblem Problem { get; }

    public static GitDataException Corrupt(string file, string reason) =>
        new(GitDataProblem.Corrupt, $"{file}: {reason}");

    public static GitDataException Corrupt(string file, long offset, string reason) =>
        new(GitDataProblem.Corrupt, $"{file}: {reason} at offset {offset}");

    public static GitDataException Corrupt(ObjectId id, string reason) =>
        new(GitDataProblem.Corrupt, $"object {id}: {reason}");

    public static GitDataException Missing(ObjectId id, string what) =>
        new(GitDataProblem.Missing, $"{what} {id} is not in this repository");

    public static GitDataException Unsupported(string file, string reason) =>
        new(GitDataProblem.Unsupported, $"{file}: {reason}");

    public static GitDataException Unreadable(string file, Exception inner) =>
        new(GitDataProblem.Unreadable, $"{file}: cannot be read ({inner.Message.TrimEnd('.')})", inner);
}
