using System.Runtime.InteropServices;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Notes what changes delete and add, for one worker.</summary>
internal sealed class MoveNotes(LineWork work, MoveCandidates candidates, IReadOnlySet<int> open, MoveMarks marks)
{
    // Marks of many runs stand together: there are too many runs for an array each.
    private const int ChunkLines = 1 << 15;

    private readonly List<LineMark> _lines = [];
    private readonly List<MarkedRun> _deleted = [];
    private readonly List<MarkedRun> _added = [];
    private LineMark[] _chunk = [];
    private int _used;

    /// <summary>Takes down what a version deletes and adds, if its commit's moves are not known.</summary>
    /// <param name="version">The table's version.</param>
    /// <param name="owned">The replay's.</param>
    /// <param name="blob">Its content.</param>
    /// <param name="parent">Its first parent's; the zero id without one.</param>
    /// <param name="ownership">Has the texts.</param>
    public void Add(int version, in OwnedVersion owned, ObjectId blob, ObjectId parent, LineOwnership ownership)
    {
        var roles = candidates.RolesOf(version);
        int commit = work.Table.CommitOf[version];
        if (roles == MoveRoles.None || !open.Contains(commit) || commit >= marks.End)
            return;
        if (owned.Content == VersionContent.Unreadable || owned.ParentContent == VersionContent.Unreadable)
            marks.AddUncertain(commit);
        if (owned.Content != VersionContent.Text || owned.ParentContent is not (VersionContent.Text or null))
            return;

        _deleted.Clear();
        _added.Clear();
        bool isRead = true;
        if (owned.ParentContent is null)
            isRead &= TryAdd(_added, version, blob, 0, owned.Owners.Length, ownership);
        foreach (var change in owned.Changes)
        {
            if ((roles & MoveRoles.Source) != 0)
                isRead &= TryAdd(_deleted, version, parent, change.OldStart, change.OldCount, ownership);
            if ((roles & MoveRoles.Target) != 0)
                isRead &= TryAdd(_added, version, blob, change.NewStart, change.NewCount, ownership);
        }

        if (!isRead)
            marks.AddUncertain(commit);
        if (_deleted.Count + _added.Count > 0)
            marks.Add(commit, _deleted, _added);
    }

    /// <summary>The family could not be compared in full.</summary>
    public void AddUncertain(int version)
    {
        if (candidates.RolesOf(version) != MoveRoles.None)
            marks.AddUncertain(work.Table.CommitOf[version]);
    }

    private bool TryAdd(List<MarkedRun> runs, int version, ObjectId blob, int start, int count, LineOwnership ownership)
    {
        if (count < MovedBlocks.FewestLines)
            return true;
        _lines.Clear();
        if (!ownership.TryMark(blob, start, count, _lines))
            return false;
        var lines = CollectionsMarshal.AsSpan(_lines);
        if (MovedBlocks.IsEnough(lines))
            runs.Add(new MarkedRun(version, start, Keep(lines)));
        return true;
    }

    private ReadOnlyMemory<LineMark> Keep(ReadOnlySpan<LineMark> lines)
    {
        if (_chunk.Length - _used < lines.Length)
            (_chunk, _used) = (new LineMark[Math.Max(ChunkLines, lines.Length)], 0);
        lines.CopyTo(_chunk.AsSpan(_used));
        _used += lines.Length;
        return _chunk.AsMemory(_used - lines.Length, lines.Length);
    }
}
