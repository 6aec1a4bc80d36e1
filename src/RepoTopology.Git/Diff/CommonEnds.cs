using System.Numerics;
using System.Runtime.InteropServices;

namespace RepoTopology.Git;

/// <summary>How far two spans agree from their ends backwards; from their starts <see cref="MemoryExtensions"/> knows it.</summary>
internal static class CommonEnds
{
    /// <summary>Length of the longest common end, in bytes.</summary>
    public static int CommonSuffixLength(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int length = Math.Min(a.Length, b.Length);
        a = a[^length..];
        b = b[^length..];
        int at = length;
        while (at >= Vector<byte>.Count
            && new Vector<byte>(a[(at - Vector<byte>.Count)..]) == new Vector<byte>(b[(at - Vector<byte>.Count)..]))
            at -= Vector<byte>.Count;
        while (at > 0 && a[at - 1] == b[at - 1])
            at--;
        return length - at;
    }

    /// <summary>Length of the longest common end, in numbers.</summary>
    public static int CommonSuffixLength(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        // Bytes are counted in an int.
        const int MostNumbers = int.MaxValue / sizeof(int);
        int length = Math.Min(Math.Min(a.Length, b.Length), MostNumbers);
        return CommonSuffixLength(MemoryMarshal.AsBytes(a[^length..]), MemoryMarshal.AsBytes(b[^length..])) / sizeof(int);
    }
}
