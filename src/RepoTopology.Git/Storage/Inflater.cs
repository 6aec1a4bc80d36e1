using System.Buffers.Binary;
using System.Runtime.CompilerServices;

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
    // Here and at the few other loops that carry a run: the package's ready-made code would be replaced by better code only after a while, which in a
    // small repository is the whole run.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
