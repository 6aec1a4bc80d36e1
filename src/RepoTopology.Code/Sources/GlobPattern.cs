namespace RepoTopology.Code;

/// <summary>
/// An MSBuild file pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders; case is ignored.
/// https://learn.microsoft.com/visualstudio/msbuild/msbuild-items
/// </summary>
internal sealed class GlobPattern
{
    private readonly string[] _parts;

    private GlobPattern(string[] parts)
    {
        _parts = parts;
        Prefix = string.Concat(parts.SkipLast(1).TakeWhile(part => !HasWildcard(part)).Select(part => part + "/"));
    }

    /// <summary>The folders that all matches are in, with a slash, as written.</summary>
    public string Prefix { get; }

    public static bool HasWildcard(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>A pattern relative to a folder; null when it leads out of the tree.</summary>
    public static GlobPattern? Parse(string directory, string pattern) =>
        Paths.Resolve(directory, pattern) is { } resolved ? new GlobPattern(resolved.Split('/')) : null;

    // Only the last ** (and within a name the last *) is ever tried again, so the work is at most the product of both lengths.
    public bool Matches(string path)
    {
        var names = path.Split('/');
        int p = 0, n = 0, lastStars = -1, lastAt = 0;
        while (n < names.Length)
        {
            // A file's name needs a part of its own, so that "a/**" finds all files below a.
            if (p < _parts.Length && _parts[p] == "**")
            {
                if (++p == _parts.Length)
                    return true;
                (lastStars, lastAt) = (p, n);
            }
            else if (p < _parts.Length && Fits(_parts[p], names[n]))
            {
                p++;
                n++;
            }
            else if (lastStars >= 0)
            {
                p = lastStars;
                n = ++lastAt;
            }
            else
            {
                return false;
            }
        }

        return p == _parts.Length;
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0, n = 0, lastStar = -1, lastAt = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (lastStar, lastAt) = (++p, n);
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(name[n])))
                (p, n) = (p + 1, n + 1);
            else if (lastStar >= 0)
                (p, n) = (lastStar, ++lastAt);
            else
                return false;
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
