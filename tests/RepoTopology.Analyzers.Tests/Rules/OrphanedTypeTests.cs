namespace RepoTopology.Analyzers.Tests;

public sealed class OrphanedTypeTests
{
    [Theory]
    [InlineData("t A 230 100 0 0 bob000:100", "'A' is orphaned: Bob, who has left, wrote 100 % of its 230 living lines; whoever changes it next needs time to learn it")]
    [InlineData("t A 230 60 0 0 bob000:60+ada000:40", "'A' is orphaned: Bob, who has left, wrote 60 % of its 230 living lines; Ada, who wrote 40 %, could pass on what is known")]
    [InlineData("t A 230 60 0 0 bob000:35+cy0000:25+ada000:40", "'A' is orphaned: people who have left wrote 60 % of its 230 living lines; Ada, who wrote 40 %, could pass on what is known")]
    [InlineData("t A 230 60 0 0 xx0000:60+ada000:40", "'A' is orphaned: somebody who has left wrote 60 % of its 230 living lines; Ada, who wrote 40 %, could pass on what is known")]
    public async Task CodeOfThoseWhoLeftIsTold(string record, string message) =>
        Assert.Equal(message, Assert.Single(await new AnalyzedProject()
            .Source("class {|RT1004:A|} { }").Snapshot(record, "t B 10 0 0 1 ada000:100").Verify()).GetMessage());

    [Theory]
    [InlineData("t A 230 50 0 0 bob000:50")]
    [InlineData("t A 49 100 0 0 bob000:100")]
    public async Task OthersAreNot(string record) => await new AnalyzedProject().Source("class A { }").Snapshot(record).Verify();

    [Fact]
    public async Task ItsMeasureIsAnOption() =>
        await new AnalyzedProject()
            .Source("class {|RT1004:A|} { }").With(".editorconfig", "[*.cs]\nrepotopology.max_orphaned_share = .3\n").Snapshot("t A 230 35 0 2 bob000:40").Verify();
}
