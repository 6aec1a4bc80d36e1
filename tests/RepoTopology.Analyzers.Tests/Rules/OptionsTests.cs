using Microsoft.CodeAnalysis;

namespace RepoTopology.Analyzers.Tests;

public sealed class OptionsTests
{
    private const string Record = "t Engine 230 0 120 1 ada000:95+bob000:5";

    [Theory]
    [InlineData("repotopology.max_owner_share = 0.95", false)]
    [InlineData("repotopology.max_owner_share = 0.94", true)]
    [InlineData("repotopology.RT1001.max_owner_share = 1", false)]
    [InlineData("repotopology.max_owner_share = 1\nrepotopology.RT1001.max_owner_share = 0.5", true)]
    [InlineData("repotopology.rt1001.MAX_OWNER_SHARE = 1", false)]
    [InlineData("repotopology.RT1002.max_owner_share = 1", true)]
    [InlineData("repotopology.min_lines = 231", false)]
    [InlineData("repotopology.min_lines = 230", true)]
    [InlineData("repotopology.max_owner_share = 0,99", true)] // What can't be read is passed over.
    [InlineData("repotopology.max_owner_share = 99", true)]
    [InlineData("repotopology.max_owner_share = -1", true)]
    [InlineData("repotopology.max_owner_share = NaN", true)]
    [InlineData("repotopology.max_owner_share = ", true)]
    [InlineData("repotopology.min_lines = -5", true)]
    [InlineData("repotopology.min_lines = 99999999999999999999", true)]
    [InlineData("repotopology.RT1001.max_owner_share = many\nrepotopology.max_owner_share = 1", false)]
    public async Task OptionsAreGeneralOrOneRules(string options, bool told)
    {
        string engine = told ? "{|RT1001:Engine|}" : "Engine";
        await new AnalyzedProject().Source("class " + engine + " { }").With(".editorconfig", "root = true\n[*.cs]\n" + options + "\n").Snapshot(Record).Verify(new ConcentratedTypeAnalyzer());
    }

    [Fact]
    public async Task OptionsHoldByGlob() =>
        await new AnalyzedProject()
            .With("src/Lib/A.cs", "class {|RT1001:A|} { }").With("src/Core/B.cs", "class B { }").With("src/Core/Deep/C.cs", "class {|RT1001:C|} { }")
            .With(".editorconfig", "[*.cs]\nrepotopology.max_owner_share = 0.5\n[src/Core/*.cs]\nrepotopology.max_owner_share = 0.9\n")
            .Snapshot("t A 90 0 0 1 ada000:85", "t B 90 0 0 1 ada000:85", "t C 90 0 0 1 ada000:85")
            .Verify();

    [Fact]
    public async Task SeveritiesAreTheStandardOnesByGlob()
    {
        var told = await new AnalyzedProject()
            .With("src/Lib/A.cs", "class {|RT1001:A|} { }").With("src/Core/B.cs", "class {|RT1001:B|} { }").With("tests/C.cs", "class C { }")
            .With(".editorconfig", "[src/Core/*.cs]\ndotnet_diagnostic.RT1001.severity = warning\n[tests/**.cs]\ndotnet_diagnostic.RT1001.severity = none\n")
            .Snapshot("t A 90 0 0 1 ada000:85", "t B 90 0 0 1 ada000:85", "t C 90 0 0 1 ada000:85")
            .Verify();
        Assert.Equal(
            [("/repo/src/Core/B.cs", DiagnosticSeverity.Warning), ("/repo/src/Lib/A.cs", DiagnosticSeverity.Info)],
            told.Select(each => (each.Location.GetLineSpan().Path, each.Severity)).OrderBy(each => each.Path, StringComparer.Ordinal));
    }

    [Fact]
    public async Task NamesCanBeSwitchedOff()
    {
        var told = Assert.Single(await new AnalyzedProject().Source("class {|RT1001:Engine|} { }").With(".editorconfig", "[*.cs]\nrepotopology.show_names = false\n")
            .Snapshot(Record).Verify(new ConcentratedTypeAnalyzer()));
        Assert.Equal(
            "Knowledge of 'Engine' is concentrated: one person wrote 95 % of its 230 living lines; another person, who wrote 5 %, could review its next change", told.GetMessage());
        Assert.False(told.Properties.ContainsKey("name") || told.Properties.ContainsKey("handle"));
        Assert.Equal("ada000", told.Properties["owner"]);
    }

    [Fact]
    public async Task ASnapshotWithoutNamesNamesNobody()
    {
        string anonymous = string.Join("\n", AnalyzedProject.SnapshotText(Record).Split('\n').Where(line => !line.StartsWith('n')));
        var told = Assert.Single(await new AnalyzedProject().Source("class {|RT1001:Engine|} { }").With(AnalyzedProject.SnapshotPath, anonymous).Verify(new ConcentratedTypeAnalyzer()));
        Assert.Contains("one person wrote 95 %", told.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANameCannotBreakTheLineThatItStandsIn()
    {
        string text = AnalyzedProject.SnapshotText(Record).Replace("\tAda\t", "\tA\u001b[31m\u202e\u2028" + new string('x', 300) + "\t", StringComparison.Ordinal);
        var told = Assert.Single(await new AnalyzedProject().Source("class {|RT1001:Engine|} { }").With(AnalyzedProject.SnapshotPath, text).Verify(new ConcentratedTypeAnalyzer()));
        Assert.Contains(": A [31m  xxx", told.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("xxx… wrote", told.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Engine\tfine, it is a parser", true)]
    [InlineData("# comment\r\n\r\nEngine\r\n", true)]
    [InlineData("# Engine\tno\n", false)]
    [InlineData("Engine2\tno\nLib.Engine\n", false)]
    public async Task WhatIsAcceptedIsSilent(string accepted, bool silent)
    {
        var told = await new AnalyzedProject().Source("class Engine { }").With(".repotopology/accepted.txt", accepted)
            .Snapshot("t Engine 230 0 120 1 ada000:95+bob000:5").Diagnostics();
        Assert.Equal(silent ? [] : ["RT1001", "RT1003"], told.Select(each => each.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AcceptedKeysAreExact() =>
        await new AnalyzedProject()
            .Source("class Engine { void Run() { } void {|RT1002:Stop|}() { } } class {|RT1004:Old|} { } class Older { }")
            .With(".repotopology/accepted.txt", "Engine\ta\nEngine.Run()\tb\nOlder\tc\n")
            .Snapshot("t Engine 230 0 0 1 ada000:95", "m Run() 30 0 - 1 ada000:100", "m Stop() 30 0 - 1 ada000:100", "t Old 90 100 0 0 bob000:100", "t Older 90 100 0 0 bob000:100")
            .Verify();
}
