namespace RepoTopology.Git;

/// <summary>
/// What a line says, whatever it is indented by: lines that are equal without white space at both ends have equal marks, in every file. Marks mean
/// something within one process only.
/// </summary>
public readonly record struct LineMark
{
    private const ulong WeightMask = 0xFF;

    private static readonly byte[] Weights = [.. Enumerable.Range(0, 256).Select(b => (byte)(b >= 0x80 || char.IsAsciiLetterOrDigit((char)b) ? 1 : 0))];

    private readonly ulong _bits;

    private LineMark(ulong bits) => _bits = bits;

    /// <summary>Letters and digits of the line, 255 at most; bytes above ASCII count as letters.</summary>
    public int Weight => (int)(_bits & WeightMask);

    /// <summary>A number to hash with.</summary>
    internal ulong Bits => _bits;

    /// <param name="line">The line without its LF, and at least <see cref="LineKey.Slack"/> bytes of any content after it.</param>
    /// <param name="length">The line's own bytes.</param>
    internal static LineMark Of(ReadOnlySpan<byte> line, int length)
    {
        int start = 0;
        while (start < length && IsSpace(line[start]))
            start++;
        while (length > start && IsSpace(line[length - 1]))
            length--;

        byte[] weights = Weights;
        uint weight = 0;
        foreach (byte b in line[start..length])
            weight += weights[b];
        ulong key = LineKey.Of(line[start..], length - start, isEnded: true).First;
        return new LineMark((key & ~WeightMask) | Math.Min(weight, WeightMask));
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (>= 9 and <= 13);
}
