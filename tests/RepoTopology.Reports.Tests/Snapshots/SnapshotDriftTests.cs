using RepoTopology.Snapshot;

namespace RepoTopology.Reports.Tests.Snapshots;

public sealed class SnapshotDriftTests
{
    [Theory]
    [InlineData("100 0 1 ada:80", "110 5 2 ada:75", "")]
    [InlineData("100 0 1 ada:80", "120 0 1 ada:80", "lines 120, committed 100")]
    [InlineData("100 0 1 ada:80", "100 10 1 ada:80", "orphaned share 10 %, committed 0 %")]
    [InlineData("100 0 1 ada:80", "100 0 3 ada:80", "bus factor 3, committed 1")]
    [InlineData("100 0 1 ada:80", "100 0 1 ada:90", "share of Ada 90 %, committed 80 %")]
    [InlineData("100 0 1 ada:80 bob:5", "100 0 1 ada:80", "")]
    [InlineData("100 0 1 ada:80 bob:10", "100 0 1 ada:80", "share of bob less than 5 %, committed 10 %")]
    [InlineData("100 0 1 ada:80", "100 0 1 ada:80 bob:20", "share of bob 20 %, committed less than 5 %")]
    [InlineData("100 0 1 ada:40 bob:20 cy:15", "100 0 1 ada:40 bob:20 dan:20", "")] // Dan may have held 15 before.
    [InlineData("100 0 1 ada:40 bob:20 cy:15", "100 0 1 ada:40 dan:30 bob:20", "share of dan 30 %, committed at most 15 %")]
    public void AValueMovedWhenItIsMoreThanAStepAway(string committed, string current, string expected)
    {
        var drift = SnapshotDrift.Of(Snapshot(HoldingOf(committed)), Snapshot(HoldingOf(current)));
        string found = string.Join("; ", drift.Moved.Select(move => $"{move.What} {move.Now}, committed {move.Committed}"));
        // The project, the type and the member hold the same.
        Assert.Equal(expected.Length == 0 ? "" : $"{expected}; {expected}; {expected}", found);
        Assert.Equal((0, 0), (drift.New, drift.Gone));
    }

    [Fact]
    public void DependantsMoveTooAndWhatIsNewOrGoneIsCounted()
    {
        var holding = HoldingOf("100 0 1 ada:80");
        var committed = Snapshot(holding) with { Types = [new("A", holding, 10, [new("M()", holding), new("N()", holding)]), new("Gone", holding, 0, [])] };
        var current = Snapshot(holding) with { Types = [new("A", holding, 12, [new("M()", holding), new("N(int)", holding)]), new("New", holding, 0, [])] };
        var drift = SnapshotDrift.Of(committed, current);
        Assert.Equal(new SnapshotMove("A", "dependants", "10", "12"), Assert.Single(drift.Moved));
        Assert.Equal((2, 2), (drift.New, drift.Gone));
    }

    [Fact]
    public void TwentyMovesAreSaidAndTheRestIsCounted()
    {
        var drift = new SnapshotDrift([.. Enumerable.Range(0, 23).Select(i => new SnapshotMove($"T{i}", "lines", "10", "20"))], 1, 2);
        using var writer = new StringWriter();
        SnapshotDriftText.Write([("a.csproj", drift)], ["new.csproj"], [], TextStyle.Plain, writer);
        string text = writer.ToString();
        Assert.StartsWith("23 values moved more than a step", text, StringComparison.Ordinal);
        Assert.Contains("a.csproj: T19: lines 20, committed 10", text, StringComparison.Ordinal);
        Assert.DoesNotContain("T20", text, StringComparison.Ordinal);
        Assert.Contains("and 3 others", text, StringComparison.Ordinal);
        Assert.Contains("1 type or member is new, 2 are gone, 1 project has no snapshot yet: that fails nothing.", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void IdsAreLongerWhereTwoBeginAlike() =>
        Assert.Equal(["abcdef", "", "xyzxyz12", "xyzxyz13", "abcdeg"], SnapshotPeople.Shortened(["abcdef000", null, "xyzxyz123", "xyzxyz132", "abcdeg000"]));

    private static OwnershipSnapshot Snapshot(Holding holding) =>
        new("a.csproj", holding, [new SnapshotPerson("ada", "Ada", "@ada")], [new TypeHolding("A", holding, 10, [new MemberHolding("M()", holding)])], [], []);

    /// <summary>Lines, orphaned percentage, bus factor, owners.</summary>
    private static Holding HoldingOf(string text)
    {
        string[] words = text.Split(' ');
        return new Holding(int.Parse(words[0]), int.Parse(words[1]), int.Parse(words[2]), [.. words.Skip(3).Select(owner => owner.Split(':')).Select(owner => new OwnerShare(owner[0], int.Parse(owner[1])))]);
    }
}
