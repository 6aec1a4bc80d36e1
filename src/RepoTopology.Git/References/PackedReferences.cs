using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// The <c>packed-refs</c> file: a header line <c># pack-refs with: …</c>, then lines of <c>ID SP NAME</c>, each followed by <c>^ID</c> where
/// an annotated tag leads. https://git-scm.com/docs/git-pack-refs
/// </summary>
internal sealed class PackedReferences
{
    private const int SizeLimit = 1 << 30;
    private const int NameStart = ObjectId.HexSize + 1;

    private readonly string[] _names;
    private readonly ObjectId[] _ids;

    private PackedReferences(string[] names, ObjectId[] ids) => (_names, _ids) = (names, ids);

    /// <exception cref="GitDataException">Unreadable, or a line is malformed.</exception>
    public static PackedReferences Load(string commonDirectory)
    {
        string file = Path.Join(commonDirectory, "packed-refs");
        return Parse(SmallFile.TryRead(file, SizeLimit) ?? [], file);
    }

    public static PackedReferences Parse(ReadOnlySpan<byte> text, string file)
    {
        var names = new List<string>();
        var ids = new List<ObjectId>();
        for (int number = 1; !text.IsEmpty; number++)
        {
            int end = text.IndexOf((byte)'\n');
            if (end < 0)
                throw GitDataException.Corrupt(file, $"line {number} is cut short");
            var line = text[..end];
            text = text[(end + 1)..];
            if (line.StartsWith("#"u8) || line.StartsWith("^"u8))
                continue;
            if (line.Length <= NameStart || line[ObjectId.HexSize] != (byte)' '
                || !ObjectId.TryParse(line[..ObjectId.HexSize], out var id))
                throw GitDataException.Corrupt(file, $"line {number} is not an id and a name");

            // Names that git does not accept are passed over, as git does with a warning.
            string name = Encoding.UTF8.GetString(line[NameStart..]);
            if (!ReferenceName.IsValid(name))
                continue;
            names.Add(name);
            ids.Add(id);
        }

        // Old files are not sorted, and git's order is by bytes.
        var (sortedNames, sortedIds) = (names.ToArray(), ids.ToArray());
        Array.Sort(sortedNames, sortedIds, StringComparer.Ordinal);
        return new PackedReferences(sortedNames, sortedIds);
    }

    public bool TryFind(string name, out ObjectId id)
    {
        int at = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        id = at < 0 ? default : _ids[at];
        return at >= 0;
    }

    /// <summary>All that start with a prefix, sorted.</summary>
    public IEnumerable<(string Name, ObjectId Id)> List(string prefix)
    {
        int at = Array.BinarySearch(_names, prefix, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < _names.Length && _names[at].StartsWith(prefix, StringComparison.Ordinal); at++)
            yield return (_names[at], _ids[at]);
    }
}
