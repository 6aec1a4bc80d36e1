using System.Runtime.InteropServices;

namespace RepoTopology.Git;

/// <summary>Comparisons kept from one run to the next. Both ends are used by several threads at once.</summary>
public abstract class DiffRecords
{
    /// <summary>A record as it was added, or false.</summary>
    /// <param name="older">The older blob; the zero id for a version that has nothing to be compared with.</param>
    /// <param name="newer">The newer blob.</param>
    /// <param name="ignoreWhitespace">How lines were compared.</param>
    /// <param name="record">Its bytes.</param>
    public abstract bool TryFind(ObjectId older, ObjectId newer, bool ignoreWhitespace, out ReadOnlySpan<byte> record);

    /// <summary>Keeps a record. The bytes are the caller's again afterwards.</summary>
    public abstract void Add(ObjectId older, ObjectId newer, bool ignoreWhitespace, ReadOnlySpan<byte> record);
}

/// <summary>
/// A comparison as bytes, all numbers as LEB128: content (one byte), lines of the newer version, number of changes; for each change the
/// unchanged lines since the last one, lines removed, lines added. Where comparing took long, how long (<see cref="ComparedVersion.Work"/>).
/// </summary>
internal sealed class DiffRecordCodec
{
    // A file of the largest size that is compared, of nothing but line ends.
    private const int MostLines = VersionTexts.MostBytes;

    private readonly List<LineChange> _changes = [];
    private byte[] _bytes = new byte[256];

    public ReadOnlySpan<byte> Encode(in ComparedVersion compared)
    {
        // Five bytes hold any number.
        long most = 16 + 15L * compared.Changes.Length;
        if (_bytes.Length < most)
            _bytes = new byte[most * 2];
        int length = 0;
        _bytes[length++] = (byte)compared.Content;
        Write(compared.Lines, ref length);
        Write(compared.Changes.Length, ref length);
        int end = 0;
        foreach (var change in compared.Changes)
        {
            Write(change.OldStart - end, ref length);
            Write(change.OldCount, ref length);
            Write(change.NewCount, ref length);
            end = change.OldStart + change.OldCount;
        }

        if (compared.Work > 0)
            Write(compared.Work, ref length);
        return _bytes.AsSpan(0, length);
    }

    /// <summary>False for bytes that are no record.</summary>
    public bool TryDecode(ReadOnlySpan<byte> record, out ComparedVersion compared)
    {
        compared = default;
        if (record.IsEmpty || record[0] > (byte)VersionContent.Binary)
            return false;
        var content = (VersionContent)record[0];
        record = record[1..];
        if (!TryRead(ref record, out int lines) || lines > MostLines || !TryRead(ref record, out int count) || count > record.Length)
            return false;
        _changes.Clear();
        long from = 0;
        long to = 0;
        for (int i = 0; i < count; i++)
        {
            if (!TryRead(ref record, out int equal) || !TryRead(ref record, out int removed) || !TryRead(ref record, out int added))
                return false;
            if (from + equal + removed > int.MaxValue || to + equal + added > lines)
                return false;
            _changes.Add(new LineChange((int)from + equal, removed, (int)to + equal, added));
            from += equal + removed;
            to += equal + added;
        }

        int work = 0;
        if (!record.IsEmpty && (!TryRead(ref record, out work) || work == 0))
            return false;
        compared = new ComparedVersion(content, lines, CollectionsMarshal.AsSpan(_changes), work);
        return record.IsEmpty;
    }

    private void Write(int value, ref int length)
    {
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
            _bytes[length++] = (byte)(rest | 0x80);
        _bytes[length++] = (byte)rest;
    }

    private static bool TryRead(ref ReadOnlySpan<byte> record, out int value)
    {
        value = 0;
        for (int i = 0, shift = 0; i < record.Length && shift < 35; i++, shift += 7)
        {
            if (shift == 28 && record[i] > 7)
                return false;
            value |= (record[i] & 0x7F) << shift;
            if (record[i] < 0x80)
            {
                record = record[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
