using System.Diagnostics.CodeAnalysis;

namespace RepoTopology.Git;

/// <summary>The paths of one search, and which of them have been paired.</summary>
internal sealed class RenamePairs(IReadOnlyList<RenameSide> deleted, IReadOnlyList<RenameSide> added)
{
    private readonly bool[] _deletedTaken = new bool[deleted.Count];
    private readonly Rename?[] _renames = new Rename?[added.Count];

    public IReadOnlyList<RenameSide> Deleted => deleted;

    public IReadOnlyList<RenameSide> Added => added;

    public bool IsDeletedTaken(int index) => _deletedTaken[index];

    public bool IsAddedTaken(int index) => _renames[index] is not null;

    public void Take(int deletedIndex, int addedIndex, int score)
    {
        _deletedTaken[deletedIndex] = true;
        _renames[addedIndex] = new Rename(addedIndex, deletedIndex, (byte)(score * 100 / RenameSimilarity.Full));
    }

    public List<int> OpenDeleted() => [.. Enumerable.Range(0, deleted.Count).Where(i => !IsDeletedTaken(i))];

    public List<int> OpenAdded() => [.. Enumerable.Range(0, added.Count).Where(i => !IsAddedTaken(i))];

    public bool HaveSameName(int deletedIndex, int addedIndex) =>
        BaseName.Comparer.Equals(BaseName.Of(deleted[deletedIndex].Path), BaseName.Of(added[addedIndex].Path));

    public List<Rename> ToList() => [.. _renames.OfType<Rename>()];
}

/// <summary>What follows a path's last slash.</summary>
internal sealed class BaseName : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static BaseName Comparer { get; } = new();

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> path) => path[(path.Span.LastIndexOf((byte)'/') + 1)..];

    public bool Equals(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span);

    public int GetHashCode([DisallowNull] ReadOnlyMemory<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name.Span);
        return hash.ToHashCode();
    }
}
