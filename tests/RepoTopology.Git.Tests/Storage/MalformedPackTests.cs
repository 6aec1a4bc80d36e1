using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Storage;

public class MalformedPackTests
{
    private static readonly byte[] Text = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];
    private static readonly byte[] DeltaId = [.. Enumerable.Repeat((byte)0xDD, 20)];

    [Fact]
    public void WellFormedPacksOfTheWriterAreReadByGitAndUs()
    {
        var writer = new PackTestWriter();
        var whole = writer.Add(PackTestWriter.Blob, Text);
        var empty = writer.Add(PackTestWriter.Blob, []);
        byte[] changed = [.. Text[..500], 1, 2, 3, .. Text[500..]];
        byte[] delta = PackTestWriter.Delta(
            1000, 1003, PackTestWriter.Copy(0, 500), PackTestWriter.Insert([1, 2, 3]), PackTestWriter.Copy(500, 500));
        var offset = writer.AddOffsetDelta(PackTestWriter.Name(PackTestWriter.Blob, changed), writer.Position - whole.Offset, delta);
        byte[] twice = [.. changed, .. changed];
        var reference = writer.AddReferenceDelta(
            PackTestWriter.Name(PackTestWriter.Blob, twice), offset.Id,
            PackTestWriter.Delta(1003, 2006, PackTestWriter.Copy(0, 1003), PackTestWriter.Copy(0, 1003)));
        using var repository = GitTestRepository.Create("--bare");
        string objects = Path.Combine(repository.Path, "objects");
        writer.WriteTo(objects);
        string pack = Directory.GetFiles(Path.Combine(objects, "pack"), "*.pack").Single();

        var byGit = StoredObjects.All(repository.Path);

        Assert.Equal(new[] { whole.Hex, empty.Hex, offset.Hex, reference.Hex }.Order(), byGit.Select(item => item.Id.ToString()));
        foreach (byte[] index in new[] { writer.ToIndex(), writer.ToIndex(wideFrom: 0), writer.ToIndexVersion1() })
        {
            File.WriteAllBytes(Path.ChangeExtension(pack, ".idx"), index);
            StoredObjects.AssertReadable(objects, byGit);
        }
    }

    [Fact]
    public void CopyWithoutSizeTakes64KiB()
    {
        byte[] large = new byte[0x10000 + 5];
        new Random(1).NextBytes(large);
        var writer = new PackTestWriter();
        var whole = writer.Add(PackTestWriter.Blob, large);
        byte[] result = large[5..];
        byte[] delta = PackTestWriter.Delta((ulong)large.Length, 0x10000, PackTestWriter.Copy(5, 0));
        var entry = writer.AddOffsetDelta(PackTestWriter.Name(PackTestWriter.Blob, result), writer.Position - whole.Offset, delta);

        Read(writer, entry, (_, data) => Assert.True(data.SequenceEqual(result)));
    }

    [Theory]
    [InlineData("wrong signature", GitDataProblem.Corrupt)]
    [InlineData("wrong version", GitDataProblem.Unsupported)]
    public void PackOfAnotherFormatIsReported(string fault, GitDataProblem problem)
    {
        var writer = fault == "wrong signature" ? new PackTestWriter { Signature = "KCAP" } : new PackTestWriter { Version = 9 };

        AssertReported(writer, writer.Add(PackTestWriter.Blob, Text), problem);
    }

    [Fact]
    public void EveryTruncationIsReported()
    {
        var writer = new PackTestWriter();
        var entry = writer.Add(PackTestWriter.Blob, Text);
        byte[] pack = writer.ToPack();

        // The last 20 bytes are the pack's hash: without them the object may still be whole.
        for (int length = 0; length < pack.Length - 20; length++)
            AssertReported(pack[..length], writer.ToIndex(), entry, GitDataProblem.Corrupt);
    }

    [Theory]
    [InlineData(2000ul)]
    [InlineData(500ul)]
    public void WrongSizeOfAnEntryIsReported(ulong size)
    {
        var writer = new PackTestWriter();

        AssertReported(writer, writer.Raw(DeltaId, PackTestWriter.Blob, size, PackTestWriter.Deflate(Text)));
    }

    [Theory]
    [InlineData(1ul << 29)]
    [InlineData(1ul << 31)]
    [InlineData(1ul << 40)]
    [InlineData(1ul << 63)]
    [InlineData(ulong.MaxValue)]
    public void AbsurdSizeIsReportedWithoutAllocatingIt(ulong size)
    {
        var writer = new PackTestWriter();
        var whole = writer.Raw(DeltaId, PackTestWriter.Blob, size, PackTestWriter.Deflate(Text));

        long before = GC.GetTotalAllocatedBytes(precise: true);
        AssertReported(writer, whole, problem: null);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200 << 20);
    }

    [Theory]
    [InlineData(1ul << 29)]
    [InlineData(1ul << 40)]
    [InlineData(ulong.MaxValue)]
    public void AbsurdSizeOfADeltasResultIsReportedWithoutAllocatingIt(ulong size)
    {
        var writer = new PackTestWriter();
        var whole = writer.Add(PackTestWriter.Blob, Text);
        var entry = writer.AddOffsetDelta(DeltaId, writer.Position - whole.Offset, PackTestWriter.Delta(1000, size, PackTestWriter.Copy(0, 1000)));

        long before = GC.GetTotalAllocatedBytes(precise: true);
        AssertReported(writer, entry, problem: null, headerToo: false);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200 << 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void UnknownTypeIsReported(int type)
    {
        var writer = new PackTestWriter();

        AssertReported(writer, writer.Raw(DeltaId, type, 1000, PackTestWriter.Deflate(Text)));
    }

    [Fact]
    public void CorruptDataIsReported()
    {
        byte[] good = PackTestWriter.Deflate(Text);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= 0x55;
            var writer = new PackTestWriter();
            AssertReported(writer, writer.Raw(DeltaId, PackTestWriter.Blob, 1000, bad), GitDataProblem.Corrupt, headerToo: false);
        }
    }

    public static TheoryData<string, byte[]> Deltas => new()
    {
        { "empty", [] },
        { "base size only", [0x10] },
        { "endless base size", [.. Enumerable.Repeat((byte)0xFF, 30)] },
        { "wrong base size", PackTestWriter.Delta(999, 10, PackTestWriter.Copy(0, 10)) },
        { "copy out of range", PackTestWriter.Delta(1000, 10, PackTestWriter.Copy(995, 10)) },
        { "copy far out of range", PackTestWriter.Delta(1000, 10, PackTestWriter.Copy(uint.MaxValue, 10)) },
        { "copy of 16 MiB", PackTestWriter.Delta(1000, 10, PackTestWriter.Copy(0, 0xFFFFFF)) },
        { "copy past the result", PackTestWriter.Delta(1000, 10, PackTestWriter.Copy(0, 11)) },
        { "insert past the result", PackTestWriter.Delta(1000, 1, PackTestWriter.Insert([1, 2])) },
        { "result too short", PackTestWriter.Delta(1000, 20, PackTestWriter.Copy(0, 10)) },
        { "copy cut short", [.. PackTestWriter.Delta(1000, 10), 0xFF, 1, 2] },
        { "insert cut short", [.. PackTestWriter.Delta(1000, 10), 10, 1, 2] },
        { "reserved instruction", [.. PackTestWriter.Delta(1000, 10), 0, .. PackTestWriter.Copy(0, 10)] },
    };

    [Theory]
    [MemberData(nameof(Deltas))]
    public void MalformedDeltaIsReported(string fault, byte[] delta)
    {
        var writer = new PackTestWriter();
        var whole = writer.Add(PackTestWriter.Blob, Text);

        Assert.NotEmpty(fault);
        AssertReported(writer, writer.AddOffsetDelta(DeltaId, writer.Position - whole.Offset, delta), headerToo: false);
        AssertReported(writer, writer.AddReferenceDelta(DeltaId, whole.Id, delta), headerToo: false);
    }

    [Fact]
    public void DeltaOnItselfIsReported()
    {
        var writer = new PackTestWriter();

        AssertReported(writer, writer.AddReferenceDelta(DeltaId, DeltaId, PackTestWriter.Delta(10, 10, PackTestWriter.Copy(0, 10))));
    }

    [Fact]
    public void RingOfDeltasIsReported()
    {
        byte[] other = [.. Enumerable.Repeat((byte)0xEE, 20)];
        byte[] delta = PackTestWriter.Delta(10, 10, PackTestWriter.Copy(0, 10));
        var writer = new PackTestWriter();
        writer.AddReferenceDelta(other, DeltaId, delta);

        AssertReported(writer, writer.AddReferenceDelta(DeltaId, other, delta));
    }

    [Fact]
    public void DeltaOnAnAbsentObjectIsReported()
    {
        var writer = new PackTestWriter();

        AssertReported(writer, writer.AddReferenceDelta(DeltaId, new byte[20], PackTestWriter.Delta(10, 10, PackTestWriter.Copy(0, 10))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(1000)]
    [InlineData(long.MaxValue / 4)]
    public void DeltaOnAnOffsetThatIsNoObjectIsReported(long distance)
    {
        var writer = new PackTestWriter();

        AssertReported(writer, writer.AddOffsetDelta(DeltaId, distance, PackTestWriter.Delta(10, 10, PackTestWriter.Copy(0, 10))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(100_000)]
    [InlineData(uint.MaxValue)]
    [InlineData(1L << 44)]
    [InlineData((1L << 44) | 12)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    [InlineData(long.MinValue + 12)]
    public void OffsetOutsideThePackIsReported(long offset)
    {
        var writer = new PackTestWriter();
        var good = writer.Add(PackTestWriter.Blob, Text);
        var entry = writer.Index(DeltaId, offset);

        AssertReported(writer.ToPack(), writer.ToIndex(), entry, null);
    }

    [Theory]
    [InlineData((1L << 44) | 12)]
    [InlineData((1L << 45) | 12)]
    [InlineData(long.MinValue | 12)]
    public void OffsetOutsideThePackIsNotTakenForAnotherPacksCachedObject(long offset)
    {
        var writers = new[] { new PackTestWriter(), new PackTestWriter(), new PackTestWriter() };
        using var folder = new TemporaryFolder();
        for (byte i = 0; i < writers.Length; i++)
        {
            writers[i].Add(PackTestWriter.Blob, [.. Text, i]);
            writers[i].Index([.. DeltaId[..19], i], offset);
            writers[i].WriteTo(folder.Path);
        }

        using var store = ObjectStore.Open(folder.Path);
        using var reader = store.CreateReader();
        for (byte i = 0; i < writers.Length; i++)
            Assert.True(reader.TryRead(ObjectId.Read(PackTestWriter.Name(PackTestWriter.Blob, [.. Text, i])), out _));
        for (byte i = 0; i < writers.Length; i++)
            Assert.Throws<GitDataException>(() => reader.TryRead(ObjectId.Read([.. DeltaId[..19], i]), out _));
    }

    [Theory]
    [InlineData("fan-out decreases")]
    [InlineData("fan-out counts more objects")]
    [InlineData("wide offset outside its table")]
    [InlineData("wrong version")]
    [InlineData("cut short")]
    [InlineData("empty")]
    public void MalformedIndexIsReported(string fault)
    {
        var writer = new PackTestWriter();
        var entry = writer.Add(PackTestWriter.Blob, Text);
        byte[] index = writer.ToIndex();
        switch (fault)
        {
            case "fan-out decreases":
                index[8] = 0x7F;
                break;
            case "fan-out counts more objects":
                index[8 + 255 * 4 + 2] = 0x10;
                break;
            case "wide offset outside its table":
                index[8 + 1024 + 20 + 4] = 0x80;
                break;
            case "wrong version":
                index[7] = 3;
                break;
            case "cut short":
                index = index[..^25];
                break;
            case "empty":
                index = [];
                break;
        }

        AssertReported(writer.ToPack(), index, entry, null);
    }

    private static void AssertReported(
        PackTestWriter writer, PackTestEntry entry, GitDataProblem? problem = GitDataProblem.Corrupt, bool headerToo = true) =>
        AssertReported(writer.ToPack(), writer.ToIndex(), entry, problem, headerToo);

    private static void AssertReported(byte[] pack, byte[] index, PackTestEntry entry, GitDataProblem? problem, bool headerToo = false)
    {
        using var folder = new TemporaryFolder();
        PackTestWriter.Write(folder.Path, pack, index);
        var error = Assert.Throws<GitDataException>(() =>
        {
            using var store = ObjectStore.Open(folder.Path);
            using var reader = store.CreateReader();
            reader.TryRead(ObjectId.Read(entry.Id), out _);
        });
        Assert.True(problem is null || error.Problem == problem, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        if (!headerToo)
            return;

        // A header tells less, but must end as clearly.
        using var headers = ObjectStore.Open(folder.Path);
        using var headerReader = headers.CreateReader();
        try
        {
            headerReader.TryReadHeader(ObjectId.Read(entry.Id), out _, out _);
        }
        catch (GitDataException)
        {
        }
    }

    private delegate void Check(ObjectType type, ReadOnlySpan<byte> data);

    private static void Read(PackTestWriter writer, PackTestEntry entry, Check check)
    {
        using var folder = new TemporaryFolder();
        writer.WriteTo(folder.Path);
        using var store = ObjectStore.Open(folder.Path);
        using var reader = store.CreateReader();
        Assert.True(reader.TryRead(ObjectId.Read(entry.Id), out var value));
        check(value.Type, value.Data);
    }
}
