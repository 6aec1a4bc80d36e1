namespace RepoTopology.History;

/// <summary>
/// A glob over paths with forward slashes, in the manner of .gitignore:
/// <c>*</c> and <c>?</c> stay within a folder or file name, <c>**</c> spans any number of folders, <c>{a,b}</c> is either.
/// A glob without a slash (<c>*.md</c>, <c>docs</c>) fits at any depth; with one (<c>src/Core</c>, <c>/docs</c>) it starts at the root.
/// A glob that fits a folder takes everything below it; <c>docs/</c> fits folders only. Upper and lower case differ. A backslash is read as
/// a slash; brackets are ordinary characters, because files are called <c>[id].tsx</c>.
/// </summary>
public sealed class PathGlob
{
    private const int MaxLength = 4096;
    private const int MaxAlternatives = 256;
    private const string AnyFolders = "**";

    // One array of name patterns for each way through the braces.
    private readonly string[][] _alternatives;

    private PathGlob(string pattern, string[][] alternatives)
    {
        Pattern = pattern;
        _alternatives = alternatives;
    }

    /// <summary>The glob as written.</summary>
    public string Pattern { get; }

    /// <exception cref="HistoryOptionsException">The glob is empty, too long, negated, or its braces do not match.</exception>
    public static PathGlob Parse(string pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern.Trim('/', '\\')))
            throw new HistoryOptionsException($"The glob '{pattern}' is empty; '**' stands for every file.");
        if (pattern.Length > MaxLength)
            throw new HistoryOptionsException($"The glob '{pattern[..40]}…' is longer than {MaxLength} characters.");
        if (pattern[0] == '!')
            throw new HistoryOptionsException($"The glob '{pattern}' starts with '!': globs say what fits and cannot be negated.");
        return new PathGlob(pattern, [.. ExpandBraces(pattern.Replace('\\', '/'), pattern).Select(ToNames)]);
    }

    /// <summary>
    /// A pattern of CODEOWNERS: as above without braces, but <c>docs/*</c> takes the files in that folder and none further below. Null for what such a file
    /// cannot say: negations and patterns without a name.
    /// </summary>
    internal static PathGlob? TryParseOwners(string pattern)
    {
        if (pattern.Trim('/', '.', ' ', '\t').Length == 0 || pattern.Length > MaxLength || pattern[0] == '!')
            return null;
        string[] names = ToNames(pattern);
        return new PathGlob(pattern, [pattern.EndsWith("/*", StringComparison.Ordinal) ? names[..^1] : names]);
    }

    /// <param name="path">A path with forward slashes, relative to the repository's root.</param>
    public bool Matches(ReadOnlySpan<char> path)
    {
        foreach (string[] names in _alternatives)
            if (Matches(names, path))
                return true;
        return false;
    }

    /// <summary>The names before the first wildcard: what the glob certainly lies in. "" when it may fit anywhere.</summary>
    internal string FixedDirectory
    {
        get
        {
            IEnumerable<string> common = Fixed(_alternatives[0]);
            foreach (string[] names in _alternatives.Skip(1))
                common = common.Zip(Fixed(names)).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First);
            return string.Join('/', common);

            static IEnumerable<string> Fixed(string[] names) => names.TakeWhile(name => name.AsSpan().IndexOfAny('*', '?') < 0);
        }
    }

    private static string[] ToNames(string pattern)
    {
        bool folderOnly = pattern.EndsWith('/');
        bool anyDepth = !pattern.TrimEnd('/').Contains('/');
        var names = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(name => name != ".").ToList();
        if (anyDepth)
            names.Insert(0, AnyFolders);
        if (folderOnly)
            names.Add("*");
        names.Add(AnyFolders);
        return [.. names];
    }

    // Remembering only the last ** (or *) is enough: an earlier one can always give its share to a later one. So no backtracking blow-up.
    private static bool Matches(string[] names, ReadOnlySpan<char> path)
    {
        bool takesAllBelow = names[^1] == AnyFolders;
        int last = takesAllBelow ? names.Length - 1 : names.Length;
        int name = 0, at = 0, lastStar = -1, lastStarAt = 0;
        while (at <= path.Length)
        {
            if (name == last && takesAllBelow)
                return true;
            int end = EndOfName(path, at);
            if (name < last && names[name] == AnyFolders)
            {
                lastStar = name++;
                lastStarAt = at;
            }
            else if (name < last && NameMatches(names[name], path[at..end]))
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

        return name == last;
    }

    private static int EndOfName(ReadOnlySpan<char> path, int start)
    {
        int slash = path[start..].IndexOf('/');
        return slash < 0 ? path.Length : start + slash;
    }

    private static bool NameMatches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0, n = 0, lastStar = -1, lastStarAt = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                lastStar = p++;
                lastStarAt = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (lastStar >= 0)
            {
                p = lastStar + 1;
                n = ++lastStarAt;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    private static List<string> ExpandBraces(string pattern, string written)
    {
        List<string> done = [];
        var open = new Stack<string>([pattern]);
        while (open.TryPop(out string? next))
        {
            int start = next.IndexOf('{', StringComparison.Ordinal);
            if (start < 0)
            {
                if (next.Contains('}'))
                    throw new HistoryOptionsException($"The glob '{written}' closes a brace that it does not open.");
                done.Add(next);
            }
            else
            {
                var (choices, end) = Choices(next, start, written);
                foreach (string choice in choices)
                    open.Push($"{next[..start]}{choice}{next[end..]}");
            }

            if (done.Count + open.Count > MaxAlternatives)
                throw new HistoryOptionsException($"The glob '{written}' stands for more than {MaxAlternatives} globs.");
        }

        done.Reverse();
        return done;
    }

    /// <summary>Splits the braces that open at <paramref name="start"/> at their own commas.</summary>
    private static (List<string> Choices, int End) Choices(string pattern, int start, string written)
    {
        List<string> choices = [];
        int depth = 0, from = start + 1;
        for (int i = start; i < pattern.Length; i++)
        {
            depth += pattern[i] == '{' ? 1 : 0;
            if (depth == 1 && pattern[i] is ',' or '}')
            {
                choices.Add(pattern[from..i]);
                from = i + 1;
            }

            depth -= pattern[i] == '}' ? 1 : 0;
            if (depth == 0)
                return (choices, i + 1);
        }

        throw new HistoryOptionsException($"The glob '{written}' opens a brace that it does not close.");
    }
}
