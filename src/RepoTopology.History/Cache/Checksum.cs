using System.Buffers.Binary;
using System.Numerics;

namespace RepoTopology.History;

/// <summary>
/// A 64-bit checksum that costs little beside reading the bytes: four lanes of multiply and rotate over 32 bytes at a time, as xxHash64 has
/// them. It finds damage, not intent.
/// </summary>
internal static class Checksum
{
    private const ulong PrimeA = 0x9E3779B185EBCA87;
    private const ulong PrimeB = 0xC2B2AE3D27D4EB4F;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong a = PrimeA, b = PrimeB, c = 0, d = PrimeA ^ PrimeB;
        ulong length = (ulong)bytes.Length;
        for (; bytes.Length >= 32; bytes = bytes[32..])
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
        }

        ulong sum = Round(Round(Round(Round(length, a), b), c), d);
        for (; bytes.Length >= 8; bytes = bytes[8..])
            sum = Round(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte last in bytes)
            sum = Round(sum, last);
        sum ^= sum >> 33;
        sum *= PrimeB;
        return sum ^ (sum >> 29);
    }

    private static ulong Round(ulong sum, ulong word) => BitOperations.RotateLeft(sum + word * PrimeB, 31) * PrimeA;
}
