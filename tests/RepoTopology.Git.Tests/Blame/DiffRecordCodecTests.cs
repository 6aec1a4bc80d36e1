namespace RepoTopology.Git.Tests.Blame;

public sealed class DiffRecordCodecTests
{
    private readonly DiffRecordCodec _codec = new();

    [Fact]
    public void ARecordIsReadAsItWasWritten()
    {
        AssertRoundTrip(VersionContent.Text, 0, []);
        AssertRoundTrip(VersionContent.Text, 12, []);
        AssertRoundTrip(VersionContent.Binary, 3, [new LineChange(0, 1, 0, 3)]);
        AssertRoundTrip(VersionContent.Text, 1_000_000, [new LineChange(0, 0, 0, 1), new LineChange(200, 300, 201, 0), new LineChange(70_000, 1, 69_701, 900_000)]);
        AssertRoundTrip(VersionContent.Text, 500_000_000, [new LineChange(5, int.MaxValue - 5, 5, 499_999_995)]);
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
            AssertRoundTrip(VersionContent.Text, 1_000_000, [.. Changes(random)]);
    }

    [Fact]
    public void BytesThatAreNoRecordAreRefused()
    {
        Assert.False(_codec.TryDecode([], out _));
        Assert.False(_codec.TryDecode([0], out _));
        Assert.False(_codec.TryDecode([0, 1], out _));
        Assert.False(_codec.TryDecode([2, 1, 0], out _)); // no such content
        Assert.False(_codec.TryDecode([0, 1, 0, 0], out _)); // something follows
        Assert.False(_codec.TryDecode([0, 1, 1, 0, 0, 2], out _)); // more lines than there are
        Assert.False(_codec.TryDecode([0, 1, 9, 0, 0, 1], out _)); // more changes than bytes
        Assert.False(_codec.TryDecode([0, 0x80, 0x80, 0x80, 0x80, 0x08, 0], out _)); // too large a number
        Assert.False(_codec.TryDecode([0, 0x81, 0x80, 0x80, 0x80, 0x02, 0], out _)); // more lines than any file has
        Assert.False(_codec.TryDecode([0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00, 0], out _)); // too long a number
    }

    [Fact]
    public void WhateverIsReadIsInOrderAndWithinTheNewerVersion()
    {
        var random = new Random(4);
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = new byte[random.Next(30)];
            random.NextBytes(bytes);
            for (int at = 0; at < bytes.Length; at++)
                if (at < 3 || random.Next(4) > 0)
                    bytes[at] &= (byte)(at == 0 ? 1 : at == 1 ? 0x7F : 7);
            if (!_codec.TryDecode(bytes, out var compared))
                continue;
            read++;
            int from = 0, to = 0;
            foreach (var change in compared.Changes)
            {
                Assert.True(change.OldStart >= from && change.NewStart >= to && change.OldCount >= 0 && change.NewCount >= 0);
                Assert.Equal(change.OldStart - from, change.NewStart - to);
                from = change.OldStart + change.OldCount;
                to = change.NewStart + change.NewCount;
            }

            Assert.True(from >= 0 && to <= compared.Lines);
        }

        Assert.True(read > 100);
    }

    [Fact]
    public void ARecordCutAnywhereIsRefused()
    {
        byte[] whole = Encoded(VersionContent.Text, 1000, [new LineChange(3, 200, 3, 1), new LineChange(500, 0, 301, 4)]);
        for (int length = 0; length < whole.Length; length++)
            Assert.False(_codec.TryDecode(whole.AsSpan(0, length), out _));
    }

    private void AssertRoundTrip(VersionContent content, int lines, LineChange[] changes)
    {
        byte[] record = Encoded(content, lines, changes);
        Assert.True(_codec.TryDecode(record, out var decoded));
        Assert.Equal(content, decoded.Content);
        Assert.Equal(lines, decoded.Lines);
        Assert.Equal(changes, decoded.Changes.ToArray());
    }

    private byte[] Encoded(VersionContent content, int lines, LineChange[] changes) =>
        _codec.Encode(new ComparedVersion(content, lines, changes)).ToArray();

    private static IEnumerable<LineChange> Changes(Random random)
    {
        int from = 0, to = 0;
        for (int i = random.Next(20); i > 0; i--)
        {
            int equal = random.Next(1 << random.Next(12));
            var change = new LineChange(from + equal, random.Next(1 << random.Next(12)), to + equal, random.Next(1 << random.Next(12)));
            yield return change;
            from = change.OldStart + change.OldCount;
            to = change.NewStart + change.NewCount;
        }
    }
}
