using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// The attributes of paths, with git's order of precedence: <c>info/attributes</c>, then .gitattributes files from the path's own directory
/// up to the root, then the user's and the system's files; within a file later lines win. Not safe for several threads.
/// </summary>
public sealed class GitAttributes
{
    // Below that, directories' own files are not looked for: no work tree is that deep, and each level is remembered.
    private const int MostDepth = 256;

    // What all paths together may cost (see AttributePattern.CostFor): ten seconds where patterns are names or endings, a minute or two where they
    // are made to hurt. A thousand rules for a million paths fit.
    private const long MostCost = 1L << 30;

    private static readonly AttributeFile BuiltIn = AttributeFile.Parse("[attr]binary -diff -merge -text"u8, ignoreCase: false);

    private readonly bool _ignoreCase;
    private readonly List<AttributeFile> _below = [BuiltIn];
    private readonly List<AttributeFile> _above = [];
    private readonly Dictionary<string, AttributeAssignment[]> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Level> _levels = new(StringComparer.Ordinal);
    private readonly Level _root;
    private long _left = MostCost;

    private GitAttributes(AttributeFolder? root, bool ignoreCase, IEnumerable<byte[]?> below, byte[]? above)
    {
        _ignoreCase = ignoreCase;
        _below.AddRange(below.Select(content => AttributeFile.Parse(content, ignoreCase)));
        _above.Add(AttributeFile.Parse(above, ignoreCase));
        _root = new Level(null, root, AttributeFile.Parse(root?.ReadFile(), ignoreCase), 0);

        // Files of directories below the root define no macros.
        foreach (var file in (AttributeFile[])[.. _below, _root.File, .. _above])
            foreach (var (name, assignments) in file.Macros)
                _macros[name] = assignments;
    }

    /// <summary>Whether there were too many rules for so many paths: all that were asked for since have no attributes.</summary>
    public bool IsCapped => _left < 0;

    /// <summary>For tests.</summary>
    internal long CostLeft
    {
        get => _left;
        set => _left = value;
    }

    /// <summary>Whether no file says anything.</summary>
    public bool IsEmpty => _root.Folder is null && _below.Concat(_above).All(file => file.Rules.Count == 0);

    /// <summary>
    /// The attributes where <c>git log</c> and <c>git blame</c> read them when run at the work tree's root: its .gitattributes files, the
    /// repository's <c>info/attributes</c> and, if asked for, <c>core.attributesFile</c> and the system's file. A bare repository has no
    /// .gitattributes files; neither the index nor a commit stands in for those that are missing.
    /// </summary>
    /// <param name="repository">The repository.</param>
    /// <param name="usersToo">Whether to read what lies outside the repository: <c>core.attributesFile</c> (of the repository's config, the
    /// user's or the system's, by default <c>$XDG_CONFIG_HOME/git/attributes</c>) and <c>/etc/gitattributes</c>.</param>
    public static GitAttributes OfWorkTree(GitRepository repository, bool usersToo)
    {
        var folder = repository.Layout.WorkTree is { } workTree ? new WorkTreeFolder(workTree) : null;
        byte[]? info = SmallFile.TryRead(Path.Join(repository.Layout.CommonDirectory, "info", "attributes"), AttributeFile.MostBytes);
        return new GitAttributes(folder, IgnoresCase(repository), usersToo ? OutsideFiles(repository.Config) : [], info);
    }

    /// <summary>The attributes that the analysed commit itself holds, so that a commit means the same everywhere.</summary>
    /// <param name="reader">Used as long as attributes are asked for.</param>
    /// <param name="tree">The commit's tree.</param>
    public static GitAttributes OfTree(ObjectReader reader, ObjectId tree) =>
        new(new TreeFolder(reader, tree), ignoreCase: false, [], null);

    /// <summary>Asks for some attributes of a path.</summary>
    /// <param name="path">From the root, with forward slashes.</param>
    /// <param name="names">Attributes.</param>
    /// <param name="values">Takes their values, in the same order.</param>
    public void Find(ReadOnlySpan<byte> path, ReadOnlySpan<string> names, Span<AttributeValue> values)
    {
        _found.Clear();
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        Apply(_above, path, name);
        for (Level? level = LevelOf(path); level is not null; level = level.Parent)
            Apply(level.File, path[level.PathLength..], name);
        Apply(_below, path, name);
        if (IsCapped)
            _found.Clear();
        for (int i = 0; i < names.Length; i++)
            values[i] = _found.GetValueOrDefault(names[i]);
    }

    private void Apply(List<AttributeFile> files, ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        for (int i = files.Count - 1; i >= 0; i--)
            Apply(files[i], path, name);
    }

    // From the last line to the first: who speaks first is heard.
    private void Apply(AttributeFile file, ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        for (int i = file.Rules.Count - 1; i >= 0 && (_left -= file.Rules[i].Pattern.CostFor(path.Length)) >= 0; i--)
            if (file.Rules[i].Pattern.Matches(path, name))
                Assign(file.Rules[i].Assignments);
    }

    private void Assign(AttributeAssignment[] first)
    {
        // A macro that is set stands for its own assignments at that place; each attribute is assigned once, so circles end.
        var open = new Stack<(AttributeAssignment[] Assignments, int Left)>([(first, first.Length)]);
        while (open.TryPop(out var next))
        {
            if (next.Left == 0)
                continue;
            open.Push((next.Assignments, next.Left - 1));
            var (name, value) = next.Assignments[next.Left - 1];
            if (_found.TryAdd(name, value) && value.State == AttributeState.Set && _macros.TryGetValue(name, out var macro))
                open.Push((macro, macro.Length));
        }
    }

    private Level LevelOf(ReadOnlySpan<byte> path)
    {
        var level = _root;
        int start = 0;
        for (int depth = 0; depth < MostDepth && level.Folder is not null; depth++)
        {
            int slash = path[start..].IndexOf((byte)'/');
            if (slash < 0)
                break;
            int end = start + slash;
            string key = Encoding.Latin1.GetString(path[..end]);
            if (!_levels.TryGetValue(key, out var next))
            {
                var folder = level.Folder.Enter(path[start..end]);
                next = new Level(level, folder, AttributeFile.Parse(folder?.ReadFile(), _ignoreCase), end + 1);
                _levels.Add(key, next);
            }

            level = next;
            start = end + 1;
        }

        return level;
    }

    private static bool IgnoresCase(GitRepository repository) => repository.Config.GetBoolean("core.ignorecase") == true;

    private static IEnumerable<byte[]?> OutsideFiles(GitConfig config)
    {
        yield return OperatingSystem.IsWindows() ? null : SmallFile.TryRead("/etc/gitattributes", AttributeFile.MostBytes);
        string home = Environment.GetEnvironmentVariable("HOME") ?? "";
        string? named = config.Get("core.attributesfile") ?? GitConfig.LoadOutside(Environment.GetEnvironmentVariable).Get("core.attributesfile");
        if (named?.StartsWith("~/", StringComparison.Ordinal) == true)
            named = Path.Join(home, named[2..]);
        string folder = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } configured ? configured : Path.Join(home, ".config");
        string file = named ?? Path.Join(folder, "git", "attributes");
        yield return Path.IsPathFullyQualified(file) ? SmallFile.TryRead(file, AttributeFile.MostBytes) : null;
    }

    /// <summary>A directory, the file in it, and the length of its path with the slash behind.</summary>
    private sealed record Level(Level? Parent, AttributeFolder? Folder, AttributeFile File, int PathLength);
}
