using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Explanations;

public sealed class ExplainerTests
{
    private static readonly ExplanationOptions Options = new() { Revision = "HEAD" };

    [Fact]
    public void EveryIndicatorSaysForItselfWhatItIs() =>
        Assert.Equal(IndicatorCatalogue.All.Select(indicator => indicator.Name).Order(), IndicatorExplanations.All.Keys.Order());

    [Fact]
    public void EverythingListedCanBeExplained()
    {
        var analysis = Analyze(Busy());
        var explainer = new Explainer(analysis, null, Options);
        var ids = ExplanationIds.Of(analysis);
        Assert.True(ids.All.Length > 50);
        foreach (var id in ids.All)
        {
            Assert.Same(id, ids.Find(id.Name));
            var explanation = explainer.Explain(id);
            Assert.Equal(id.Name, explanation.Id);
            Assert.All(explanation.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Cells.Length)));
            Assert.All(explanation.Commits.Items, item => Assert.InRange(item.Weight, 1, int.MaxValue));
            Assert.Equal(explanation.Commits.Items.Length, explanation.Commits.Items.Select(item => item.Commit).Distinct().Count());
        }
    }

    /// <summary>The parts that a table shows add up to the figure that they explain.</summary>
    [Theory]
    [InlineData("casualShare", 0, 2)]
    [InlineData("bigSpike", 0, 2)]
    [InlineData("rarefiedAuthors", 0, 2)]
    [InlineData("newcomerShare", 0, 3)]
    [InlineData("divisionOfLabour", 0, 5)]
    [InlineData("coEditModularity", 0, 4)]
    public void TheRowsAddUpToTheFigure(string name, int table, int column)
    {
        var explanation = Explain(Busy(), name);
        double sum = explanation.Tables[table].Rows.Sum(row => row.Cells[column] is ShareCell share ? share.Value : ((FigureCell)row.Cells[column]).Value!.Value);
        Assert.Equal(explanation.Figure!.Value!.Value, sum, 9);
    }

    [Fact]
    public void CasualPeopleAreNamedWithTheirCommits()
    {
        var (history, explanation) = (Busy(), Explain(Busy(), "casualShare"));
        var rows = explanation.Tables[0].Rows;
        Assert.Equal(20, rows.Length);
        foreach (var row in rows)
        {
            int person = ((PersonCell)row.Cells[0]).Contributor;
            Assert.Equal(((CountCell)row.Cells[1]).Value, row.Commits.Length);
            Assert.All(row.Commits, commit => Assert.Equal(person, history.Commits[commit].Author));
        }

        Assert.Equal(rows.SelectMany(row => row.Commits).Order(), explanation.Commits.Items.Select(item => item.Commit).Order());
    }

    [Fact]
    public void WhatIsLeftOutIsCountedAsTheWindowCounts()
    {
        var analysis = Analyze(Busy());
        var left = Explain(Busy(), "window").LeftOut;
        Assert.Equal(analysis.Window.MergeCommits, Assert.Single(left, part => part.What.Contains("merge", StringComparison.Ordinal)).Count);
        Assert.Equal(analysis.Window.BotCommits, Assert.Single(left, part => part.What.Contains("bot", StringComparison.Ordinal)).Count);
        Assert.Equal(analysis.Window.GiantCommits, Assert.Single(left, part => part.What.Contains("50 files", StringComparison.Ordinal)).Count);
        Assert.All(left.Where(part => !part.Commits.IsEmpty), part => Assert.Equal(part.Count, part.Commits.Length));
    }

    [Fact]
    public void WeightsOfADimensionAndOfTheVerdictAddUp()
    {
        var analysis = Analyze(Busy());
        foreach (var dimension in analysis.Dimensions.Where(dimension => dimension.Index is not null))
            Assert.Equal(dimension.Index!.Value, dimension.Indicators.Sum(indicator => IndicatorExplanations.WeightIn(dimension, indicator) * (indicator.Score ?? 0)), 9);
        var pulls = Explain(Busy(), "verdict").Tables[1].Rows;
        Assert.Equal(analysis.Verdict.Index!.Value - 0.5, pulls.Sum(row => ((FigureCell)row.Cells[4]).Value!.Value), 9);
    }

    [Theory]
    [InlineData("risk.caf50", "caf50")]
    [InlineData("window.giantCommits", "window")]
    [InlineData("CASUALSHARE", "casualShare")]
    [InlineData("dimensions.openness", "openness")]
    [InlineData("index", "verdict")]
    [InlineData("halfHeldBy", "lines")]
    [InlineData("m1", "module:part0")]
    public void PartsAndPathsFindTheirFigure(string typed, string id)
    {
        var analysis = Analyze(Busy());
        string expected = id == "module:part0" ? $"module:{analysis.History.Modules[analysis.Modules[0].Module].Name}" : id;
        Assert.Equal(expected, ExplanationIds.Of(analysis).Find(typed)?.Name);
    }

    [Fact]
    public void WhatNothingIsCalledIsNotFound() => Assert.Null(ExplanationIds.Of(Analyze(Busy())).Find("nothing.of.it"));

    [Fact]
    public void APersonsLayerIsGivenWithItsReason()
    {
        var history = Busy();
        var explanation = new Explainer(Analyze(history), null, Options).Explain(ExplanationIds.OfPerson(history.Commits[^1].Author, "Person 0"));
        Assert.StartsWith("layer: core, as number 1 of 24 by commits", explanation.Calculation, StringComparison.Ordinal);
    }

    private static Explanation Explain(RepositoryHistory history, string name)
    {
        var analysis = Analyze(history);
        return new Explainer(analysis, null, Options).Explain(ExplanationIds.Of(analysis).Find(name)!);
    }

    private static RepositoryAnalysis Analyze(RepositoryHistory history) => RepositoryAnalyzer.Analyze(history, new AnalysisOptions { Jobs = 2 });

    /// <summary>Four who carry it, twenty who come once, a bot, a merge and a commit of too many files.</summary>
    private static RepositoryHistory Busy()
    {
        const string Bot = "renovate[bot] <bot@users.noreply.example.org>";
        var builder = Invented.History(200, i => i % 10 == 3
            ? (Invented.Person(10 + i / 10), i % 5, [$"part{i / 10 % 4}/file{i % 3}.c"])
            : (Invented.Person(i % 10 % 4), i % 3, [$"part{i % 4}/file{i % 7}.c", $"part{i % 2}/other.c"]));
        return builder.Commit(Bot, Invented.End, "part0/file0.c").Kind(Bot, ContributorKind.Bot)
            .Merge(Invented.Person(0), Invented.End)
            .Commit(Invented.Person(0), Invented.End, [.. Enumerable.Range(0, 60).Select(i => $"part1/many{i}.c")])
            .Build();
    }
}
