using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace RepoTopology.Git;

/// <summary>
/// Two independent 64-bit hashes of a line under keys that are secret and new in each process, so that nobody can write two lines that
/// share them: lines with equal keys are taken as equal.
/// </summary>
internal readonly record struct LineKey(ulong First, ulong Second)
{
    /// <summary>Bytes that must be readable behind every line.</summary>
    public const int Slack = 16;

    private static readonly ulong SecretA = NewSecret();
    private static readonly ulong SecretB = NewSecret();
    private static readonly ulong SecretC = NewSecret();
    private static readonly ulong SecretD = NewSecret();

    /// <summary>The key of a line without its LF.</summary>
    /// <param name="line">The line and at least <see cref="Slack"/> bytes of any content after it.</param>
    /// <param name="length">The line's own bytes.</param>
    /// <param name="isEnded">Whether a LF ends it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LineKey Of(ReadOnlySpan<byte> line, int length, bool isEnded)
    {
        ulong state = (ulong)length << 1 | (isEnded ? 1ul : 0);
        ulong first = SecretA ^ state;
        ulong second = SecretB ^ state;
        for (; length > 16; length -= 16, line = line[16..])
        {
            ulong low = BinaryPrimitives.ReadUInt64LittleEndian(line);
            ulong high = BinaryPrimitives.ReadUInt64LittleEndian(line[8..]);
            first = Fold(first ^ low, SecretC ^ high);
            second = Fold(second ^ high, SecretD ^ low);
        }

        // 0 to 16 bytes are left; what stands behind them is cut off.
        ulong lastLow = KeepBytes(BinaryPrimitives.ReadUInt64LittleEndian(line), Math.Min(length, 8));
        ulong lastHigh = KeepBytes(BinaryPrimitives.ReadUInt64LittleEndian(line[8..]), Math.Max(length - 8, 0));
        first = Fold(first ^ lastLow, SecretC ^ lastHigh);
        second = Fold(second ^ lastHigh, SecretD ^ lastLow);
        return new LineKey(Fold(first ^ SecretB, SecretD), Fold(second ^ SecretA, SecretC));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeepBytes(ulong word, int count) => count == 8 ? word : word & ((1ul << (8 * count)) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    private static ulong NewSecret() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;
}
