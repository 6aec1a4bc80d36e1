using RepoTopology.Analysis;

namespace RepoTopology.Reports.Tests.Gate;

public sealed class GateTextTests
{
    [Fact]
    public void TheVerdictComesFirstThenEachFindingWithItsWayOutThenWhatIsAcceptedThenNotes() => Assert.Equal(
        """
        The change does not pass: 2 of 7 checks fail, with 2 warnings.
        3 commits, 20 files, compared with origin/main (BASE), as of 2024-06-01

        Fails
          • src/Core: people on whom half of the lines rest, 1 → 0 (the bar is at least
            1)
            Let somebody else review or co-author the next changes here, and name them
            in a trailer of the commit.
            src/Core/a b.cs, line 12
          • src/Core: lines that one person alone knows, 62 % to 70 % → 91 % (the bar is
            at most 90 %); that is Ann Author
            passes if any of Bob Builder, Cy Casual co-authors or reviews this change
            src/Core/a b.cs, lines 3 to 9

        Warns
          • docs/**: lines that one person alone knows, 80.04 % (the bar is at most
            80 %); that is Ann Author
            passes once somebody else knows 152 more of the lines that Ann Author alone
            knows
            docs/a.md, line 1
          • the repository: commits by newcomers, 12 % → 8 % (the bar is at least 10 %)
            Keep small tasks open for newcomers and answer them soon; newcomers tells
            where they begin.

        Accepted (beyond a bar, but no worse than before or than the baseline): src/Old
        (lines that nobody who is still there knows, 80 %).

        2 types and members are accepted in .repotopology/accepted.txt, 1 of them new
        with this change: Lib.Engine (a port of a paper), Lib.Wheel.

          • The change raises the bar of bus-factor: the base's configuration is what
            counts.

        """.ReplaceLineEndings("\n"),
        SampleGate.Write("text", SampleGate.Change()).Replace(SampleGate.Change().Base!.Value.ToString()[..10], "BASE", StringComparison.Ordinal));

    [Fact]
    public void WhatPassesIsOneLine()
    {
        Assert.StartsWith("The repository passes (2 checks).\n", SampleGate.Write("text", SampleGate.Standing()), StringComparison.Ordinal);
        Assert.StartsWith("The repository passes: no rule has anything to judge here.\n", SampleGate.Write("text", SampleGate.Empty()), StringComparison.Ordinal);
        Assert.StartsWith("The staged change passes (2 checks).\n20 files, compared with origin/main (",
            SampleGate.Write("text", SampleGate.Change() with { Uncommitted = "staged", Findings = SampleGate.Standing().Findings }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void LinesFitTheWidth(int width)
    {
        foreach (var result in (GateResult[])[SampleGate.Change(), SampleGate.Change(new string('x', 10_000)), SampleGate.Change(string.Concat(Enumerable.Repeat("word ", 2_000))), SampleGate.Change("漢字".PadRight(300, '字'))])
        {
            string text = SampleGate.Write("text", result, style: new TextStyle(width));
            Assert.All(text.Split('\n'), line => Assert.InRange(TerminalText.Width(line), 0, width));
            Assert.InRange(text.Split('\n').Length, 10, 120);
        }
    }

    [Fact]
    public void OneWhoIsEnoughIsNamedAlone()
    {
        var change = SampleGate.Change();
        string text = SampleGate.Write("text", change with { Findings = [change.Findings[1] with { WayOut = new WayOut([1], 0) }] });
        Assert.Contains("passes if Bob Builder co-authors or reviews this change", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AsciiIsEnoughWhereNothingElseCanBeShown() =>
        Assert.All(SampleGate.Write("text", SampleGate.Change(), style: new TextStyle(Unicode: false)), letter => Assert.InRange(letter, '\n', '~'));

    [Fact]
    public void ColourIsOnlyAdded()
    {
        string coloured = SampleGate.Write("text", SampleGate.Change(), style: new TextStyle(Color: true));
        Assert.Contains("\e[1m", coloured, StringComparison.Ordinal);
        string plain = System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9;]*m", "");
        Assert.Equal(SampleGate.Write("text", SampleGate.Change()), plain);
    }

    [Fact]
    public void ManyFindingsAreCounted() =>
        Assert.Contains("  80 more in --format json\n", SampleGate.Write("text", SampleGate.Large(100, 0)), StringComparison.Ordinal);
}
