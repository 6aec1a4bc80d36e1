namespace RepoTopology.Analyzers.Tests;

public sealed class WidelyUsedTypeTests
{
    [Fact]
    public async Task AWidelyUsedTypeOfOnePersonIsTold()
    {
        var told = Assert.Single(await new AnalyzedProject()
            .Source("namespace Lib; public interface {|RT1003:IEngine|} { }")
            .Snapshot("t Lib.IEngine 30 0 120 1 ada000:95+bob000:5")
            .Verify());
        Assert.Equal("'IEngine' has 120 dependants and is known to one: Ada wrote 95 % of its 30 living lines; Bob, who wrote 5 %, could review its next change", told.GetMessage());
        Assert.Equal("120", told.Properties["dependants"]);
    }

    [Theory]
    [InlineData("t Lib.IEngine 30 0 20 1 ada000:95")] // As many as are allowed.
    [InlineData("t Lib.IEngine 19 0 120 1 ada000:95")]
    [InlineData("t Lib.IEngine 30 0 120 1 ada000:80")]
    [InlineData("t Lib.IEngine 30 100 120 0 ada000:100")]
    public async Task OthersAreNot(string record) => await new AnalyzedProject().Source("namespace Lib; public interface IEngine { }").Snapshot(record).Verify();

    [Fact]
    public async Task ItsMeasuresAreOptions() =>
        await new AnalyzedProject()
            .Source("class {|RT1003:A|} { }")
            .With(".editorconfig", "[*.cs]\nrepotopology.min_dependents = 3\nrepotopology.RT1003.max_owner_share = 0.5\n")
            .Snapshot("t A 30 0 4 1 ada000:55")
            .Verify();
}
