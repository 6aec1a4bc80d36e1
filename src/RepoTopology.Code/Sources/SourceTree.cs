using System.Text;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>A file of the commit's tree.</summary>
/// <param name="Path">From the top, with slashes.</param>
/// <param name="Blob">Its content.</param>
internal sealed record SourceFile(string Path, ObjectId Blob)
{
    public string Directory => Paths.DirectoryOf(Path);
}

/// <summary>The files of a tree that say something about C# code: sources, project files and solutions, sorted by path.</summary>
internal sealed class SourceTree
{
    // A tree may name the same subtree any number of times, and so hold more paths than could ever be listed.
    private const int MostEntries = 4_000_000;
    private const int MostDepth = 200;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly GitRepository _repository;
    private readonly Dictionary<string, SourceFile> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceFile> _byAnyCase = new(StringComparer.OrdinalIgnoreCase);

    private SourceTree(GitRepository repository, ObjectId root) => (_repository, Root) = (repository, root);

    public ObjectId Root { get; }

    /// <summary>C# files.</summary>
    public IReadOnlyList<SourceFile> Sources { get; private set; } = [];

    /// <summary>Everything else: <c>.sln .slnx .slnf .csproj .fsproj .vbproj .props .targets .projitems</c>.</summary>
    public IReadOnlyList<SourceFile> BuildFiles { get; private set; } = [];

    /// <exception cref="GitDataException">The tree is absent or corrupt.</exception>
    public static SourceTree Read(GitRepository repository, ObjectReader reader, ObjectId root, Limits limits, CancellationToken cancellation)
    {
        var tree = new SourceTree(repository, root);
        List<SourceFile> sources = [], build = [];
        var open = new Stack<(ObjectId Tree, string Prefix, int Depth)>([(root, "", 0)]);
        int entries = 0;
        while (open.TryPop(out var at))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in new TreeEntries(reader.Read(at.Tree, ObjectType.Tree), at.Tree))
            {
                if (++entries > MostEntries)
                {
                    limits.Add($"the tree has more than {MostEntries:N0} entries; the rest was not looked at");
                    open.Clear();
                    break;
                }

                bool isFile = entry.Mode is Git.FileMode.Regular or Git.FileMode.Executable;
                if (!entry.IsTree && !(isFile && IsOfInterest(entry.Name)))
                    continue;
                if (!TryDecode(entry.Name, out string name))
                    limits.Add($"{Paths.Shown(at.Prefix + name)} was skipped: its name is no printable UTF-8");
                else if (isFile)
                    (name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? sources : build).Add(new SourceFile(at.Prefix + name, entry.Id));
                else if (at.Depth == MostDepth)
                    limits.Add($"{at.Prefix}{name} was skipped: it is more than {MostDepth} folders deep");
                else
                    open.Push((entry.Id, at.Prefix + name + "/", at.Depth + 1));
            }
        }

        sources.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        build.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        foreach (var file in sources.Concat(build))
        {
            tree._byPath[file.Path] = file;
            tree._byAnyCase.TryAdd(file.Path, file);
        }

        (tree.Sources, tree.BuildFiles) = (sources, build);
        return tree;
    }

    /// <summary>The file of a path; of another case if there is none in this one, as on the systems that many project files are written on.</summary>
    public SourceFile? Find(string path) => _byPath.GetValueOrDefault(path) ?? _byAnyCase.GetValueOrDefault(path);

    /// <summary>Whether anything has this path, files of no interest and folders included.</summary>
    public bool Exists(string path)
    {
        if (Find(path) is not null)
            return true;
        using var reader = _repository.Objects.CreateReader(1 << 20);
        return TreeLookup.TryFind(reader, Root, Encoding.UTF8.GetBytes(path.TrimEnd('/')), out _, out _);
    }

    /// <summary>Sources under a folder (with its slash; empty for all).</summary>
    public IEnumerable<SourceFile> SourcesUnder(string prefix)
    {
        int low = 0, high = Sources.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (string.CompareOrdinal(Sources[middle].Path, prefix) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < Sources.Count && Sources[low].Path.StartsWith(prefix, StringComparison.Ordinal); low++)
            yield return Sources[low];
    }

    private static bool IsOfInterest(ReadOnlySpan<byte> name)
    {
        int dot = name.LastIndexOf((byte)'.');
        return dot >= 0 && name.Length - dot <= 10 && Encoding.ASCII.GetString(name[dot..]).ToLowerInvariant()
            is ".cs" or ".sln" or ".slnx" or ".slnf" or ".csproj" or ".fsproj" or ".vbproj" or ".props" or ".targets" or ".projitems";
    }

    private static bool TryDecode(ReadOnlySpan<byte> bytes, out string name)
    {
        try
        {
            name = Strict.GetString(bytes);
            return !name.Any(char.IsControl);
        }
        catch (DecoderFallbackException)
        {
            name = Encoding.Latin1.GetString(bytes);
            return false;
        }
    }
}
