using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>The files of the analysed commit, and the few documents in it that say who may change what.</summary>
internal sealed class HeadTree
{
    private const int MostDocuments = 32;
    private const int MostBlobBytes = 4 << 20;

    private readonly List<string> _paths = [];

    public HeadTree(ObjectReader reader, ObjectId tree, HistoryOptions options)
    {
        var filter = new PathFilter(options);
        var wanted = new List<(string Path, ObjectId Id)>();
        try
        {
            new TreeDiff(reader).Compare(ObjectId.Zero, tree, [], (in TreeChange change) =>
            {
                string path = Encoding.UTF8.GetString(change.Path);
                if (change.NewMode is Git.FileMode.Regular or Git.FileMode.Executable && DeclaredGateReader.IsDocument(path))
                    wanted.Add((path, change.NewId));
                if (change.Path.StartsWith(filter.Prefix) && filter.Includes(change.Path))
                    _paths.Add(path);
            });
        }
        catch (GitDataException e) when (e.Problem is GitDataProblem.Missing or GitDataProblem.TooLarge)
        {
            // A partial clone without trees: modules come from the paths that history names.
        }

        foreach (var (path, id) in wanted.Take(MostDocuments))
            if (reader.TryReadHeader(id, out _, out long size) && size <= MostBlobBytes && reader.TryRead(id, out var blob))
                Documents.Add((path, blob.Data[..Math.Min(blob.Data.Length, DeclaredGateReader.MaxBytes)].ToArray()));
    }

    /// <summary>All files in the scope, in git's order.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Documents at the places where <see cref="DeclaredGateReader"/> looks for them.</summary>
    public List<(string Path, byte[] Content)> Documents { get; } = [];
}
