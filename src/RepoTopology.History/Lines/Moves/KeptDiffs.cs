using System.Buffers.Binary;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Comparisons of this run, for those who look a second time: moves are found before it can be told whose the moved lines are. Both times a family's
/// versions are asked for in the same order, so they stand in that order (<see cref="FileFamily.Diffs"/>). What earlier runs compared is looked up there. One
/// per worker.
/// </summary>
/// <param name="earlier">Those of earlier runs, and for later ones; null for none.</param>
internal sealed class KeptDiffs(DiffRecords? earlier) : DiffRecords
{
    private const int CheckBytes = sizeof(ulong);
    private const int HeadBytes = CheckBytes + sizeof(int);

    private readonly RecordWriter _writer = new();
    private byte[] _known = [];
    private int _next;
    private bool _keeps;

    /// <summary>Begins a family: with what was kept of it, or to keep it.</summary>
    public void Begin(FileFamily family, bool keep)
    {
        _known = family.Diffs ?? [];
        _next = 0;
        _keeps = keep && family.Diffs is null;
        _writer.Clear();
    }

    public void End(FileFamily family)
    {
        if (_keeps)
            family.Diffs = _writer.Bytes.ToArray();
    }

    public override bool TryFind(ObjectId older, ObjectId newer, bool ignoreWhitespace, out ReadOnlySpan<byte> record)
    {
        if (earlier is not null && earlier.TryFind(older, newer, ignoreWhitespace, out record))
            return true;
        record = default;
        var rest = _known.AsSpan(_next);
        if (rest.IsEmpty || BinaryPrimitives.ReadUInt64LittleEndian(rest) != Check(older, newer))
            return false; // It could not be read then either.
        int length = BinaryPrimitives.ReadInt32LittleEndian(rest[CheckBytes..]);
        record = rest.Slice(HeadBytes, length);
        _next += HeadBytes + length;
        return true;
    }

    public override void Add(ObjectId older, ObjectId newer, bool ignoreWhitespace, ReadOnlySpan<byte> record)
    {
        if (_keeps)
        {
            Span<byte> head = stackalloc byte[HeadBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(head, Check(older, newer));
            BinaryPrimitives.WriteInt32LittleEndian(head[CheckBytes..], record.Length);
            _writer.Append(head);
            _writer.Append(record);
        }

        earlier?.Add(older, newer, ignoreWhitespace, record);
    }

    private static ulong Check(ObjectId older, ObjectId newer)
    {
        Span<byte> ids = stackalloc byte[2 * ObjectId.Size];
        older.CopyTo(ids);
        newer.CopyTo(ids[ObjectId.Size..]);
        return Checksum.Of(ids);
    }
}
