namespace RepoTopology.Analyzers.Tests;

public sealed class ConcentratedMemberTests
{
    [Fact]
    public async Task EachKindOfMemberIsFoundByItsKey() =>
        await new AnalyzedProject()
            .Source("""
                using System;
                using System.Collections.Generic;
                namespace Lib;
                public class Engine
                {
                    private int {|RT1002:_a|} = 1, _b, {|RT1002:_c|};
                    static Engine() { }
                    public {|RT1002:Engine|}(string name) { }
                    ~{|RT1002:Engine|}() { }
                    public int {|RT1002:Speed|} { get; set; }
                    public int {|RT1002:this|}[int at] => at;
                    public event EventHandler {|RT1002:Stopped|} { add { } remove { } }
                    public static Engine operator {|RT1002:+|}(Engine a, Engine b) => a;
                    public static explicit {|RT1002:operator|} int(Engine a) => 1;
                    public void {|RT1002:Run|}(System.Int32[] a, List<Lib.Engine> b) { }
                    public void Run(int a) { }
                    public void Run<T>(ref T a) { }
                    public class Inner { public void Run(Int32[] a, List<Engine> b) { } }
                }
                """)
            .Snapshot([
                "t Lib.Engine 400 0 0 2 ada000:50+bob000:50",
                .. new[] { "_a", "_c", ".ctor(string)", "Finalize()", "Speed", "this(int)", "Stopped", "operator\v+(Engine,Engine)", "explicit\voperator\vint(Engine)", "Run(Int32[],List<Engine>)" }
                    .Select(key => $"m {key} 30 0 - 1 ada000:100".Replace(' ', '\t').Replace('\v', ' '))])
            .Verify();

    [Fact]
    public async Task AMemberHasItsOwnWordsAndItsOwnKey()
    {
        var told = Assert.Single(await new AnalyzedProject()
            .Source("namespace Lib; enum Kinds { {|RT1002:One|}, Two }")
            .Snapshot("t Lib.Kinds 400 0 0 2 ada000:50+bob000:50", "m One 30 0 - 1 bob000:95", "m Two 30 0 - 2 ada000:50+bob000:50")
            .Verify());
        Assert.Equal("Knowledge of 'One' is concentrated: Bob wrote 95 % of its 30 living lines; a review or a walk-through with a second person would spread it", told.GetMessage());
        Assert.Equal("Lib.Kinds.One", told.Properties["key"]);
        Assert.False(told.Properties.ContainsKey("handle"));
    }

    [Theory]
    [InlineData("m Run() 19 0 - 1 ada000:100")]
    [InlineData("m Run() 30 0 - 1 ada000:80")]
    [InlineData("m Run() 30 100 - 0 ada000:100")]
    [InlineData("m Run(int) 30 0 - 1 ada000:100")]
    public async Task WhatIsNoConcentrationIsNot(string record) =>
        await new AnalyzedProject().Source("class Engine { void Run() { } }").Snapshot("t Engine 60 0 0 2 -", record).Verify();

    [Fact]
    public async Task APartialMemberIsToldOnce() =>
        await new AnalyzedProject()
            .With("src/B.cs", "partial class Engine { partial void Run() { } }")
            .With("src/A.cs", "partial class Engine { partial void {|RT1002:Run|}(); }")
            .Snapshot("t Engine 60 0 0 2 -", "m Run() 30 0 - 1 ada000:100")
            .Verify();

#if !ROSLYN48
    [Fact]
    public async Task MembersOfExtensionBlocksAreTheirTypes() =>
        await new AnalyzedProject()
            .Source("static class Texts { extension(string text) { public int {|RT1002:Half|}() => text.Length / 2; } }")
            .Snapshot("t Texts 60 0 0 2 -", "m extension(string).Half() 30 0 - 1 ada000:100")
            .Verify();
#endif
}
