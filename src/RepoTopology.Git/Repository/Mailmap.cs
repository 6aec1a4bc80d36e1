using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// A .mailmap file with git's semantics. https://git-scm.com/docs/gitmailmap
/// <code>
/// Proper Name &lt;commit@email&gt;
/// &lt;proper@email&gt; &lt;commit@email&gt;
/// Proper Name &lt;proper@email&gt; &lt;commit@email&gt;
/// Proper Name &lt;proper@email&gt; Commit Name &lt;commit@email&gt;
/// </code>
/// Names and e-mails of commits are compared with ASCII letters in any case.
/// </summary>
public sealed class Mailmap
{
    private const int SizeLimit = 16 << 20;

    private readonly Dictionary<string, Identity> _byEmail = new(StringComparer.Ordinal);

    /// <summary>What a commit's e-mail stands for; null means "as it is".</summary>
    private sealed class Identity
    {
        public string? Name;
        public string? Email;
        public Dictionary<string, (string? Name, string? Email)>? ByName;
    }

    public static Mailmap Empty { get; } = new();

    /// <summary>Lines that map something.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Reads the <c>.mailmap</c> that a commit's tree holds, so that a commit means the same people everywhere; the work tree's file and
    /// the config's <c>mailmap.*</c> are not read. Empty when there is none, when it is no regular file, when its content is absent from
    /// a partial clone, or above 16 MiB.
    /// </summary>
    /// <exception cref="GitDataException">The commit or its tree is corrupt.</exception>
    public static Mailmap Load(ObjectReader reader, ObjectId commit) =>
        TreeLookup.TryReadFile(reader, commit, ".mailmap"u8, SizeLimit, out byte[] content) ? Parse(content) : Empty;

    public static Mailmap Parse(ReadOnlySpan<byte> text)
    {
        int nul = text.IndexOf((byte)0); // where the text ends for git
        if (nul >= 0)
            text = text[..nul];
        var mailmap = new Mailmap();
        foreach (var range in text.Split((byte)'\n'))
            mailmap.Add(Encoding.UTF8.GetString(text[range]));
        return mailmap;
    }

    /// <summary>The canonical name and e-mail of an identity; the input itself where no entry applies.</summary>
    public (string Name, string Email) Resolve(string name, string email)
    {
        if (!_byEmail.TryGetValue(Key(email), out var identity))
            return (name, email);
        if (identity.ByName is not null && identity.ByName.TryGetValue(Key(name), out var exact))
            return (exact.Name ?? name, exact.Email ?? email);
        return (identity.Name ?? name, identity.Email ?? email);
    }

    private void Add(ReadOnlySpan<char> line)
    {
        if (line.StartsWith('#') || !TryTakePerson(ref line, out string? name, out string email) || email.Length == 0)
            return;

        // With one e-mail, it is the commit's; with two, the second is, and may be empty.
        bool two = TryTakePerson(ref line, out string? commitName, out string commitEmail);
        string key = Key(two ? commitEmail : email);
        string? properEmail = two ? email : null;
        if (!_byEmail.TryGetValue(key, out var identity))
            _byEmail.Add(key, identity = new Identity());
        Count++;

        if (commitName is null)
        {
            identity.Name = name ?? identity.Name;
            identity.Email = properEmail ?? identity.Email;
        }
        else
        {
            identity.ByName ??= new Dictionary<string, (string?, string?)>(StringComparer.Ordinal);
            identity.ByName[Key(commitName)] = (name, properEmail);
        }
    }

    private static bool TryTakePerson(ref ReadOnlySpan<char> rest, out string? name, out string email)
    {
        name = null;
        email = "";
        int open = rest.IndexOf('<');
        int length = open < 0 ? -1 : rest[(open + 1)..].IndexOf('>');
        if (length < 0)
            return false;
        var trimmed = rest[..open].Trim(" \t\r\n");
        name = trimmed.IsEmpty ? null : trimmed.ToString();
        email = rest.Slice(open + 1, length).ToString();
        rest = rest[(open + 1 + length + 1)..];
        return true;
    }

    private static string Key(string text) =>
        string.Create(text.Length, text, static (key, text) =>
        {
            for (int i = 0; i < key.Length; i++)
                key[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
        });
}
