using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Sizes of one path's changes, one after the other; one per thread. A version that two changes share is decoded and numbered once.</summary>
internal sealed class PathSizesReader : IDisposable
{
    // What one path may cost, in bytes looked at; a changed line counts as 256. That is some minute, and 125 whole rewrites of a file of
    // 1,000,000 lines: the changes after that are unknown, where git goes on for an hour.
    private const long MostWork = 64L << 30;
    private const int WorkOfChangedLine = 256;

    // A step of searching costs about as much as four bytes.
    private const int WorkOfStep = 4;

    // Enough for branches that change a file by turns.
    private const int MostVersions = 8;

    // What the numbering remembers of a line, roughly.
    private const int BytesOfNumberedLine = 64;

    // Above it the beginning is looked at first.
    private const int LargeBytes = 64 << 10;

    private readonly byte[] _start = new byte[LineText.BinaryLookSize];
    private readonly Change[] _changes;
    private readonly TextRule _rule;
    private readonly ObjectReader _reader;
    private readonly ContentReader _contents;
    private readonly LineNumbering _numbering;
    private readonly LineDiff _diff = new();
    private readonly List<Version> _versions = []; // The most recently used last.
    private readonly long _memory;
    private DiffTreatment _treatment;
    private long _work;
    private long _numberedLines;

    public PathSizesReader(GitRepository repository, Change[] changes, LineOptions options, long memory, ContentMemory contents)
    {
        _changes = changes;
        _memory = memory;
        _rule = new TextRule(repository.Config);
        _reader = repository.Objects.CreateReader((int)Math.Clamp(memory / 8, 4 << 20, 64 << 20));
        _contents = new ContentReader(_reader, contents);
        _numbering = new LineNumbering(options.IgnoreWhitespace);
    }

    private enum Content : byte
    {
        Text,
        Binary,
        Missing,
        TooLarge,
    }

    /// <summary>Rows so far that lack a blob.</summary>
    public int Missing { get; private set; }

    /// <summary>Rows so far that would have cost too much.</summary>
    public int OverBudget { get; private set; }

    /// <summary>Reads all rows of one path, oldest first, into their slots.</summary>
    public void Read(ReadOnlySpan<int> rows, DiffTreatment treatment, ChangeSize[] sizes, CancellationToken cancellation)
    {
        try
        {
            ReadRows(rows, treatment, sizes, cancellation);
        }
        finally
        {
            Forget();
            _contents.LetGo();
        }
    }

    public void Dispose() => _reader.Dispose();

    private void ReadRows(ReadOnlySpan<int> rows, DiffTreatment treatment, ChangeSize[] sizes, CancellationToken cancellation)
    {
        _treatment = treatment;
        _work = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_work > MostWork)
            {
                sizes[rows[i]] = ChangeSize.Unknown;
                OverBudget++;
                continue;
            }

            ref readonly var change = ref _changes[rows[i]];
            bool isNeededNext = i + 1 < rows.Length && _changes[rows[i + 1]].OldId == change.NewId;
            var size = SizeOf(change, isNeededNext, out bool isMissing);
            sizes[rows[i]] = size;
            if (isMissing)
                Missing++;
            else if (size == ChangeSize.Unknown)
                OverBudget++;
            else if (size != ChangeSize.Binary)
                _work += (long)WorkOfChangedLine * (size.Added + size.Deleted);
        }
    }

    private ChangeSize SizeOf(in Change change, bool isNeededNext, out bool isMissing)
    {
        int added = 0, deleted = 0;
        Content oldContent, newContent;
        if (change.Kind == ChangeKind.Added && !isNeededNext)
        {
            oldContent = Content.Text;
            newContent = Count(change.NewMode, change.NewId, out added);
        }
        else if (change.Kind == ChangeKind.Deleted || change.OldId == change.NewId)
        {
            oldContent = newContent = Count(change.OldMode, change.OldId, out deleted);
            if (change.Kind != ChangeKind.Deleted)
                (newContent, deleted) = (Count(change.NewMode, change.NewId, out _), 0);
        }
        else
        {
            MakeRoom();
            var oldVersion = change.Kind == ChangeKind.Added ? null : Read(change.OldMode, change.OldId, null);
            var newVersion = Read(change.NewMode, change.NewId, oldVersion?.Text);
            (oldContent, newContent) = (oldVersion?.Content ?? Content.Text, newVersion.Content);
            if (oldContent == Content.Text && newContent == Content.Text)
                (added, deleted) = oldVersion is null ? (newVersion.Text!.Count, 0) : Compare(oldVersion.Text!, newVersion.Text!);
        }

        isMissing = oldContent == Content.Missing || newContent == Content.Missing;
        if (isMissing || oldContent == Content.TooLarge || newContent == Content.TooLarge)
            return ChangeSize.Unknown;
        return oldContent == Content.Binary || newContent == Content.Binary ? ChangeSize.Binary : new ChangeSize(added, deleted);
    }

    private (int Added, int Deleted) Compare(LineText oldText, LineText newText)
    {
        long before = _diff.Work;
        var counts = _diff.Count(oldText, newText);
        _work += WorkOfStep * (_diff.Work - before);
        _numberedLines += counts.Added + counts.Deleted;
        return counts;
    }

    /// <summary>Lines of content that is not compared with another.</summary>
    private Content Count(ushort mode, ObjectId id, out int lines)
    {
        lines = 0;
        foreach (var version in _versions)
            if (version.Id == id && version.Mode == KindOf(mode))
            {
                lines = version.Text?.Count ?? 0;
                return version.Content;
            }

        var content = Look(mode, id, out var bytes);
        if (content == Content.Text)
            lines = TextRule.CountLines(bytes);
        return content;
    }

    private Version Read(ushort mode, ObjectId id, LineText? similar)
    {
        for (int i = _versions.Count - 1; i >= 0; i--)
            if (_versions[i] is var known && known.Id == id && known.Mode == KindOf(mode))
            {
                _versions.RemoveAt(i);
                _versions.Add(known);
                return known;
            }

        var content = Look(mode, id, out var bytes);
        LineText? text = null;
        try
        {
            if (content == Content.Text && !_contents.Memory.Fits(bytes))
                content = Content.TooLarge;
            if (content == Content.Text)
                text = _numbering.Read(bytes, similar ?? _versions.FindLast(version => version.Text is not null)?.Text);
        }
        catch (GitDataException e) when (e.Problem == GitDataProblem.TooLarge)
        {
            content = Content.TooLarge;
        }

        if (similar is null)
            _numberedLines += text?.Count ?? 0;
        var version = new Version(id, KindOf(mode), content, text);
        _versions.Add(version);
        return version;
    }

    private Content Look(ushort mode, ObjectId id, out ReadOnlySpan<byte> bytes)
    {
        // Git sees a submodule as a file of one line.
        if (mode == Git.FileMode.Submodule)
        {
            bytes = Encoding.ASCII.GetBytes($"Subproject commit {id}\n");
            return Content.Text;
        }

        bytes = [];
        bool isLink = mode == Git.FileMode.Symlink;
        if (!isLink && _treatment == DiffTreatment.Binary)
            return Content.Binary;
        var treatment = isLink ? DiffTreatment.ByContent : _treatment;
        if (treatment == DiffTreatment.ByContent && _reader.TryReadStart(id, _start, LargeBytes) && LineText.IsBinary(_start))
            return Content.Binary; // Pictures and archives are mostly stored whole: their beginning tells, and saves decoding the rest.
        if (!TryRead(id, out var blob, out bool isTooLarge))
            return isTooLarge ? Content.TooLarge : Content.Missing;
        if (blob.Type != ObjectType.Blob)
            throw GitDataException.Corrupt(id, $"is a {blob.Type.ToString().ToLowerInvariant()} where a blob is expected");
        bytes = blob.Data;
        _work += bytes.Length;
        return _rule.IsText(bytes, treatment) ? Content.Text : Content.Binary;
    }

    private bool TryRead(ObjectId id, out GitObject blob, out bool isTooLarge)
    {
        isTooLarge = false;
        try
        {
            return _contents.TryRead(id, out blob);
        }
        catch (GitDataException e) when (e.Problem is GitDataProblem.TooLarge or GitDataProblem.Unsupported)
        {
            isTooLarge = true;
            blob = default;
            return false;
        }
    }

    // Between two pairs: nothing but the cached versions is in use.
    private void MakeRoom()
    {
        if (_numberedLines * BytesOfNumberedLine > _memory / 4)
            Forget();
        long held = 0;
        foreach (var version in _versions)
            held += version.Text?.Size ?? 0;
        while (_versions.Count > 0 && (_versions.Count > MostVersions - 2 || held > _memory / 4))
        {
            held -= _versions[0].Text?.Size ?? 0;
            Release(_versions[0]);
            _versions.RemoveAt(0);
        }
    }

    private void Forget()
    {
        foreach (var version in _versions)
            Release(version);
        _versions.Clear();
        _numbering.Clear();
        _numberedLines = 0;
    }

    private void Release(Version version)
    {
        if (version.Text is not null)
            _numbering.Release(version.Text);
    }

    private static ushort KindOf(ushort mode) => (ushort)(mode & Git.FileMode.KindBits);

    private sealed record Version(ObjectId Id, ushort Mode, Content Content, LineText? Text);
}
