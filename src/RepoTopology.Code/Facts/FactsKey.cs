using System.Security.Cryptography;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>
/// Keys of projects' facts: a digest of all that goes into them. A group's key holds its files, options and the keys of the groups below; a
/// project's key adds the depth.
/// </summary>
internal sealed class FactsKey
{
    // Each build of this library, of the parser and of the framework whose assemblies are references has an identity of its own.
    private static readonly byte[] Engine =
    [
        .. typeof(FactsKey).Assembly.ManifestModule.ModuleVersionId.ToByteArray(),
        .. Encoding.UTF8.GetBytes($"Roslyn 5.12.0 on {Environment.Version}"),
    ];

    private readonly IReadOnlyList<ProjectFile> _projects;
    private readonly ProjectGraph _graph;
    private readonly CodeDepth[] _depths;
    private readonly byte[][] _groups;

    public FactsKey(IReadOnlyList<ProjectFile> projects, ProjectGraph graph, CodeDepth[] depths, IReadOnlyList<IReadOnlyList<string>> packages)
    {
        (_projects, _graph, _depths) = (projects, graph, depths);
        _groups = new byte[graph.Groups.Length][];
        for (int group = 0; group < _groups.Length; group++)
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            digest.AppendData(Engine);
            foreach (int project in graph.Groups[group])
                Append(digest, projects[project], packages[project]);
            foreach (int below in graph.Below[group])
                digest.AppendData(_groups[below]);
            _groups[group] = digest.GetHashAndReset();
        }
    }

    /// <summary>32 bytes.</summary>
    public byte[] Of(int project) =>
        SHA256.HashData([.. _groups[_graph.GroupOf[project]], (byte)_depths[project], .. Encoding.UTF8.GetBytes(_projects[project].Path)]);

    private static void Append(IncrementalHash digest, ProjectFile project, IReadOnlyList<string> packages)
    {
        var text = new StringBuilder();
        // A length before each text: no two lists look alike.
        foreach (string part in (IEnumerable<string>)[project.Path, project.AssemblyName, project.Nullable ? "1" : "0", "build", .. project.BuildSources.Select(source => source.Text), "symbols", .. project.Symbols, "packages", .. packages, "files"])
            text.Append(part.Length).Append(':').Append(part);
        digest.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        Span<byte> id = stackalloc byte[ObjectId.Size];
        foreach (var file in project.Files)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(file.Path + "\n"));
            file.Blob.CopyTo(id);
            digest.AppendData(id);
        }
    }
}
