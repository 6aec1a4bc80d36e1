using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

/// <summary>Receives the rows of a <see cref="TreeDiff"/> in git's order.</summary>
public delegate void TreeChangeHandler(in TreeChange change);

/// <summary>
/// Compares two trees as <c>git diff-tree -r --raw --no-renames</c> does. Equal subtrees are never opened, and within a tree the equal
/// stretches are passed over by comparing bytes, not entries. One per thread.
/// </summary>
public sealed class TreeDiff(ObjectReader reader)
{
    /// <summary>The most differences of one comparison, directories included: a real import has some 100,000, a tree made to explode has no end.</summary>
    public const int MostChanges = 2_000_000;

    // A path of real life has some dozen parts; each level here takes stack.
    private const int MostDepth = 512;

    private readonly List<Difference> _differences = [];
    private byte[] _names = new byte[1024];
    private int _namesLength;
    private byte[] _path = new byte[1024];
    private int _count;

    /// <summary>Reports every file, link or submodule that differs.</summary>
    /// <param name="oldTree">The zero id for an empty tree.</param>
    /// <param name="newTree">The zero id for an empty tree.</param>
    /// <param name="prefix">What the trees' own path is, with a trailing slash; empty for the root.</param>
    /// <param name="handler">Called for each row; it must not start another comparison on this object.</param>
    /// <exception cref="GitDataException">A tree is missing, corrupt, nested too deep, or there are more than <see cref="MostChanges"/> differences.</exception>
    public void Compare(ObjectId oldTree, ObjectId newTree, ReadOnlySpan<byte> prefix, TreeChangeHandler handler)
    {
        _differences.Clear();
        _namesLength = 0;
        _count = 0;
        Reserve(ref _path, prefix.Length);
        prefix.CopyTo(_path);
        CompareTrees(oldTree, newTree, prefix.Length, 0, handler);
    }

    private void CompareTrees(ObjectId oldTree, ObjectId newTree, int pathLength, int depth, TreeChangeHandler handler)
    {
        if (oldTree == newTree)
            return;
        if (depth > MostDepth)
            throw new GitDataException(GitDataProblem.TooLarge, $"object {newTree}: trees nest more than {MostDepth} deep");

        // Differences are copied out first: reading a subtree may reuse the buffers of this level.
        int first = _differences.Count;
        int names = _namesLength;
        var oldEntries = oldTree.IsZero ? [] : reader.Read(oldTree, ObjectType.Tree);
        var newEntries = newTree.IsZero ? [] : reader.Read(newTree, ObjectType.Tree);
        FindDifferences(oldEntries, newEntries, oldTree, newTree);

        int end = _differences.Count;
        for (int i = first; i < end; i++)
        {
            var difference = _differences[i];
            if (++_count > MostChanges)
                throw new GitDataException(GitDataProblem.TooLarge, $"object {newTree}: a tree differs in more than {MostChanges} places");
            int length = pathLength + difference.NameLength;
            Reserve(ref _path, length + 1);
            _names.AsSpan(difference.NameStart, difference.NameLength).CopyTo(_path.AsSpan(pathLength));
            if (difference.IsTree)
            {
                _path[length] = (byte)'/';
                CompareTrees(difference.OldId, difference.NewId, length + 1, depth + 1, handler);
                continue;
            }

            handler(new TreeChange(
                difference.Kind, difference.OldMode, difference.NewMode, difference.OldId, difference.NewId, _path.AsSpan(0, length)));
        }

        _differences.RemoveRange(first, end - first);
        _namesLength = names;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindDifferences(ReadOnlySpan<byte> oldRest, ReadOnlySpan<byte> newRest, ObjectId oldTree, ObjectId newTree)
    {
        while (true)
        {
            int common = oldRest.CommonPrefixLength(newRest);
            if (common == oldRest.Length && common == newRest.Length)
                return;
            int equal = EntriesWithin(oldRest, common);
            var oldEntries = new TreeEntries(oldRest[equal..], oldTree);
            var newEntries = new TreeEntries(newRest[equal..], newTree);
            bool hasOld = oldEntries.MoveNext();
            bool hasNew = newEntries.MoveNext();
            int order = !hasOld ? 1 : !hasNew ? -1 : CompareNames(oldEntries.Current, newEntries.Current);
            if (order <= 0)
                oldRest = oldEntries.Rest;
            else
                oldRest = oldRest[equal..];
            if (order >= 0)
                newRest = newEntries.Rest;
            else
                newRest = newRest[equal..];

            if (order < 0)
                Add(oldEntries.Current, default, oldEntries.Current.Name);
            else if (order > 0)
                Add(default, newEntries.Current, newEntries.Current.Name);
            else if (oldEntries.Current.Mode != newEntries.Current.Mode || oldEntries.Current.Id != newEntries.Current.Id)
                Add(oldEntries.Current, newEntries.Current, newEntries.Current.Name);
        }
    }

    // How many bytes the whole entries take that end within a length.
    private static int EntriesWithin(ReadOnlySpan<byte> entries, int length)
    {
        int at = 0;
        while (true)
        {
            // mode and name end at the first NUL: neither holds one.
            int nul = entries[at..length].IndexOf((byte)0);
            if (nul < 0 || at + nul + 1 + ObjectId.Size > length)
                return at;
            at += nul + 1 + ObjectId.Size;
        }
    }

    // A directory sorts as if its name ended in "/".
    private static int CompareNames(TreeEntry a, TreeEntry b)
    {
        int shorter = Math.Min(a.Name.Length, b.Name.Length);
        int order = a.Name[..shorter].SequenceCompareTo(b.Name[..shorter]);
        if (order != 0)
            return order;
        int nextOfA = a.Name.Length > shorter ? a.Name[shorter] : a.IsTree ? '/' : 0;
        int nextOfB = b.Name.Length > shorter ? b.Name[shorter] : b.IsTree ? '/' : 0;
        order = nextOfA.CompareTo(nextOfB);
        return order != 0 ? order : a.Name.Length.CompareTo(b.Name.Length);
    }

    private void Add(TreeEntry oldEntry, TreeEntry newEntry, ReadOnlySpan<byte> name)
    {
        bool added = oldEntry.Mode == FileMode.None;
        bool deleted = newEntry.Mode == FileMode.None;
        Reserve(ref _names, _namesLength + name.Length);
        name.CopyTo(_names.AsSpan(_namesLength));
        _differences.Add(new Difference
        {
            Kind = added ? ChangeKind.Added
                : deleted ? ChangeKind.Deleted
                : FileMode.SameKind(oldEntry.Mode, newEntry.Mode) ? ChangeKind.Modified : ChangeKind.TypeChanged,
            OldMode = oldEntry.Mode,
            NewMode = newEntry.Mode,
            OldId = added ? default : oldEntry.Id,
            NewId = deleted ? default : newEntry.Id,
            NameStart = _namesLength,
            NameLength = name.Length,
        });
        _namesLength += name.Length;
    }

    private static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
            Array.Resize(ref buffer, Math.Max(length, buffer.Length * 2));
    }

    private readonly record struct Difference
    {
        public ChangeKind Kind { get; init; }
        public ushort OldMode { get; init; }
        public ushort NewMode { get; init; }
        public ObjectId OldId { get; init; }
        public ObjectId NewId { get; init; }
        public int NameStart { get; init; }
        public int NameLength { get; init; }
        public bool IsTree => OldMode == FileMode.Tree || NewMode == FileMode.Tree;
    }
}
