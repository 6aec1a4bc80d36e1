using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Writes a record: bytes, ids, and numbers of 7 bits a byte, the lowest first.</summary>
internal sealed class RecordWriter
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Byte(int value) => Reserve(1)[0] = (byte)value;

    public void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((int)(value & 0x7F) | 0x80);
        Byte((int)value);
    }

    /// <summary>A number that may be negative: the sign is its lowest bit.</summary>
    public void Signed(long value) => Number((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Id(ObjectId id) => id.CopyTo(Reserve(ObjectId.Size));

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    private Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _length < length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_length + length)));
        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}

/// <summary>Reads what <see cref="RecordWriter"/> has written; anything else is corrupt.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes, string file)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public readonly GitDataException Corrupt() => GitDataException.Corrupt(file, "holds a record that makes no sense; 'repotopology cache clear' removes it");

    public int Byte() => Take(1)[0];

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Corrupt();
    }

    /// <summary>A number below a bound.</summary>
    public int Number(long bound)
    {
        ulong value = Number();
        return value < (ulong)bound ? (int)value : throw Corrupt();
    }

    public long Signed()
    {
        ulong value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ObjectId Id() => ObjectId.Read(Take(ObjectId.Size));

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw Corrupt();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    /// <summary>A count of things that take at least a byte each.</summary>
    public int Count() => Number(_rest.Length + 1L);
}
