namespace RepoTopology.Git;

/// <summary>
/// What a revision expression means: the commits reachable from <see cref="Tip"/> but not from <see cref="Exclude"/>.
/// </summary>
/// <param name="Tip">The commit to start from; tags are peeled.</param>
/// <param name="Exclude">The left side of <c>A..B</c>, or null.</param>
/// <param name="Text">As typed.</param>
public sealed record Revision(ObjectId Tip, ObjectId? Exclude, string Text)
{
    /// <summary>
    /// Resolves <c>HEAD</c>, a reference by git's short-name rules, a full or abbreviated id, <c>~n</c>, <c>^n</c>, <c>^{commit}</c>,
    /// <c>A..B</c>.
    /// </summary>
    /// <exception cref="RevisionException">Unknown, ambiguous (the message lists the candidates), or not a commit.</exception>
    public static Revision Resolve(GitRepository repository, string text) => throw new NotImplementedException(text + repository);
}

/// <summary>A revision that names no commit. The message is one sentence with what to do next.</summary>
public sealed class RevisionException(string message) : Exception(message);
