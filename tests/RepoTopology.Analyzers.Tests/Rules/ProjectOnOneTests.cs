namespace RepoTopology.Analyzers.Tests;

public sealed class ProjectOnOneTests
{
    [Theory]
    [InlineData("4400\t0\t-\t1\tada000:80 bob000:15", "Project 'src/Lib/Lib.csproj' has a bus factor of 1: Ada wrote 80 % of its 4400 living lines; Bob, who wrote 15 %, could review its next change")]
    [InlineData("4400\t25\t-\t1\tada000:40 bob000:25", "Project 'src/Lib/Lib.csproj' has a bus factor of 1: Ada, who wrote 40 %, and people who have left, who wrote 25 %, hold at least half of its 4400 living lines; a review or a walk-through with a second person would spread it")]
    [InlineData("4400\t60\t-\t0\tbob000:60", "Project 'src/Lib/Lib.csproj' has a bus factor of 0: people who have left wrote 60 % of its 4400 living lines; whoever changes it next needs time to learn it")]
    public async Task AProjectOnOneIsToldAtItsRecord(string holding, string message)
    {
        var told = Assert.Single(await new AnalyzedProject().Source("class A { } class B { }").Snapshot("p\t{|RT1005:src/Lib/Lib.csproj|}\t" + holding).Verify());
        Assert.Equal(message, told.GetMessage());
        Assert.Equal("4400", told.Properties["lines"]);
    }

    [Theory]
    [InlineData("4400\t0\t-\t2\tada000:40 bob000:25")]
    [InlineData("49\t0\t-\t1\tada000:100")]
    [InlineData("4400\t0\t-\t0\t-")]
    public async Task OthersAreNot(string holding) => await new AnalyzedProject().Source("class A { }").Snapshot("p\tsrc/Lib/Lib.csproj\t" + holding).Verify();

    [Theory]
    [InlineData(".editorconfig", "[*.cs]\nrepotopology.show_names = false\n")]
    [InlineData(".editorconfig", "[*]\nrepotopology.RT1005.show_names = false\n")]
    [InlineData(".globalconfig", "is_global = true\nrepotopology.show_names = false\n")]
    public async Task NamesAreOffHoweverThatIsSaid(string file, string text)
    {
        var told = Assert.Single(await new AnalyzedProject().Source("class A { }").With(file, text)
            .Snapshot("p\t{|RT1005:src/Lib/Lib.csproj|}\t4400\t0\t-\t1\tada000:80 bob000:15").Verify());
        Assert.Equal("Project 'src/Lib/Lib.csproj' has a bus factor of 1: one person wrote 80 % of its 4400 living lines; another person, who wrote 15 %, could review its next change", told.GetMessage());
    }
}
