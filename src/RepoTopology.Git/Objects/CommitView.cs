namespace RepoTopology.Git;

/// <summary>
/// A commit's fields, read in place from its bytes.
/// <code>
/// tree d8329fc1cc938780ffdd9f94e0d364e0ea74f579
/// parent 1a410efbd13591db07496601ebc7a059dd55cfe9      (any number)
/// author Name &lt;email&gt; 1714761234 +0200
/// committer Name &lt;email&gt; 1714761234 +0200
/// encoding ISO-8859-1                                  (and other headers)
///
/// message
/// </code>
/// https://git-scm.com/docs/git-commit-tree
/// </summary>
public readonly ref struct CommitView
{
    private const int TreeLine = 5 + ObjectId.HexSize + 1;
    private const int ParentLine = 7 + ObjectId.HexSize + 1;

    private readonly ReadOnlySpan<byte> _parents;

    private CommitView(
        ObjectId tree, ReadOnlySpan<byte> parents, ReadOnlySpan<byte> author, ReadOnlySpan<byte> committer,
        ReadOnlySpan<byte> encoding, ReadOnlySpan<byte> message)
    {
        Tree = tree;
        _parents = parents;
        AuthorLine = author;
        CommitterLine = committer;
        Encoding = encoding;
        Message = message;
    }

    public ObjectId Tree { get; }

    public int ParentCount => _parents.Length / ParentLine;

    /// <summary>What follows <c>author </c>; empty when the commit has none.</summary>
    public ReadOnlySpan<byte> AuthorLine { get; }

    /// <summary>What follows <c>committer </c>; empty when the commit has none.</summary>
    public ReadOnlySpan<byte> CommitterLine { get; }

    /// <summary>The declared encoding of names and message; empty means UTF-8.</summary>
    public ReadOnlySpan<byte> Encoding { get; }

    public ReadOnlySpan<byte> Message { get; }

    public Signature Author => Signature.Parse(AuthorLine);

    public Signature Committer => Signature.Parse(CommitterLine);

    public ObjectId Parent(int index) =>
        ObjectId.TryParse(_parents.Slice(index * ParentLine + 7, ObjectId.HexSize), out var id) ? id : default;

    /// <summary>Finds the fields of a commit.</summary>
    /// <exception cref="GitDataException">There is no tree line, or a parent line is malformed.</exception>
    public static CommitView Parse(ReadOnlySpan<byte> data, ObjectId id)
    {
        if (data.Length < TreeLine || !data.StartsWith("tree "u8) || data[TreeLine - 1] != (byte)'\n'
            || !ObjectId.TryParse(data.Slice(5, ObjectId.HexSize), out var tree))
            throw GitDataException.Corrupt(id, "commit does not start with a tree line");

        int end = TreeLine;
        while (data[end..].StartsWith("parent "u8))
        {
            var line = data[end..];
            if (line.Length < ParentLine || line[ParentLine - 1] != (byte)'\n'
                || !ObjectId.TryParse(line.Slice(7, ObjectId.HexSize), out _))
                throw GitDataException.Corrupt(id, "commit has a malformed parent line");
            end += ParentLine;
        }

        var parents = data[TreeLine..end];
        ReadOnlySpan<byte> author = [], committer = [], encoding = [], message = [];
        var rest = data[end..];
        while (!rest.IsEmpty)
        {
            int newline = rest.IndexOf((byte)'\n');
            if (newline == 0)
            {
                message = rest[1..];
                break;
            }

            var line = newline < 0 ? rest : rest[..newline];
            if (author.IsEmpty && line.StartsWith("author "u8))
                author = line[7..];
            else if (committer.IsEmpty && line.StartsWith("committer "u8))
                committer = line[10..];
            else if (line.StartsWith("encoding "u8))
                encoding = line[9..];
            rest = newline < 0 ? [] : rest[(newline + 1)..];
        }

        return new CommitView(tree, parents, author, committer, encoding, message);
    }
}
