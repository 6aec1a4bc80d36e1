namespace RepoTopology.Analyzers.Tests;

public sealed class LonelyDependencyTests
{
    private const string Record = "d Lib.Engine Wheels.Wheel`1 src/Wheels ada000 bob000 14";
    private const string Types = "t Lib.Engine 60 0 0 2 -";

    [Theory]
    [InlineData("class Engine { int Wheel; void Run() { var a = this.Wheel; {|RT1006:Wheel|}<int> b = null!; Wheel<int> c; } }")]
    [InlineData("class Engine { void Run() { Label(Wheel: 1); var a = Wheels.{|RT1006:Wheel|}<int>.Make(); } void Label(int Wheel) { } }")]
    [InlineData("class Other { Wheel<int> a; } class Engine { class Inner { Wheel<int> a; } {|RT1006:Wheel|}<int> b; }")]
    [InlineData("class {|RT1006:Engine|} { void Run() { var a = Maker.Make(); } }")]
    public async Task ItIsToldAtTheFirstMention(string source)
    {
        var told = Assert.Single(await new AnalyzedProject()
            .Source("using Wheels; namespace Lib { " + source + " class Maker { public static Wheels.Wheel<int> Make() => null!; } }\n"
                + "namespace Wheels { class Wheel<T> { public static int Make() => 1; } }")
            .Snapshot(Record, Types).Verify());
        Assert.Equal(
            "'Engine' refers to 'Wheel' in src/Wheels: 14 commits touched both sides, and Ada, who knows this side best, has never edited the other; Bob, who knows that one best, could review changes here",
            told.GetMessage());
        Assert.Equal(("Wheels.Wheel`1", "src/Wheels", "14"), (told.Properties["target"], told.Properties["module"], told.Properties["together"]));
    }

    [Fact]
    public async Task AnAttributeIsAMention() =>
        await new AnalyzedProject()
            .Source("[{|RT1006:Mark|}] class Engine { } class MarkAttribute : System.Attribute { }").Snapshot("d Engine MarkAttribute m ada000 bob000 9", "t Engine 60 0 0 2 -").Verify();

    [Fact]
    public async Task OtherTypesAreNotWalked() =>
        await new AnalyzedProject().Source("namespace Lib; class Engine2 { Wheel a; } class Wheel { }").Snapshot(Record, Types, "t Lib.Engine2 60 0 0 2 -").Verify();

    [Fact]
    public async Task WithoutNamesItSpeaksOfPersons() =>
        Assert.Contains("and one person, who knows this side best, has never edited the other; another person, who knows that one best, could review",
            Assert.Single(await new AnalyzedProject().Source("namespace Lib; class {|RT1006:Engine|} { }").With(".editorconfig", "[*.cs]\nrepotopology.show_names=false\n")
                .Snapshot(Record, Types).Verify()).GetMessage(), StringComparison.Ordinal);
}
