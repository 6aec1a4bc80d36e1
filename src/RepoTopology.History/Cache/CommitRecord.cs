using System.Runtime.InteropServices;
using RepoTopology.Git;
using FileMode = RepoTopology.Git.FileMode;

namespace RepoTopology.History;

/// <summary>
/// All facts of a commit that follow from its id, as a record of <see cref="CacheTable.Commits"/>. People and paths are numbers; whose
/// numbers, its holder knows. An instance is used again and again.
/// </summary>
internal sealed class CommitRecord
{
    private const int RenamesSearchedBit = 1, RenameLimitHitBit = 2, HasIntegrationsBit = 4;
    private const int MostSimilarity = 100;
    private const int RenamedAwayBit = 0x80;

    private static readonly ushort[] Modes =
        [FileMode.None, FileMode.Regular, FileMode.Executable, FileMode.Symlink, FileMode.Submodule, FileMode.Tree];

    private static readonly ChangeKind[] Kinds = [ChangeKind.Modified, ChangeKind.Added, ChangeKind.Deleted, ChangeKind.TypeChanged];

    private readonly RecordWriter _writer = new();

    /// <summary>Whether <see cref="Changes"/> has the renames marked.</summary>
    public bool RenamesSearched { get; set; }

    /// <summary>Whether there were too many candidates to compare all.</summary>
    public bool RenameLimitHit { get; set; }

    /// <summary>Whether <see cref="Integrations"/> was read.</summary>
    public bool HasIntegrations { get; set; }

    public List<ObjectId> Parents { get; } = [];

    public ObjectId Tree { get; set; }

    /// <summary>Without its id, which is the record's key.</summary>
    public Commit Commit { get; set; }

    public List<Trailer> Trailers { get; } = [];

    public List<byte> Subject { get; } = [];

    /// <summary>Changes against the parent; none for a merge.</summary>
    public List<Change> Changes { get; } = [];

    /// <summary>Changes of a merge against its first parent.</summary>
    public List<Change> Integrations { get; } = [];

    /// <summary>What a walk needs to know, which stands at the start.</summary>
    public static KnownCommit ReadLineage(ReadOnlySpan<byte> value, string file, long token)
    {
        var reader = new RecordReader(value, file);
        reader.Byte();
        var parents = new ObjectId[reader.Count()];
        for (int i = 0; i < parents.Length; i++)
            parents[i] = reader.Id();
        var tree = reader.Id();
        return new KnownCommit(tree, Time(reader.Number(), ref reader), parents, token);
    }

    /// <summary>Reads a segment's record; false when its checksum is wrong.</summary>
    /// <exception cref="GitDataException">It makes no sense.</exception>
    public bool TryRead(SegmentFile segment, int row)
    {
        if (!segment[CacheTable.Commits].TryRead(row, out var value))
            return false;
        Read(new RecordReader(value, segment.Path), segment[CacheTables.Identities].Count, segment[CacheTables.Paths].Count);
        return true;
    }

    /// <summary>Replaces the numbers of people and paths.</summary>
    public void Renumber(Func<int, int> identity, Func<int, int> path)
    {
        Commit = Commit with { Author = identity(Commit.Author), Committer = identity(Commit.Committer) };
        foreach (ref var trailer in CollectionsMarshal.AsSpan(Trailers))
            trailer = trailer with { Contributor = identity(trailer.Contributor) };
        Renumber(CollectionsMarshal.AsSpan(Changes), path);
        Renumber(CollectionsMarshal.AsSpan(Integrations), path);
    }

    /// <summary>The record; good until the next call.</summary>
    public ReadOnlySpan<byte> ToBytes()
    {
        _writer.Clear();
        _writer.Byte((RenamesSearched ? RenamesSearchedBit : 0) | (RenameLimitHit ? RenameLimitHitBit : 0) | (HasIntegrations ? HasIntegrationsBit : 0));
        _writer.Number((ulong)Parents.Count);
        foreach (var parent in Parents)
            _writer.Id(parent);
        _writer.Id(Tree);
        _writer.Number((ulong)Commit.CommitterTime);
        _writer.Number((ulong)Commit.AuthorTime);
        _writer.Signed(Commit.CommitterOffsetMinutes);
        _writer.Signed(Commit.AuthorOffsetMinutes);
        _writer.Number((ulong)Commit.Author);
        _writer.Number((ulong)Commit.Committer);
        _writer.Number((ulong)Trailers.Count);
        foreach (var trailer in Trailers)
        {
            _writer.Byte((int)trailer.Kind);
            _writer.Number((ulong)trailer.Contributor);
        }

        _writer.Number((ulong)Subject.Count);
        _writer.Append(CollectionsMarshal.AsSpan(Subject));
        Write(Changes);
        Write(Integrations);
        return _writer.Bytes;
    }

    private void Read(RecordReader reader, int identities, int paths)
    {
        int flags = reader.Byte();
        RenamesSearched = (flags & RenamesSearchedBit) != 0;
        RenameLimitHit = (flags & RenameLimitHitBit) != 0;
        HasIntegrations = (flags & HasIntegrationsBit) != 0;
        Parents.Clear();
        for (int count = reader.Count(); count > 0; count--)
            Parents.Add(reader.Id());
        Tree = reader.Id();
        Commit = new Commit
        {
            Id = default,
            ParentCount = Parents.Count,
            CommitterTime = Time(reader.Number(), ref reader),
            AuthorTime = Time(reader.Number(), ref reader),
            CommitterOffsetMinutes = Offset(ref reader),
            AuthorOffsetMinutes = Offset(ref reader),
            Author = reader.Number(identities),
            Committer = reader.Number(identities),
        };
        Trailers.Clear();
        for (int count = reader.Count(); count > 0; count--)
        {
            int kind = reader.Byte();
            if (kind > (int)TrailerKind.Other)
                throw reader.Corrupt();
            Trailers.Add(new Trailer((TrailerKind)kind, reader.Number(identities)));
        }

        Subject.Clear();
        Subject.AddRange(reader.Take(reader.Count()));
        Read(Changes, ref reader, paths);
        Read(Integrations, ref reader, paths);
        if (!reader.IsAtEnd)
            throw reader.Corrupt();
    }

    private static void Renumber(Span<Change> changes, Func<int, int> path)
    {
        foreach (ref var change in changes)
            change = change with
            {
                Path = path(change.Path),
                RenameSource = change.RenameSource == 0 ? 0 : 1 + path(change.RenamedFrom),
            };
    }

    // Per change: a byte of kind and modes; the path with a bit for a rename; the rename; the ids of the sides that there are.
    private void Write(List<Change> changes)
    {
        _writer.Number((ulong)changes.Count);
        foreach (var change in changes)
        {
            bool renamed = change.RenamedAway || change.Similarity > 0;
            _writer.Byte(Array.IndexOf(Kinds, change.Kind) << 6 | Mode(change.OldMode) << 3 | Mode(change.NewMode));
            _writer.Number((ulong)change.Path << 1 | (renamed ? 1UL : 0));
            if (renamed)
                _writer.Byte(change.Similarity | (change.RenamedAway ? RenamedAwayBit : 0));
            if (change.Similarity > 0)
                _writer.Number((ulong)change.RenamedFrom);
            if (change.OldMode != FileMode.None)
                _writer.Id(change.OldId);
            if (change.NewMode != FileMode.None)
                _writer.Id(change.NewId);
        }
    }

    private static void Read(List<Change> changes, ref RecordReader reader, int paths)
    {
        changes.Clear();
        for (int count = reader.Count(); count > 0; count--)
        {
            int kindAndModes = reader.Byte();
            ulong pathAndBit = reader.Number();
            if (pathAndBit >> 1 >= (ulong)paths)
                throw reader.Corrupt();
            int rename = (pathAndBit & 1) == 0 ? 0 : reader.Byte();
            int similarity = rename & ~RenamedAwayBit;
            int source = similarity == 0 ? 0 : 1 + reader.Number(paths);
            var (oldMode, newMode) = (Mode(kindAndModes >> 3 & 7, ref reader), Mode(kindAndModes & 7, ref reader));
            if (similarity > MostSimilarity)
                throw reader.Corrupt();
            changes.Add(new Change
            {
                Path = (int)(pathAndBit >> 1),
                Kind = Kinds[kindAndModes >> 6],
                OldMode = oldMode,
                NewMode = newMode,
                OldId = oldMode == FileMode.None ? ObjectId.Zero : reader.Id(),
                NewId = newMode == FileMode.None ? ObjectId.Zero : reader.Id(),
                RenameSource = source,
                Similarity = (byte)similarity,
                RenamedAway = (rename & RenamedAwayBit) != 0,
            });
        }
    }

    private static int Mode(ushort mode) => Array.IndexOf(Modes, mode);

    private static ushort Mode(int index, ref RecordReader reader) => index < Modes.Length ? Modes[index] : throw reader.Corrupt();

    private static long Time(ulong value, ref RecordReader reader) => value <= long.MaxValue ? (long)value : throw reader.Corrupt();

    private static short Offset(ref RecordReader reader) => reader.Signed() is var minutes and > -24 * 60 and < 24 * 60 ? (short)minutes : throw reader.Corrupt();
}
