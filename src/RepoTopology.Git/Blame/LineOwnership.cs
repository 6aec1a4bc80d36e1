using System.Buffers;
using System.Runtime.InteropServices;

namespace RepoTopology.Git;

/// <summary>
/// Finds where every line of every version of a file came from: from the oldest version to the newest, each takes over the owners of the lines
/// that <see cref="LineDiff"/> finds unchanged against its parents, and owns the others. The answer for a version is <c>git blame</c>'s, and each pair
/// of versions is compared once for all of them. One per thread.
/// </summary>
public sealed class LineOwnership
{
    private const int Open = -2;

    // What looking for the line that one resembles counts as, in steps of comparing.
    private const int StepsOfSimilarLine = 1 << 12;

    private readonly VersionDiffs _diffs;
    private readonly bool _handsOn;
    private readonly LineOrigins _origins = new();
    private readonly List<LineChange> _firstChanges = [];
    private readonly List<VersionState> _asked = [];
    private VersionState?[] _states = [];
    private int[] _uses = [];

    /// <param name="reader">Reads the blobs.</param>
    /// <param name="ignoreWhitespace">Compares lines as <c>-w</c> does.</param>
    /// <param name="textBudget">Bytes of text to hold; it decides how often a blob is read again, never a result.</param>
    /// <param name="records">Comparisons known from earlier runs; null for none.</param>
    /// <param name="memory">Bounds what contents are read; null for no bound.</param>
    /// <param name="marked">
    /// Whether lines can be asked for their marks (<see cref="TryMark"/>). Then nobody asks whose they are, and what ignored commits change is not handed on.
    /// </param>
    public LineOwnership(
        ObjectReader reader, bool ignoreWhitespace, long textBudget, DiffRecords? records = null, ContentMemory? memory = null, bool marked = false)
        : this(new VersionDiffs(new ContentReader(reader, memory ?? ContentMemory.Unlimited), ignoreWhitespace, textBudget, records, marked: marked), handsOn: !marked)
    {
    }

    internal LineOwnership(VersionDiffs diffs, bool handsOn = true) => (_diffs, _handsOn) = (diffs, handsOn);

    /// <summary>Whether the last replay could read everything that it asked for.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Whether the last replay ended its comparisons early because they took too long: lines of the versions after that are unknown.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Visits the versions in order.</summary>
    /// <exception cref="GitDataException">A blob is corrupt.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Replay(FileVersions versions, OwnedVersionHandler handler, CancellationToken cancellation = default)
    {
        IsComplete = true;
        _origins.Clear();
        CountUses(versions);
        try
        {
            for (int version = 0; version < versions.Count; version++)
            {
                cancellation.ThrowIfCancellationRequested();
                Visit(versions, version, handler);
            }
        }
        finally
        {
            IsCutShort = _diffs.IsExhausted;
            Array.Clear(_states, 0, versions.Count);
            _diffs.Clear();
        }
    }

    /// <summary>Appends the marks of lines of a version or its parent, for a replay's handler; false when the blob cannot be read.</summary>
    public bool TryMark(ObjectId blob, int start, int count, List<LineMark> marks) => _diffs.TryMark(blob, start, count, marks);

    private void CountUses(FileVersions versions)
    {
        if (_states.Length < versions.Count)
        {
            _states = new VersionState?[versions.Count * 2];
            _uses = new int[versions.Count * 2];
        }

        Array.Clear(_uses, 0, versions.Count);
        for (int version = 0; version < versions.Count; version++)
            foreach (int parent in versions.ParentsOf(version))
                _uses[parent]++;
    }

    private void Visit(FileVersions versions, int version, OwnedVersionHandler handler)
    {
        var parents = versions.ParentsOf(version);
        _firstChanges.Clear();
        var state = StateOf(versions, version, parents);
        state.Versions++;
        _states[version] = state;
        var first = parents.IsEmpty ? null : _states[parents[0]];
        handler(new OwnedVersion
        {
            Version = version,
            Content = state.Content,
            Owners = state.Owners,
            ParentContent = first?.Content,
            ParentOwners = first is null ? [] : first.Owners,
            Changes = CollectionsMarshal.AsSpan(_firstChanges),
            Origins = _origins,
        });

        foreach (int parent in parents)
            if (--_uses[parent] == 0)
                LetGo(parent);
        if (_uses[version] == 0)
            LetGo(version);
    }

    private void LetGo(int version)
    {
        var state = _states[version]!;
        _states[version] = null;
        if (--state.Versions == 0)
            state.Release();
    }

    private VersionState StateOf(FileVersions versions, int version, ReadOnlySpan<int> parents)
    {
        var blob = versions.BlobOf(version);
        if (parents.Length == 1 && versions.BlobOf(parents[0]) == blob)
            return _states[parents[0]]!;

        var traits = versions.TraitsOf(version);
        if ((traits & VersionTraits.Deleted) != 0)
            return Delete(parents);
        bool uncertain = (traits & (VersionTraits.Unknown | VersionTraits.Uncertain)) != 0;
        _asked.Clear();
        foreach (int parent in parents)
        {
            var state = _states[parent]!;
            uncertain |= state.IsUncertain;
            if (state.HasLines)
                _asked.Add(state);
        }

        var compared = _asked.Count > 0 ? _diffs.Compare(_asked[0].Blob, _asked[0].Owners.Length, blob) : _diffs.Look(blob);
        bool hasFirst = _asked.Count > 0 && compared.Content != VersionContent.Unreadable;
        if (_asked.Count > 0 && !hasFirst)
        {
            // It is the parent that cannot be read, or this version itself.
            compared = _diffs.Look(blob);
            uncertain = true;
        }

        if (compared.Content == VersionContent.Unreadable)
            return Bridge(blob);
        if (compared.Content == VersionContent.Binary && !hasFirst)
            return new VersionState(blob, VersionContent.Binary, 0, hasLines: false);

        var result = new VersionState(blob, compared.Content, compared.Lines, hasLines: true);
        var owners = result.Owners;
        owners.Fill(Open);
        int open = owners.Length;
        if (hasFirst)
        {
            if (_states[parents[0]] == _asked[0])
                _firstChanges.AddRange(compared.Changes);
            open -= TakeOver(_asked[0].Owners, owners, compared.Changes);
        }

        for (int i = 1; i < _asked.Count && open > 0; i++)
        {
            compared = _diffs.Compare(_asked[i].Blob, _asked[i].Owners.Length, blob, owners.Length);
            if (compared.Content == VersionContent.Unreadable)
                uncertain = true;
            else
                open -= TakeOver(_asked[i].Owners, owners, compared.Changes);
        }

        if (open > 0 && (traits & VersionTraits.Ignored) != 0)
            uncertain |= !TryHandOn(blob, owners);
        IsComplete &= !uncertain || (traits & (VersionTraits.Unknown | VersionTraits.Uncertain)) != 0;
        Own(version, owners, uncertain);
        return result;
    }

    private VersionState Delete(ReadOnlySpan<int> parents)
    {
        if (!parents.IsEmpty && _states[parents[0]]!.Owners.Length is > 0 and int lines)
            _firstChanges.Add(new LineChange(0, lines, 0, 0));
        return new VersionState(ObjectId.Zero, VersionContent.Text, 0, hasLines: false);
    }

    /// <summary>A version that cannot be read: its children are compared with what came before it, and what they do not find there is unknown.</summary>
    private VersionState Bridge(ObjectId blob)
    {
        IsComplete = false;
        if (_asked.Count == 0)
            return new VersionState(blob, VersionContent.Unreadable, 0, hasLines: false) { IsUncertain = true };
        var before = _asked[0];
        var state = new VersionState(before.Blob, VersionContent.Unreadable, before.Owners.Length, hasLines: true) { IsUncertain = true };
        before.Owners.CopyTo(state.Owners);
        return state;
    }

    /// <summary>Gives the lines between the changes to whom the parent's lines belong.</summary>
    /// <returns>How many lines that were open have been given.</returns>
    private static int TakeOver(ReadOnlySpan<int> parent, Span<int> owners, ReadOnlySpan<LineChange> changes)
    {
        int given = 0;
        int from = 0;
        int to = 0;
        foreach (var change in changes)
        {
            given += Give(parent[from..change.OldStart], owners[to..change.NewStart]);
            from = change.OldStart + change.OldCount;
            to = change.NewStart + change.NewCount;
        }

        return given + Give(parent[from..], owners[to..]);
    }

    private static int Give(ReadOnlySpan<int> from, Span<int> to)
    {
        if (to.IndexOfAnyExcept(Open) < 0)
        {
            from.CopyTo(to);
            return to.Length;
        }

        int given = 0;
        for (int i = 0; i < to.Length; i++)
            if (to[i] == Open)
            {
                to[i] = from[i];
                given++;
            }

        return given;
    }

    /// <summary>False when a text is absent: then nobody can tell whose lines the commit changed.</summary>
    private bool TryHandOn(ObjectId blob, Span<int> owners)
    {
        bool complete = true;
        foreach (var parent in _asked)
        {
            var parentOwners = parent.Owners;
            var compared = _diffs.Compare(parent.Blob, parentOwners.Length, blob, owners.Length);
            if (compared.Content == VersionContent.Unreadable)
            {
                complete = false;
                continue;
            }

            var changes = compared.Changes.ToArray();
            _diffs.Spend(StepsOfSimilarLine * changes.Sum(change => (long)change.NewCount));
            if (!_handsOn)
                continue; // What it costs counts all the same: two replays are to end at the same version.
            if (_diffs.TryRead(parent.Blob) is not { } old || _diffs.TryRead(blob) is not { } text
                || old.Count != parentOwners.Length || text.Count != owners.Length)
            {
                complete = false;
                continue;
            }

            foreach (var (line, oldLine) in SimilarLines.Match(old, text, changes))
                if (owners[line] == Open)
                    owners[line] = parentOwners[oldLine];
        }

        return complete;
    }

    private void Own(int version, Span<int> owners, bool uncertain)
    {
        for (int start = 0; start < owners.Length;)
        {
            int skipped = owners[start..].IndexOf(Open);
            if (skipped < 0)
                return;
            start += skipped;
            int count = owners[start..].IndexOfAnyExcept(Open);
            if (count < 0)
                count = owners.Length - start;
            int origin = uncertain ? LineOrigins.Unknown : _origins.Add(version, start, count);
            for (int i = 0; i < count; i++)
                owners[start + i] = origin == LineOrigins.Unknown ? origin : origin + i;
            start += count;
        }
    }

    /// <summary>The owners of a version's lines; versions of the same content share one.</summary>
    private sealed class VersionState(ObjectId blob, VersionContent content, int lines, bool hasLines)
    {
        private readonly int[] _owners = lines == 0 ? [] : ArrayPool<int>.Shared.Rent(lines);

        /// <summary>The content that the owners belong to.</summary>
        public ObjectId Blob { get; } = blob;

        public VersionContent Content { get; } = content;

        /// <summary>False for content that was never text: it is not compared.</summary>
        public bool HasLines { get; } = hasLines;

        /// <summary>Children cannot tell which of their lines are new.</summary>
        public bool IsUncertain { get; init; }

        public Span<int> Owners => _owners.AsSpan(0, lines);

        /// <summary>Versions that look at this.</summary>
        public int Versions { get; set; }

        public void Release()
        {
            if (_owners.Length > 0)
                ArrayPool<int>.Shared.Return(_owners);
        }
    }
}
