namespace RepoTopology.Git.Tests.Blame;

public sealed class LineOwnershipTests : IDisposable
{
    private readonly Versions _versions = new();

    public void Dispose() => _versions.Dispose();

    [Fact]
    public void EditedLinesBelongToWhoWroteThemLast()
    {
        int first = _versions.Add("a b c");
        int second = _versions.Add("a B c d", first);
        _versions.Add("a c d e", second);

        Assert.Equal(["0.0 0.1 0.2", "0.0 1.1 0.2 1.3", "0.0 0.2 1.3 2.3"], _versions.Origins());
        Assert.Equal(["none", "Text 1,1>1,1 3,0>3,1", "Text 1,1>1,0 4,0>3,1"], _versions.Changes());
    }

    [Fact]
    public void AMergeTakesEachLineFromTheFirstParentThatHasIt()
    {
        int first = _versions.Add("a b c d e");
        int left = _versions.Add("A b c d e", first);
        int right = _versions.Add("a b c d E", first);
        int both = _versions.Add("X b c d E", first);
        _versions.Add("A b X d E", left, right, both);

        Assert.Equal("1.0 0.1 4.2 0.3 2.4", _versions.Origins()[^1]);
        Assert.Equal("Text 2,1>2,1 4,1>4,1", _versions.Changes()[^1]);
    }

    [Fact]
    public void AnOctopusAsksAllItsParentsInOrder()
    {
        int first = _versions.Add("a b c d e f g h");
        int[] branches = [.. Enumerable.Range(0, 8).Select(i => _versions.Add(string.Join(' ', "abcdefgh".Select((c, at) => at == i ? $"x{i}" : c.ToString())), first))];
        _versions.Add("x0 x1 x2 x3 x4 x5 x6 x7 evil", branches);

        Assert.Equal("1.0 2.1 3.2 4.3 5.4 6.5 7.6 8.7 9.8", _versions.Origins()[^1]);
    }

    [Fact]
    public void TheSameContentIsTheSameLines()
    {
        int first = _versions.Add("a b");
        int same = _versions.Add("a b", first);
        int back = _versions.Add("a b", _versions.Add("a", same));

        Assert.Equal(["0.0 0.1", "0.0 0.1", "0.0", "0.0 3.1"], _versions.Origins());
        Assert.Equal("Text", _versions.Changes()[same]);
        Assert.Equal("Text 1,0>1,1", _versions.Changes()[back]);
    }

    [Fact]
    public void WhatAnUnknownVersionHadIsUnknownAndWhatCameAfterItIsNot()
    {
        int unknown = _versions.Add("a b", VersionTraits.Unknown);
        _versions.Add("a b c", unknown);

        Assert.Equal(["? ?", "? ? 1.2"], _versions.Origins());
    }

    [Fact]
    public void WhereAParentIsUnknownNewLinesMayBeOlder()
    {
        int first = _versions.Add("a");
        int merge = _versions.Add("a b", VersionTraits.Uncertain, first);
        _versions.Add("a b c", merge);

        Assert.Equal(["0.0", "0.0 ?", "0.0 ? 2.2"], _versions.Origins());
    }

    [Fact]
    public void AnIgnoredCommitsLinesAreHandedToTheLinesTheyResemble()
    {
        int first = _versions.Add("alpha(); beta(); gamma();");
        _versions.Add("alpha(x); new gamma(y);", VersionTraits.Ignored, first);

        Assert.Equal("0.0 1.1 0.2", _versions.Origins()[^1]);
    }

    [Fact]
    public void ADeletionTakesAllLinesAwayAndWhatComesBackIsNew()
    {
        int first = _versions.Add("a b");
        int end = _versions.AddDeleted(first);
        _versions.Add("a b", end);

        Assert.Equal(["0.0 0.1", "", "2.0 2.1"], _versions.Origins());
        Assert.Equal("Text 0,2>0,0", _versions.Changes()[end]);
    }

    [Fact]
    public void TextKeepsItsOwnersThroughABinaryVersion()
    {
        int first = _versions.Add("a b c");
        int binary = _versions.AddBytes("a\nb\n\0\nc\n"u8.ToArray(), first);
        _versions.Add("a b c d", binary);

        var origins = _versions.Origins();
        Assert.Equal("0.0 0.1 0.2 2.3", origins[^1]);
        Assert.StartsWith("Binary", origins[binary], StringComparison.Ordinal);
        Assert.StartsWith("Binary", _versions.Changes()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasBinaryFromTheStartHasNoLines()
    {
        int binary = _versions.AddBytes("a\0\n"u8.ToArray());
        _versions.Add("a b", binary);

        Assert.Equal(["Binary", "1.0 1.1"], _versions.Origins());
    }

    [Fact]
    public void AMissingVersionIsBridgedAndWhatItMayHaveBroughtIsUnknown()
    {
        int first = _versions.Add("a b");
        int missing = _versions.AddMissing(first);
        int third = _versions.Add("a b c", missing);
        _versions.Add("a b c d", third);

        Assert.Equal(["0.0 0.1", "Unreadable 0.0 0.1", "0.0 0.1 ?", "0.0 0.1 ? 3.3"], _versions.Origins());
        Assert.StartsWith("Unreadable", _versions.Changes()[third], StringComparison.Ordinal);
    }

    [Fact]
    public void MissingVersionsAtTheStartLeaveEverythingUnknown()
    {
        int missing = _versions.AddMissing();
        int deleted = _versions.AddDeleted(missing);
        int back = _versions.Add("a", missing);
        _versions.Add("a b", back, deleted);

        Assert.Equal(["Unreadable", "", "?", "? 3.1"], _versions.Origins());
    }

    [Fact]
    public void AParentThatIsKnownFromRecordsOnlyIsNoReasonToTakeAVersionForUnreadable()
    {
        var records = new KeptRecords();
        int missing = _versions.AddMissing();
        _versions.Add("a b", missing);
        records.Add(ObjectId.Zero, _versions.BlobOf(missing), false, [0, 2, 0]);

        Assert.Equal(["0.0 0.1", "? ?"], _versions.Origins(records));
    }

    [Fact]
    public void WhiteSpaceIsIgnoredWhereAsked()
    {
        int first = _versions.AddBytes("a b\nc\n"u8.ToArray());
        _versions.AddBytes("  ab\r\nc d\n"u8.ToArray(), first);

        Assert.Equal("0.0 1.1", _versions.Origins(ignoreWhitespace: true)[^1]);
        Assert.Equal("1.0 1.1", _versions.Origins()[^1]);
    }

    [Fact]
    public void EmptyFilesHaveNoLines()
    {
        int first = _versions.Add("");
        int second = _versions.Add("a", first);
        _versions.Add("", second);

        Assert.Equal(["", "1.0", ""], _versions.Origins());
        Assert.Equal(["none", "Text 0,0>0,1", "Text 0,1>0,0"], _versions.Changes());
    }

    [Fact]
    public void RecordsOfAnEarlierRunGiveTheSame()
    {
        var random = new Random(5);
        string text = "a b c d";
        int last = _versions.Add(text);
        for (int i = 0; i < 60; i++)
        {
            var words = text.Split(' ').ToList();
            words.Insert(random.Next(words.Count), "w" + random.Next(12));
            if (random.Next(3) == 0)
                words.RemoveAt(random.Next(words.Count));
            text = string.Join(' ', words);
            last = _versions.Add(text, i % 9 == 4 ? VersionTraits.Ignored : VersionTraits.None, i % 5 == 0 ? [last, last / 2] : [last]);
        }

        var records = new KeptRecords();
        var fresh = _versions.Origins();
        Assert.Equal(fresh, _versions.Origins(records));
        int kept = records.Count;
        Assert.Equal(fresh, _versions.Origins(records));
        Assert.Equal(kept, records.Count);
        Assert.NotEqual(0, kept);
    }

    [Fact]
    public void RecordsThatDoNotFitAreMadeAnew()
    {
        int first = _versions.Add("a b c");
        int second = _versions.Add("a B c d", first);
        _versions.Add("a B c D", second, first);
        var fresh = _versions.Origins();

        foreach (byte[] wrong in (byte[][])
        [
            [0, 4, 1, 3, 9, 1], // the old side ends beyond the older version
            [0, 9, 0],          // equal, but of another length
            [0, 4, 1, 0, 0, 3], // what follows is not equally long
            [0, 4, 2, 1, 1, 1], // cut short
            [2, 4, 0],
            [],
        ])
        {
            var records = new KeptRecords();
            records.Add(_versions.BlobOf(first), _versions.BlobOf(second), false, wrong);
            records.Add(_versions.BlobOf(second), _versions.BlobOf(2), false, wrong);
            records.Add(_versions.BlobOf(first), _versions.BlobOf(2), false, wrong);
            Assert.Equal(fresh, _versions.Origins(records));
        }
    }

    [Fact]
    public void ALieAboutTheFirstVersionsLengthLeavesItsLinesUnknown()
    {
        int first = _versions.Add("a b c");
        int second = _versions.Add("a B c d", first);
        _versions.Add("a B c D", VersionTraits.Ignored, second);
        var records = new KeptRecords();
        records.Add(ObjectId.Zero, _versions.BlobOf(first), false, [0, 1, 0]);

        Assert.Equal(["0.0", "? ? ? ?", "? ? ? ?"], _versions.Origins(records));
    }

    [Fact]
    public void AnyBytesAsRecordsNeverCrash()
    {
        int first = _versions.Add("a b c");
        int second = _versions.Add("a B c d", first);
        int third = _versions.Add("a B c D", VersionTraits.Ignored, second, first);
        _versions.Add("a B c", third, second);
        var random = new Random(11);
        for (int round = 0; round < 300; round++)
        {
            var records = new KeptRecords { Change = record => Broken(record, random) };
            _versions.Origins(records);
            _versions.Changes(records); // Every owner and every range is looked at.
        }
    }

    private static byte[] Broken(byte[] record, Random random)
    {
        byte[] copy = [.. record];
        if (copy.Length > 1 && random.Next(2) == 0)
            copy[random.Next(1, copy.Length)] = (byte)random.Next(8);
        else if (random.Next(3) == 0)
            Array.Resize(ref copy, random.Next(copy.Length + 2));
        return copy;
    }
}
