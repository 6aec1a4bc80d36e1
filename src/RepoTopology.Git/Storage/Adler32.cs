using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

/// <summary>The checksum at the end of a zlib stream: two sums modulo 65521. https://www.rfc-editor.org/rfc/rfc1950#section-8</summary>
internal static class Adler32
{
    private const uint Prime = 65521;

    // The most bytes whose sums still fit 32 bits.
    private const int MostBytes = 5552;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
