using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
