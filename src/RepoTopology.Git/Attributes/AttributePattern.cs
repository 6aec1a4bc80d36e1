using System.Buffers;
using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// A pattern of a .gitattributes file: one without a slash fits a file's name at any depth, one with a slash fits the path from the file's
/// directory. <c>**</c> between slashes spans folders. https://git-scm.com/docs/gitignore#_pattern_format
/// </summary>
internal sealed class AttributePattern
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("*?[\\"u8);

    private readonly byte[] _start; // What stands before the first wildcard.
    private readonly byte[][] _names;
    private readonly bool _nameOnly;
    private readonly bool _ignoreCase;
    private readonly byte[]? _literalEnding; // "*.ext" and "name", by far the most frequent, need no search.
    private readonly bool _isWholeName;
    private readonly int _length;

    private AttributePattern(byte[] start, byte[][] names, bool nameOnly, bool ignoreCase)
    {
        _start = start;
        _names = names;
        _nameOnly = nameOnly;
        _ignoreCase = ignoreCase;
        _length = start.Length + names.Sum(part => part.Length);
        if (!nameOnly || ignoreCase)
            return;
        var name = names[0].AsSpan();
        bool star = name[0] == '*';
        var ending = star ? name[1..] : name;
        if (ending.ContainsAny(Special))
            return;
        _literalEnding = ending.ToArray();
        _isWholeName = !star;
    }

    /// <summary>Null for a pattern that fits no file: of directories (<c>docs/</c>), or negated, which git forbids.</summary>
    public static AttributePattern? Parse(ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        if (pattern.IsEmpty || pattern[0] == '!' || pattern[^1] == '/')
            return null;
        bool nameOnly = !pattern.Contains((byte)'/');
        if (pattern[0] == '/')
            pattern = pattern[1..];

        // Git compares what stands before the first wildcard apart: so "d**" fits "d/e" where "[d]**" does not.
        int wildcard = nameOnly ? 0 : pattern.IndexOfAny(Special);
        var start = pattern[..(wildcard < 0 ? pattern.Length : wildcard)];
        pattern = pattern[start.Length..];
        var names = new List<byte[]>();
        foreach (var range in pattern.Split((byte)'/'))
            names.Add(pattern[range].ToArray());
        return new AttributePattern(start.ToArray(), [.. names], nameOnly, ignoreCase);
    }

    /// <summary>What matching a path costs at most, in units of 64 comparisons of a byte.</summary>
    public long CostFor(int pathLength) => _literalEnding is not null ? 1 : 1 + ((long)_length * pathLength >> 6);

    /// <param name="path">The path from the directory of the pattern's file.</param>
    /// <param name="name">Its last part.</param>
    public bool Matches(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        if (_literalEnding is not null)
            return _isWholeName ? name.SequenceEqual(_literalEnding) : name.EndsWith(_literalEnding);
        if (_nameOnly)
            return GlobName.Matches(_names[0], name, _ignoreCase);
        return path.Length >= _start.Length
            && (_ignoreCase ? Ascii.EqualsIgnoreCase(path[.._start.Length], _start) || path.StartsWith(_start) : path.StartsWith(_start))
            && MatchesPath(path[_start.Length..]);
    }

    // Remembering only the last ** is enough: an earlier one can always give its share to a later one. So no backtracking blow-up.
    private bool MatchesPath(ReadOnlySpan<byte> path)
    {
        int name = 0, at = 0, lastStar = -1, lastStarAt = 0;
        while (at <= path.Length)
        {
            int end = EndOfName(path, at);
            if (name < _names.Length && _names[name].AsSpan().SequenceEqual("**"u8))
            {
                if (name == _names.Length - 1)
                    return true;
                lastStar = name++;
                lastStarAt = at;
            }
            else if (name < _names.Length && GlobName.Matches(_names[name], path[at..end], _ignoreCase))
            {
                name++;
                at = end + 1;
            }
            else if (lastStar >= 0)
            {
                name = lastStar + 1;
                at = lastStarAt = EndOfName(path, lastStarAt) + 1;
            }
            else
            {
                return false;
            }
        }

        return name == _names.Length;
    }

    private static int EndOfName(ReadOnlySpan<byte> path, int start)
    {
        int slash = path[start..].IndexOf((byte)'/');
        return slash < 0 ? path.Length : start + slash;
    }
}
