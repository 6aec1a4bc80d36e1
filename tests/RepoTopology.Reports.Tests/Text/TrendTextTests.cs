using RepoTopology.Analysis;

namespace RepoTopology.Reports.Tests.Text;

public sealed class TrendTextTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void EveryLineFitsTheWidthAndTheWidestTellsTheDimensions(int width)
    {
        string text = Write(SampleTrend.Shifted(), new TextStyle(width));
        Assert.All(text.Split('\n'), line => Assert.InRange(TerminalText.Width(line), 0, width));
        Assert.Equal(width == 120, text.Contains("diversity", StringComparison.Ordinal));
    }

    [Fact]
    public void ShiftsBreaksLayersAndNewcomersAreTold()
    {
        string text = Write(SampleTrend.Shifted(), TextStyle.Plain);
        Assert.Contains("it shifted towards a group: from network-like", text, StringComparison.Ordinal);
        Assert.Contains("a platform commits in the authors' stead", text.ReplaceLineEndings(" ").Replace("     ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Layers since", text, StringComparison.Ordinal);
        Assert.Contains("Newcomers of", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebedee", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutUnicodeEverythingIsAscii() =>
        Assert.All(Write(SampleTrend.Shifted(), new TextStyle(80, Unicode: false)), character => Assert.True(char.IsAscii(character)));

    [Fact]
    public void TooLittleHistoryIsSaid() =>
        Assert.Contains("No window has enough commits", Write(SampleTrend.Insufficient(), TextStyle.Plain), StringComparison.Ordinal);

    private static string Write(TrendAnalysis trend, TextStyle style)
    {
        using var writer = new StringWriter();
        TrendText.Write(trend, new ReportOptions(), style, writer);
        return writer.ToString();
    }
}
