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
    /// <c>A..B</c>. https://git-scm.com/docs/gitrevisions
    /// </summary>
    /// <exception cref="RevisionException">Unknown, ambiguous (the message lists the candidates), or not a commit.</exception>
    /// <exception cref="GitDataException">An object or a reference on the way is corrupt or absent.</exception>
    public static Revision Resolve(GitRepository repository, string text)
    {
        using var reader = repository.Objects.CreateReader(cacheBytes: 1 << 20);
        var parser = new RevisionParser(repository, reader, text);
        if (parser.UnsupportedForm is { } form)
            throw new RevisionException($"the form '{form}' in '{text}' is not supported; write a branch, a tag or an id, ~N or ^N after it, or A..B");

        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            return new Revision(parser.Commit(text), null, text);
        if (text == "..")
            throw new RevisionException("'..' is a folder, not a range of commits; write A..B");
        return new Revision(parser.Commit(OrHead(text[(dots + 2)..])), parser.Commit(OrHead(text[..dots])), text);
    }

    private static string OrHead(string side) => side.Length == 0 ? "HEAD" : side;
}

/// <summary>A revision that names no commit. The message is one sentence with what to do next.</summary>
public sealed class RevisionException(string message) : Exception(message);
