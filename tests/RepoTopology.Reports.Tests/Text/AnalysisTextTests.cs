using RepoTopology.Analysis;

namespace RepoTopology.Reports.Tests.Text;

public sealed class AnalysisTextTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(60)]
    public void EveryLineFitsTheWidth(int width)
    {
        string longName = $"{string.Concat(Enumerable.Repeat("山田", 40))} <yamada@example.org>";
        foreach (var analysis in new[] { SampleAnalysis.Mixed(), SampleAnalysis.Insufficient(), SampleAnalysis.Mixed(longName) })
            Assert.All(Lines(analysis, new TextStyle(width)), line => Assert.InRange(TerminalText.Width(line), 0, width));
    }

    [Fact]
    public void TheReportIsOneScreen() => Assert.InRange(Lines(SampleAnalysis.Mixed(), TextStyle.Plain).Length, 20, 40);

    [Fact]
    public void ItSaysTheVerdictWhatDecidedItThePeopleTheModulesAndTheLimits()
    {
        var analysis = SampleAnalysis.Mixed();
        string text = Flat(analysis);
        Assert.Contains(analysis.Verdict.Sentence, text, StringComparison.Ordinal);
        Assert.All(analysis.Verdict.Evidence, fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.Contains(analysis.Verdict.Flip!, text, StringComparison.Ordinal);
        Assert.Contains("0.54 (0.49 to 0.60)", text, StringComparison.Ordinal);
        Assert.Contains("Interactivity – ░░░░░░░░░░ could not be measured", text, StringComparison.Ordinal);
        Assert.Contains("People Core 4 people 80 % of commits Ann Author, +3", text, StringComparison.Ordinal);
        Assert.Contains("Core 700 12 81 % Ann Author 1", text, StringComparison.Ordinal);
        Assert.All(analysis.Limits, limit => Assert.Contains(limit, text, StringComparison.Ordinal));
    }

    [Fact]
    public void EvidenceIsToldOnceAndADimensionTellsSomethingElse()
    {
        var mixed = SampleAnalysis.Mixed();
        string text = Flat(mixed with
        {
            Verdict = mixed.Verdict with { Evidence = ["Commits come from as many as 6 time zones.", "The top 5 people made 71 % of commits."] },
        });
        Assert.Contains("• Commits come from as many as 6 time zones. • The top 5 people", text, StringComparison.Ordinal);
        Assert.Contains("Autonomy 0.41 ████░░░░░░ one person integrated 97 %", text, StringComparison.Ordinal);
        Assert.Contains("Diversity 0.62 ██████░░░░ commits come from as many as 6 time zones", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ADimensionNamesTheIndicatorThatPulledItToItsSide()
    {
        string text = Flat(SampleAnalysis.Mixed());
        Assert.Contains("Autonomy 0.41 ████░░░░░░ one person integrated 97 %", text, StringComparison.Ordinal);
        Assert.DoesNotContain("░ 13 of 40", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WithTooLittleHistoryItShowsWhatCanBeSaid()
    {
        string text = Flat(SampleAnalysis.Insufficient());
        Assert.StartsWith("invented", text, StringComparison.Ordinal);
        Assert.Contains("too few to say", text, StringComparison.Ordinal);
        Assert.DoesNotContain("network 0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Autonomy", text, StringComparison.Ordinal);
        Assert.Contains("Modules most at risk", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void TheAxisShowsTheIndexWhereItIs(double index)
    {
        var mixed = SampleAnalysis.Mixed();
        var analysis = mixed with { Verdict = mixed.Verdict with { Index = index, Interval = new Interval(index, index) } };
        string axis = Lines(analysis, TextStyle.Plain).Single(line => line.StartsWith("  group", StringComparison.Ordinal));
        double at = (axis.IndexOf('●', StringComparison.Ordinal) - axis.IndexOf('├', StringComparison.Ordinal) - 1.0)
            / (axis.IndexOf('┤', StringComparison.Ordinal) - axis.IndexOf('├', StringComparison.Ordinal) - 2);
        Assert.InRange(at, index - 0.03, index + 0.03);
    }

    [Fact]
    public void EscapesAppearOnlyWithColorAndCharactersBeyondAsciiOnlyWithUnicode()
    {
        string plain = Text(SampleAnalysis.Mixed(), TextStyle.Plain);
        string colored = Text(SampleAnalysis.Mixed(), TextStyle.Plain with { Color = true });
        Assert.DoesNotContain('\e', plain);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(colored, "\e\\[[0-9;]*m", ""));
        Assert.NotEqual(plain, colored);
        Assert.All(Text(SampleAnalysis.Mixed(), TextStyle.Plain with { Unicode = false }), c => Assert.InRange(c, '\n', '~'));
    }

    [Fact]
    public void AHostileNameCannotActOnTheTerminal()
    {
        string text = Text(SampleAnalysis.Mixed("\e]0;owned\aAnn\u202E <ann@example.org>"), TextStyle.Plain);
        Assert.Contains("�]0;owned�Ann�", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('\u202E', text);
    }

    [Fact]
    public void NamesThatAreAddressesShowTheirLocalPartUnlessEmailsAreAskedFor()
    {
        var analysis = SampleAnalysis.Mixed("ann@example.org <ann@example.org>");
        analysis = analysis with { Verdict = analysis.Verdict with { Sentence = "Most commits are by ann@example.org." } };
        Assert.DoesNotContain("example", Text(analysis, TextStyle.Plain), StringComparison.Ordinal);
        Assert.Contains("by ann@example.org", Text(analysis, TextStyle.Plain, new ReportOptions { Emails = true }), StringComparison.Ordinal);
    }

    private static string Text(RepositoryAnalysis analysis, TextStyle style, ReportOptions? options = null)
    {
        var writer = new StringWriter();
        AnalysisText.Write(analysis, options ?? new ReportOptions(), style, writer);
        return writer.ToString();
    }

    private static string[] Lines(RepositoryAnalysis analysis, TextStyle style) => Text(analysis, style).TrimEnd('\n').Split('\n');

    // Without line breaks, for texts that may be wrapped anywhere.
    private static string Flat(RepositoryAnalysis analysis) =>
        string.Join(' ', Text(analysis, TextStyle.Plain).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
