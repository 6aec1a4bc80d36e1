using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

/// <summary>
/// What a blob is made of: its pieces, each ending at a line feed or after 64 bytes, as a sorted list of 64-bit hashes with the number of
/// bytes that the pieces of that hash hold. Two blobs share what their lists share, wherever it stands in them.
/// </summary>
internal sealed class ContentFingerprint
{
    private const int PieceSize = 64;
    private const int BinaryLookSize = 8000;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong[] _hashes;
    private readonly int[] _bytes;

    private ContentFingerprint(ulong[] hashes, int[] bytes) => (_hashes, _bytes) = (hashes, bytes);

    /// <summary>Distinct pieces.</summary>
    public int Count => _hashes.Length;

    /// <summary>The pieces' hashes, ascending.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes;

    /// <summary>How many bytes the pieces of each hash hold.</summary>
    public ReadOnlySpan<int> Bytes => _bytes;

    /// <summary>
    /// Cuts <paramref name="content"/> into pieces. In text (no NUL in the first 8,000 bytes) a carriage return before a line feed does not
    /// count. A last piece that is neither full nor ended by a line feed is left out, as git 2.39 does.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ContentFingerprint Of(ReadOnlySpan<byte> content)
    {
        bool isText = !content[..Math.Min(content.Length, BinaryLookSize)].Contains((byte)0);
        var hashes = new List<ulong>(content.Length / 32);
        var bytes = new List<int>(content.Length / 32);
        while (!content.IsEmpty)
        {
            // One more than a piece: a line of 63 bytes may end in CR LF.
            var window = content[..Math.Min(content.Length, PieceSize + 1)];
            int lineFeed = window.IndexOf((byte)'\n');
            bool dropsReturn = isText && lineFeed > 0 && window[lineFeed - 1] == (byte)'\r';
            int kept = dropsReturn ? lineFeed - 1 : lineFeed;
            if (lineFeed >= 0 && kept < PieceSize)
            {
                hashes.Add(Hash(window[..kept], endsLine: true));
                bytes.Add(kept + 1);
                content = content[(lineFeed + 1)..];
            }
            else if (content.Length >= PieceSize)
            {
                hashes.Add(Hash(content[..PieceSize], endsLine: false));
                bytes.Add(PieceSize);
                content = content[PieceSize..];
            }
            else
            {
                break;
            }
        }

        return Merge([.. hashes], [.. bytes]);
    }

    private static ContentFingerprint Merge(ulong[] hashes, int[] bytes)
    {
        Array.Sort(hashes, bytes);
        int count = 0;
        for (int i = 0; i < hashes.Length; i++)
            if (count > 0 && hashes[count - 1] == hashes[i])
                bytes[count - 1] += bytes[i];
            else
                (hashes[count], bytes[count++]) = (hashes[i], bytes[i]);

        Array.Resize(ref hashes, count);
        Array.Resize(ref bytes, count);
        return new ContentFingerprint(hashes, bytes);
    }

    /// <summary>Mixes eight bytes at a time by multiplication. A collision would make two files look more alike, nothing worse.</summary>
    private static ulong Hash(ReadOnlySpan<byte> piece, bool endsLine)
    {
        ulong hash = (ulong)piece.Length << 1 | (endsLine ? 1ul : 0);
        for (; piece.Length >= 8; piece = piece[8..])
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(piece)) * Multiplier, 29);
        ulong rest = 0;
        foreach (byte b in piece)
            rest = rest << 8 | b;
        hash = (hash ^ rest) * Multiplier;
        return (hash ^ hash >> 32) * Multiplier;
    }
}
