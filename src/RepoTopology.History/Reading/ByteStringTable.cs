using System.Runtime.InteropServices;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Gives each distinct byte string a dense number, in order of first appearance. Its hash is seeded per process: names are hostile.</summary>
internal sealed class ByteStringTable
{
    private const int MostBytes = 1 << 30;

    private byte[] _bytes = new byte[16 << 10];
    private int[] _starts = new int[256];
    private int[] _buckets = new int[512]; // 1 + number, 0 when free.
    private int[] _hashes = new int[256];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(_starts[number], _starts[number + 1] - _starts[number]);

    public int Intern(ReadOnlySpan<byte> value)
    {
        int hash = Hash(value);
        int mask = _buckets.Length - 1;
        int at = hash & mask;
        for (; _buckets[at] != 0; at = (at + 1) & mask)
        {
            int number = _buckets[at] - 1;
            if (_hashes[number] == hash && this[number].SequenceEqual(value))
                return number;
        }

        _buckets[at] = Count + 1;
        Append(value, hash);
        if (Count * 2 > _buckets.Length)
            GrowBuckets();
        return Count - 1;
    }

    private void Append(ReadOnlySpan<byte> value, int hash)
    {
        int start = _starts[Count];
        if (_bytes.Length - start < value.Length)
            Grow(start + (long)value.Length);
        value.CopyTo(_bytes.AsSpan(start));
        if (Count + 2 > _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
            Array.Resize(ref _hashes, _hashes.Length * 2);
        }

        _hashes[Count] = hash;
        _starts[++Count] = start + value.Length;
    }

    private void Grow(long needed)
    {
        if (needed > MostBytes)
            throw new GitDataException(GitDataProblem.TooLarge, $"the names in this history take more than {MostBytes >> 20} MiB; narrow it with --scope or A..B");
        Array.Resize(ref _bytes, (int)Math.Min(Math.Max(_bytes.Length * 2L, needed), MostBytes));
    }

    private void GrowBuckets()
    {
        _buckets = new int[_buckets.Length * 2];
        int mask = _buckets.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int at = _hashes[number] & mask;
            while (_buckets[at] != 0)
                at = (at + 1) & mask;
            _buckets[at] = number + 1;
        }
    }

    private static int Hash(ReadOnlySpan<byte> value)
    {
        int hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(value));
        return (value.Length & 1) == 0 ? hash : hash * 31 + value[^1];
    }
}
