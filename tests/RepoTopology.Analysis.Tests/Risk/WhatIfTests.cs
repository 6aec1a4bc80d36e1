using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Risk;

public sealed class WhatIfTests
{
    private static readonly HistoryBuilder Builder = new HistoryBuilder()
        .Commit("Old <old@example.org>", Invented.End.AddYears(-3), "one/a.c")
        .Commit("Ann <ann@example.org>", Invented.End.AddDays(-3), "one/a.c")
        .Commit("Ann <ann@example.org>", Invented.End.AddDays(-2), "two/a.c")
        .Commit("Ann <ann@example.org>", Invented.End.AddDays(-1), "two/a.c")
        .Commit("Bob <bob@example.org>", Invented.End, "two/a.c");

    [Fact]
    public void WhatIsLostIsToldByModule()
    {
        var analysis = Holding.Analyze(Builder, ("one", "Old", 20), ("one", "Ann", 70), ("one", "Bob", 10), ("two", "Ann", 30), ("two", "Bob", 70));
        var loss = WhatIf.Of(analysis, [Holding.Person(analysis.History, "Ann")]);
        Assert.Equal((200, 100), (loss.Lines, loss.Theirs));
        Assert.Equal((new Interval(0.1, 0.1), new Interval(0.6, 0.6)), (loss.Before, loss.After));
        Assert.Equal((1, 0), (loss.BusFactorBefore.Value, loss.BusFactorAfter.Value));
        Assert.Equal(["one", "two"], loss.Modules.Select(module => analysis.History.Modules[module.Module].Name));
        var (one, two) = (loss.Modules[0], loss.Modules[1]);
        Assert.Equal((70, new Interval(0.2, 0.2), new Interval(0.9, 0.9), true), (one.Theirs, one.Before, one.After, one.IsLost));
        Assert.Equal((30, new Interval(0, 0), new Interval(0.3, 0.3), false), (two.Theirs, two.Before, two.After, two.IsLost));
        Assert.Equal(new PersonLines(Holding.Person(analysis.History, "Bob"), 10), one.Next);
    }

    [Fact]
    public void SeveralMayLeaveAndThenNobodyIsNext()
    {
        var analysis = Holding.Analyze(Builder, ("one", "Old", 20), ("one", "Ann", 70), ("one", "Bob", 10));
        var loss = WhatIf.Of(analysis, [Holding.Person(analysis.History, "Ann"), Holding.Person(analysis.History, "Bob")]);
        Assert.Equal((80, new Interval(1, 1)), (loss.Theirs, loss.After));
        Assert.Null(Assert.Single(loss.Modules).Next);
    }
}
