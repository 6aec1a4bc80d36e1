namespace RepoTopology.Git;

/// <summary>A .mailmap file with git's semantics. https://git-scm.com/docs/gitmailmap</summary>
public sealed class Mailmap
{
    public static Mailmap Empty { get; } = new();

    public int Count { get; }

    public static Mailmap Parse(ReadOnlySpan<byte> text) => throw new NotImplementedException(text.Length.ToString());

    /// <summary>The canonical name and e-mail of an identity; the input itself where no entry applies.</summary>
    public (string Name, string Email) Resolve(string name, string email) => Count == 0 ? (name, email) : throw new NotImplementedException();
}
