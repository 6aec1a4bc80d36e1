using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Marks the renames among the changes of one commit.</summary>
internal sealed class RenameFinder(ObjectReader reader)
{
    private readonly RenameDetector _detector = new(reader);
    private readonly List<RenameSide> _deleted = [];
    private readonly List<RenameSide> _added = [];
    private readonly List<int> _deletedAt = [];
    private readonly List<int> _addedAt = [];

    /// <summary>Searches the changes from an index on; null when there is nothing to search.</summary>
    public RenameResult? Mark(List<Change> changes, int first, ByteStringTable paths)
    {
        _deleted.Clear();
        _added.Clear();
        _deletedAt.Clear();
        _addedAt.Clear();
        for (int i = first; i < changes.Count; i++)
        {
            var change = changes[i];
            if (change.Kind == ChangeKind.Deleted)
            {
                _deleted.Add(new RenameSide(paths[change.Path].ToArray(), change.OldId, change.OldMode));
                _deletedAt.Add(i);
            }
            else if (change.Kind == ChangeKind.Added)
            {
                _added.Add(new RenameSide(paths[change.Path].ToArray(), change.NewId, change.NewMode));
                _addedAt.Add(i);
            }
        }

        if (_deleted.Count == 0 || _added.Count == 0)
            return null;
        var result = _detector.Find(_deleted, _added);
        foreach (var rename in result.Renames)
        {
            int from = _deletedAt[rename.Deleted];
            int to = _addedAt[rename.Added];
            changes[to] = changes[to] with { RenameSource = changes[from].Path + 1, Similarity = rename.Similarity };
            changes[from] = changes[from] with { RenamedAway = true };
        }

        return result;
    }
}
