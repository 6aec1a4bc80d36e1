namespace RepoTopology.Analyzers.Tests;

public sealed class CodeOwnersTests
{
    [Fact]
    public async Task ARuleThatLeavesOutIsToldAtItsPattern()
    {
        var told = Assert.Single(await new AnalyzedProject()
            .With(".github/CODEOWNERS", "# all\n* @team\n/src/Lib/ @bob\n{|RT2001:/src/Lib/|} @team # the last one counts\n")
            .Snapshot("c /src/Lib/ leaves-out @ada ada000 80").Verify());
        Assert.Equal("The rule '/src/Lib/' leaves out Ada, who wrote 80 % of the living lines that it decides", told.GetMessage());
        Assert.Equal(("leaves-out", "/src/Lib/", "@ada"), (told.Properties["kind"], told.Properties["pattern"], told.Properties["handle"]));
    }

    [Fact]
    public async Task ARuleThatNamesWhoHoldsNoneIsToldAtTheHandle()
    {
        var told = Assert.Single(await new AnalyzedProject()
            .With("CODEOWNERS", "/my\\ docs/\t@ada   {|RT2001:@Cy|}\r\n").Snapshot("c\t/my docs/\tholds-none\t@cy\tcy0000\t0").Verify());
        Assert.Equal("The rule '/my docs/' names @Cy, who wrote none of the living lines that it decides", told.GetMessage());
    }

    [Theory]
    [InlineData("/src/Lib/ @ADA\n", "c /src/Lib/ leaves-out @ada ada000 80")] // Put right since.
    [InlineData("/src/Lib/ @team\n", "c /src/Lib/ holds-none @cy cy0000 0")]
    [InlineData("/src/ @team\n# /src/Lib/ @cy\n", "c /src/Lib/ holds-none @cy cy0000 0")] // The rule is gone.
    [InlineData("/src/Lib/ @cy\n", "c /src/Lib/ a-later-kind @cy cy0000 0")]
    [InlineData("", "c /src/Lib/ holds-none @cy cy0000 0")]
    public async Task WhatIsNotSoAnyMoreIsNotTold(string file, string record) => await new AnalyzedProject().With("CODEOWNERS", file).Snapshot(record).Verify();

    [Fact]
    public async Task WithoutTheFileNothingIsTold() => await new AnalyzedProject().Snapshot("c /src/Lib/ leaves-out @ada ada000 80").Verify();

    [Fact]
    public async Task WithoutNamesOnlyThoseThatTheFileNamesAreNamed()
    {
        var told = await new AnalyzedProject()
            .With("CODEOWNERS", "{|RT2001:/a/|} {|RT2001:@cy|}\n").With(".editorconfig", "[*.cs]\nrepotopology.show_names = false\n").Source("class A { }")
            .Snapshot("c /a/ leaves-out @ada ada000 80", "c /a/ holds-none @cy cy0000 0").Verify();
        Assert.Equal(
            ["The rule '/a/' leaves out one person, who wrote 80 % of the living lines that it decides", "The rule '/a/' names @cy, who wrote none of the living lines that it decides"],
            told.Select(each => each.GetMessage()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(told, each => each.Properties.ContainsValue("@ada"));
    }
}
