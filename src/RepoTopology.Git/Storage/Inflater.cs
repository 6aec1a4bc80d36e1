using System.Buffers.Binary;
using System.Numerics;

namespace RepoTopology.Git;

/// <summary>How decompressing ended.</summary>
internal enum InflateStatus
{
    Done,

    /// <summary>The output is full and more would follow; an error unless a prefix was asked for.</summary>
    OutputFull,

    /// <summary>The stream ends before the promised size is reached.</summary>
    Truncated,

    /// <summary>The bytes are no zlib stream.</summary>
    Malformed,

    /// <summary>The content does not have the checksum that the stream states.</summary>
    WrongChecksum,
}

/// <summary>
/// Decompresses zlib streams whose size is known beforehand, as all of git's are. Most objects of a repository are small, so what counts
/// is the cost of a call: no native transition, no allocation, tables built by doubling. One per thread.
/// https://www.rfc-editor.org/rfc/rfc1950 and https://www.rfc-editor.org/rfc/rfc1951
/// </summary>
internal sealed class Inflater
{
    private const int LiteralBits = 10;
    private const uint LiteralMask = (1 << LiteralBits) - 1;
    private const int DistanceBits = 8;
    private const uint DistanceMask = (1 << DistanceBits) - 1;
    private const int MaxLiterals = 288;
    private const int MaxDistances = 32;

    private readonly byte[] _lengths = new byte[MaxLiterals + MaxDistances + 138];
    private readonly HuffmanTable _precode = new(7, 7, HuffmanTable.Plain);
    private readonly HuffmanTable _literals = new(LiteralBits, 15, HuffmanTable.LiteralsAndLengths);
    private readonly HuffmanTable _distances = new(DistanceBits, 15, HuffmanTable.Distances);
    private bool _fixedCodes;

    private static ReadOnlySpan<byte> PrecodeOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Decompresses a stream.</summary>
    /// <param name="input">Starts with the zlib header; may go on after the stream's end.</param>
    /// <param name="output">At least <paramref name="size"/> bytes; bytes behind it may be overwritten, which makes copies cheaper.</param>
    /// <param name="size">The size of the content.</param>
    /// <param name="used">Bytes of input used when <see cref="InflateStatus.Done"/>.</param>
    public InflateStatus Inflate(ReadOnlySpan<byte> input, Span<byte> output, int size, out int used)
    {
        used = 0;
        if (input.Length < 2 || (input[0] & 0x0F) != 8 || (input[0] << 8 | input[1]) % 31 != 0 || (input[1] & 0x20) != 0)
            return InflateStatus.Malformed;

        var bits = new BitReader(input[2..]);
        int at = 0;
        bool last;
        do
        {
            bits.Refill();
            last = bits.Take(1) != 0;
            var status = bits.Take(2) switch
            {
                0 => CopyStored(ref bits, output, size, ref at),
                1 => ReadFixedCodes() ?? DecodeBlock(ref bits, output, size, ref at),
                2 => ReadCodes(ref bits) ?? DecodeBlock(ref bits, output, size, ref at),
                _ => InflateStatus.Malformed,
            };
            if (status != InflateStatus.Done)
                return bits.Overrun ? InflateStatus.Truncated : status;
        }
        while (!last);

        if (bits.Overrun || at < size)
            return InflateStatus.Truncated;
        var checksum = bits.AlignedRest();
        if (checksum.Length < 4)
            return InflateStatus.Truncated;
        used = input.Length - checksum.Length + 4;
        return BinaryPrimitives.ReadUInt32BigEndian(checksum) == Adler32.Compute(output[..size])
            ? InflateStatus.Done
            : InflateStatus.WrongChecksum;
    }

    private static InflateStatus CopyStored(ref BitReader bits, Span<byte> output, int size, ref int at)
    {
        var rest = bits.AlignedRest();
        if (rest.Length < 4)
            return InflateStatus.Truncated;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if ((ushort)~length != BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]))
            return InflateStatus.Malformed;
        if (rest.Length - 4 < length)
            return InflateStatus.Truncated;
        int copied = Math.Min(length, size - at);
        rest.Slice(4, copied).CopyTo(output[at..]);
        at += copied;
        bits = new BitReader(rest[(4 + length)..]);
        return copied < length ? InflateStatus.OutputFull : InflateStatus.Done;
    }

    private InflateStatus? ReadFixedCodes()
    {
        if (_fixedCodes)
            return null;
        var lengths = _lengths.AsSpan(0, MaxLiterals + MaxDistances);
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..MaxLiterals].Fill(8);
        lengths[MaxLiterals..].Fill(5);
        _literals.TryBuild(lengths[..MaxLiterals]);
        _distances.TryBuild(lengths[MaxLiterals..]);
        _fixedCodes = true;
        return null;
    }

    private InflateStatus? ReadCodes(ref BitReader bits)
    {
        _fixedCodes = false;
        int literals = 257 + bits.Take(5);
        int distances = 1 + bits.Take(5);
        int precodes = 4 + bits.Take(4);
        Span<byte> precode = stackalloc byte[19];
        precode.Clear();
        for (int i = 0; i < precodes; i++)
        {
            if ((i & 15) == 0)
                bits.Refill();
            precode[PrecodeOrder[i]] = (byte)bits.Take(3);
        }

        if (!_precode.TryBuild(precode))
            return InflateStatus.Malformed;

        int total = literals + distances;
        var lengths = _lengths;
        for (int i = 0; i < total;)
        {
            bits.Refill();
            if (bits.Overrun)
                return InflateStatus.Truncated;
            uint entry = _precode.Entries[bits.Buffer & 127];
            if ((entry & HuffmanTable.Invalid) != 0)
                return InflateStatus.Malformed;
            bits.Drop((int)entry & 15);
            int symbol = (int)(entry >> HuffmanTable.BaseShift);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            byte value = 0;
            int count;
            if (symbol == 16)
            {
                if (i == 0)
                    return InflateStatus.Malformed;
                value = lengths[i - 1];
                count = 3 + bits.Take(2);
            }
            else
            {
                count = symbol == 17 ? 3 + bits.Take(3) : 11 + bits.Take(7);
            }

            if (count > total - i)
                return InflateStatus.Malformed;
            lengths.AsSpan(i, count).Fill(value);
            i += count;
        }

        bool built = _literals.TryBuild(lengths.AsSpan(0, literals)) && _distances.TryBuild(lengths.AsSpan(literals, distances));
        return built ? null : InflateStatus.Malformed;
    }

    // The hot loop. The reader's state is taken apart into locals so that it lives in registers.
    private InflateStatus DecodeBlock(ref BitReader reader, Span<byte> output, int size, ref int position)
    {
        var input = reader.Input;
        ulong buffer = reader.Buffer;
        int count = reader.Count;
        int next = reader.Next;
        int zeros = reader.Zeros;
        int at = position;
        uint[] literals = _literals.Entries;
        uint[] distances = _distances.Entries;
        InflateStatus status;
        while (true)
        {
            // At least 56 bits: enough for three literals, or for a length and a distance with their extra bits.
            if (next + 8 <= input.Length)
            {
                buffer |= BinaryPrimitives.ReadUInt64LittleEndian(input.Slice(next, 8)) << count;
                next += (63 - count) >> 3;
                count |= 56;
            }
            else
            {
                for (; count <= 55; count += 8)
                {
                    if (next < input.Length)
                        buffer |= (ulong)input[next++] << count;
                    else
                        zeros++;
                }
            }

            uint entry = literals[buffer & LiteralMask];
            if ((int)entry < 0 && at + 3 <= size)
            {
                output[at++] = (byte)(entry >> HuffmanTable.BaseShift);
                buffer >>= (int)entry & 15;
                count -= (int)entry & 15;
                entry = literals[buffer & LiteralMask];
                if ((int)entry < 0)
                {
                    output[at++] = (byte)(entry >> HuffmanTable.BaseShift);
                    buffer >>= (int)entry & 15;
                    count -= (int)entry & 15;
                    entry = literals[buffer & LiteralMask];
                    if ((int)entry < 0)
                    {
                        output[at++] = (byte)(entry >> HuffmanTable.BaseShift);
                        buffer >>= (int)entry & 15;
                        count -= (int)entry & 15;
                    }
                }

                continue;
            }

            if ((entry & HuffmanTable.Second) != 0)
                entry = literals[(entry >> HuffmanTable.BaseShift)
                    + ((uint)(buffer >> LiteralBits) & ((1u << ((int)(entry >> HuffmanTable.ExtraShift) & 15)) - 1))];
            if ((int)entry < 0)
            {
                if (at >= size)
                {
                    status = InflateStatus.OutputFull;
                    break;
                }

                output[at++] = (byte)(entry >> HuffmanTable.BaseShift);
                buffer >>= (int)entry & 15;
                count -= (int)entry & 15;
                continue;
            }

            if ((entry & (HuffmanTable.EndOfBlock | HuffmanTable.Invalid)) != 0)
            {
                status = (entry & HuffmanTable.Invalid) != 0 ? InflateStatus.Malformed : InflateStatus.Done;
                buffer >>= (int)entry & 15;
                count -= (int)entry & 15;
                break;
            }

            int used = (int)entry & 15;
            int extra = (int)(entry >> HuffmanTable.ExtraShift) & 15;
            int length = (int)(entry >> HuffmanTable.BaseShift) + ((int)(buffer >> used) & ((1 << extra) - 1));
            buffer >>= used + extra;
            count -= used + extra;

            entry = distances[buffer & DistanceMask];
            if ((entry & HuffmanTable.Second) != 0)
                entry = distances[(entry >> HuffmanTable.BaseShift)
                    + ((uint)(buffer >> DistanceBits) & ((1u << ((int)(entry >> HuffmanTable.ExtraShift) & 15)) - 1))];
            used = (int)entry & 15;
            extra = (int)(entry >> HuffmanTable.ExtraShift) & 15;
            int distance = (int)(entry >> HuffmanTable.BaseShift) + ((int)(buffer >> used) & ((1 << extra) - 1));
            buffer >>= used + extra;
            count -= used + extra;
            if ((entry & HuffmanTable.Invalid) != 0 || distance > at)
            {
                status = InflateStatus.Malformed;
                break;
            }

            int copied = Math.Min(length, size - at);
            CopyMatch(output, at, distance, copied);
            at += copied;
            if (copied < length)
            {
                status = InflateStatus.OutputFull;
                break;
            }

            if (zeros * 8 > count)
            {
                status = InflateStatus.Truncated;
                break;
            }
        }

        reader.Restore(buffer, count, next, zeros);
        position = at;
        return reader.Overrun ? InflateStatus.Truncated : status;
    }

    private static void CopyMatch(Span<byte> output, int at, int distance, int length)
    {
        int from = at - distance;
        if (distance >= 8 && at + length + 8 <= output.Length)
        {
            // Eight bytes at a time, up to seven too many: what lies behind is not written yet.
            for (int done = 0; done < length; done += 8)
            {
                ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(output.Slice(from + done, 8));
                BinaryPrimitives.WriteUInt64LittleEndian(output.Slice(at + done, 8), eight);
            }
        }
        else if (distance >= length)
        {
            output.Slice(from, length).CopyTo(output[at..]);
        }
        else if (distance == 1)
        {
            output.Slice(at, length).Fill(output[from]);
        }
        else
        {
            for (int i = 0; i < length; i++)
                output[at + i] = output[from + i];
        }
    }
}

/// <summary>Bits of a deflate stream, least significant first. Past the end it gives zeros and remembers that it did.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> input)
{
    public readonly ReadOnlySpan<byte> Input { get; } = input;

    /// <summary>The bits to come; those above <see cref="Count"/> are a preview of the input and no promise.</summary>
    public ulong Buffer { get; private set; }

    public int Count { get; private set; }

    /// <summary>Where in the input the bits after the buffer are.</summary>
    public int Next { get; private set; }

    /// <summary>Zero bytes that were put behind the end.</summary>
    public int Zeros { get; private set; }

    /// <summary>More bits were taken than there are.</summary>
    public readonly bool Overrun => Zeros * 8 > Count;

    /// <summary>Makes at least 56 bits available.</summary>
    public void Refill()
    {
        for (; Count <= 55; Count += 8)
        {
            if (Next < Input.Length)
                Buffer |= (ulong)Input[Next++] << Count;
            else
                Zeros++;
        }
    }

    public void Drop(int bits)
    {
        Buffer >>= bits;
        Count -= bits;
    }

    public int Take(int bits)
    {
        int value = (int)((uint)Buffer & ((1u << bits) - 1));
        Drop(bits);
        return value;
    }

    public void Restore(ulong buffer, int count, int next, int zeros)
    {
        // A wide read leaves bits above the count in the buffer; byte-wise refilling must find zeros there.
        Buffer = buffer & ((1UL << count) - 1);
        Count = count;
        Next = next;
        Zeros = zeros;
    }

    /// <summary>Leaves the bits at the next byte boundary and gives all bytes from there.</summary>
    public readonly ReadOnlySpan<byte> AlignedRest()
    {
        int unread = Count / 8 - Zeros;
        return unread < 0 ? [] : Input[(Next - unread)..];
    }
}

/// <summary>
/// A decoding table of a canonical Huffman code: a first table of 2^bits entries, and second tables behind it for longer codes.
/// <code>
/// bits 0-3   length of the code
/// bits 8-11  extra bits that follow
/// bits 16-30 literal, base length or base distance; for a second table: its start
/// bit 31 literal · bit 12 end of block · bit 13 second table (bits 8-11: its width) · bit 14 no such code
/// </code>
/// </summary>
internal sealed class HuffmanTable
{
    public const int ExtraShift = 8;
    public const int BaseShift = 16;
    public const uint Literal = 0x8000_0000;
    public const uint EndOfBlock = 1 << 12;
    public const uint Second = 1 << 13;
    public const uint Invalid = 1 << 14;

    private readonly int _bits;
    private readonly int _maxLength;
    private readonly uint[] _meaning;
    private readonly uint[] _entries;
    private readonly ushort[] _sorted = new ushort[320];

    public HuffmanTable(int bits, int maxLength, uint[] meaning)
    {
        _bits = bits;
        _maxLength = maxLength;
        _meaning = meaning;

        // Second tables: fewer than one entry for every symbol at the widest, rounded up generously.
        _entries = new uint[(1 << bits) + (maxLength > bits ? 320 << Math.Min(4, maxLength - bits) : 0)];
    }

    /// <summary>Symbols stand for themselves.</summary>
    public static uint[] Plain { get; } = [.. Enumerable.Range(0, 19).Select(symbol => (uint)symbol << BaseShift)];

    public static uint[] LiteralsAndLengths { get; } = MakeLiteralsAndLengths();

    public static uint[] Distances { get; } = MakeDistances();

    /// <summary>The first table, then the second ones.</summary>
    public uint[] Entries => _entries;

    /// <summary>Builds the table from code lengths; false when they are over-subscribed, or incomplete in a way that deflate forbids.</summary>
    public bool TryBuild(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[16];
        counts.Clear();
        foreach (byte length in lengths)
            counts[length]++;
        int used = lengths.Length - counts[0];
        counts[0] = 0;

        int left = 1;
        for (int length = 1; length <= _maxLength; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
                return false;
        }

        // An incomplete code is allowed when it has a single symbol (of one bit) or none.
        if (left > 0 && (used > 1 || (used == 1 && counts[1] != 1)))
            return false;

        Span<int> next = stackalloc int[16];
        next[1] = 0;
        for (int length = 1; length < 15; length++)
            next[length + 1] = next[length] + counts[length];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] != 0)
                _sorted[next[lengths[symbol]]++] = (ushort)symbol;

        Fill(counts, used, left > 0);
        return true;
    }

    private void Fill(ReadOnlySpan<int> counts, int used, bool incomplete)
    {
        var entries = _entries;
        if (incomplete)
            entries.AsSpan(0, 1 << _bits).Fill(Invalid);

        uint code = 0; // Bit-reversed, as the stream presents it.
        int symbol = 0;
        int size = 1;  // The part of the first table that is filled; it doubles with each length.
        int length = 1;
        for (; length <= _bits && symbol < used; length++)
        {
            if (!incomplete)
                entries.AsSpan(0, size).CopyTo(entries.AsSpan(size));
            size <<= 1;
            for (int i = 0; i < counts[length]; i++)
            {
                uint entry = _meaning[_sorted[symbol++]] | (uint)length;
                if (incomplete)
                    for (uint at = code; at < 1u << _bits; at += 1u << length)
                        entries[at] = entry;
                else
                    entries[code] = entry;
                code = NextReversed(code, length);
            }
        }

        if (incomplete)
            return;
        for (; size < 1 << _bits; size <<= 1)
            entries.AsSpan(0, size).CopyTo(entries.AsSpan(size));

        // Longer codes: one second table for each prefix, as wide as its longest code needs.
        int free = 1 << _bits;
        uint prefix = uint.MaxValue;
        int start = 0;
        int width = 0;
        for (; symbol < used; length++)
        {
            for (int i = 0; i < counts[length]; i++)
            {
                uint first = code & ((1u << _bits) - 1);
                if (first != prefix)
                {
                    prefix = first;
                    width = SecondWidth(counts, length, counts[length] - i);
                    start = free;
                    free += 1 << width;
                    entries[prefix] = Second | (uint)start << BaseShift | (uint)width << ExtraShift;
                }

                uint entry = _meaning[_sorted[symbol++]] | (uint)length;
                for (uint at = code >> _bits; at < 1u << width; at += 1u << (length - _bits))
                    entries[start + at] = entry;
                code = NextReversed(code, length);
            }
        }
    }

    // The width at which the codes that are left, taken shortest first, fill a whole second table.
    private int SecondWidth(ReadOnlySpan<int> counts, int length, int remainingOfLength)
    {
        int width = length - _bits;
        int room = (1 << width) - remainingOfLength;
        while (room > 0 && _bits + width < _maxLength)
        {
            width++;
            room = (room << 1) - counts[_bits + width];
        }

        return width;
    }

    // Adds one to a number whose bits are written in reverse.
    private static uint NextReversed(uint code, int length)
    {
        uint zeros = ~code & ((1u << length) - 1);
        if (zeros == 0)
            return code; // The last code of a complete set: nothing follows.
        uint highest = 1u << BitOperations.Log2(zeros);
        return (code & (highest - 1)) | highest;
    }

    private static uint[] MakeLiteralsAndLengths()
    {
        var meaning = new uint[288];
        for (uint symbol = 0; symbol < 256; symbol++)
            meaning[symbol] = Literal | symbol << BaseShift;
        meaning[256] = EndOfBlock;
        uint length = 3;
        for (uint symbol = 257; symbol < 285; symbol++)
        {
            uint extra = symbol < 265 ? 0 : (symbol - 261) / 4;
            meaning[symbol] = length << BaseShift | extra << ExtraShift;
            length += 1u << (int)extra;
        }

        meaning[285] = 258 << BaseShift;
        meaning[286] = meaning[287] = Invalid;
        return meaning;
    }

    private static uint[] MakeDistances()
    {
        var meaning = new uint[32];
        uint distance = 1;
        for (uint symbol = 0; symbol < 30; symbol++)
        {
            uint extra = symbol < 4 ? 0 : symbol / 2 - 1;
            meaning[symbol] = distance << BaseShift | extra << ExtraShift;
            distance += 1u << (int)extra;
        }

        meaning[30] = meaning[31] = Invalid;
        return meaning;
    }
}

/// <summary>The checksum at the end of a zlib stream: two sums modulo 65521. https://www.rfc-editor.org/rfc/rfc1950#section-8</summary>
internal static class Adler32
{
    private const uint Prime = 65521;

    // The most bytes whose sums still fit 32 bits.
    private const int MostBytes = 5552;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        uint a = 1;
        uint b = 0;
        while (!data.IsEmpty)
        {
            var part = data[..Math.Min(MostBytes, data.Length)];
            data = data[part.Length..];
            while (part.Length >= 8)
            {
                // b grows by the running a after each byte: eight steps at once.
                b += 8 * a + 8u * part[0] + 7u * part[1] + 6u * part[2] + 5u * part[3] + 4u * part[4] + 3u * part[5] + 2u * part[6] + part[7];
                a += (uint)(part[0] + part[1] + part[2] + part[3] + part[4] + part[5] + part[6] + part[7]);
                part = part[8..];
            }

            foreach (byte value in part)
            {
                a += value;
                b += a;
            }

            a %= Prime;
            b %= Prime;
        }

        return b << 16 | a;
    }
}
