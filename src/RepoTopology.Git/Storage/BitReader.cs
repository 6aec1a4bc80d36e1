namespace RepoTopology.Git;

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
