using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

/// <summary>
/// Applies a pack's delta: two sizes, then instructions that copy from the base or insert bytes.
/// https://git-scm.com/docs/gitformat-pack ("Deltified representation")
/// </summary>
internal static class Delta
{
    /// <summary>Reads the sizes in front of the instructions; false when they are cut short or do not fit 31 bits.</summary>
    public static bool TryReadSizes(ReadOnlySpan<byte> delta, out int baseSize, out int resultSize, out int headerLength)
    {
        resultSize = 0;
        headerLength = 0;
        return TryReadSize(delta, ref headerLength, out baseSize) && TryReadSize(delta, ref headerLength, out resultSize);
    }

    /// <summary>Applies instructions; returns what is wrong with them, or null when the target was filled exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string? Apply(ReadOnlySpan<byte> source, ReadOnlySpan<byte> instructions, Span<byte> target)
    {
        int at = 0;
        int filled = 0;
        while (at < instructions.Length)
        {
            int op = instructions[at++];
            if ((op & 0x80) != 0)
            {
                // 1oooooosss: which of the four offset bytes and three size bytes follow; size 0 means 0x10000.
                if (!TryReadOperands(instructions, op, ref at, out uint offset, out int size))
                    return "delta copy instruction is cut short";
                if (offset > source.Length || size > source.Length - (int)offset)
                    return "delta copy range exceeds the base object's size";
                if (size > target.Length - filled)
                    return "delta result is longer than it says";
                source.Slice((int)offset, size).CopyTo(target[filled..]);
                filled += size;
            }
            else if (op != 0)
            {
                if (op > instructions.Length - at)
                    return "delta insert instruction is cut short";
                if (op > target.Length - filled)
                    return "delta result is longer than it says";
                instructions.Slice(at, op).CopyTo(target[filled..]);
                at += op;
                filled += op;
            }
            else
            {
                return "delta has a reserved instruction";
            }
        }

        return filled == target.Length ? null : "delta result is shorter than it says";
    }

    /// <summary>The size that instructions produce, counted without producing it; −1 when they are malformed.</summary>
    public static long CountResult(ReadOnlySpan<byte> instructions)
    {
        long total = 0;
        for (int at = 0; at < instructions.Length;)
        {
            int op = instructions[at++];
            if ((op & 0x80) == 0)
            {
                total += op;
                at += op;
            }
            else if (TryReadOperands(instructions, op, ref at, out _, out int size))
            {
                total += size;
            }
            else
            {
                return -1;
            }
        }

        return total;
    }

    private static bool TryReadOperands(ReadOnlySpan<byte> instructions, int op, ref int at, out uint offset, out int size)
    {
        offset = 0;
        size = 0;
        for (int i = 0; i < 7; i++)
        {
            if ((op >> i & 1) == 0)
                continue;
            if (at >= instructions.Length)
                return false;
            if (i < 4)
                offset |= (uint)instructions[at++] << (8 * i);
            else
                size |= instructions[at++] << (8 * (i - 4));
        }

        if (size == 0)
            size = 0x10000;
        return true;
    }

    private static bool TryReadSize(ReadOnlySpan<byte> delta, ref int at, out int size)
    {
        ulong value = 0;
        size = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (at >= delta.Length || shift > 35)
                return false;
            byte b = delta[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if ((b & 0x80) == 0)
                break;
        }

        size = (int)Math.Min(value, int.MaxValue);
        return value < int.MaxValue;
    }
}
