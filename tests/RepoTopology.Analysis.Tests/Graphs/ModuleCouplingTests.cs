using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

/// <summary>What changes together, on facts written by hand and against exact sums of binomial coefficients.</summary>
public sealed class ModuleCouplingTests
{
    [Theory]
    [InlineData(1000, 60, 50, 12, 1.489027133529053e-05)]
    [InlineData(1000, 60, 50, 3, 0.5893340324046472)]
    [InlineData(20, 5, 5, 1, 0.8063080495356038)]
    [InlineData(82000, 300, 250, 40, 4.410847993136148e-53)]
    [InlineData(1000, 500, 400, 150, 0.9999999999705251)]
    [InlineData(10, 10, 4, 4, 1)]
    [InlineData(80000, 40000, 40000, 100, 1)] // so far below what is expected that its own probability is no number
    public void TheTailIsTheHypergeometricDistributions(int total, int ofA, int ofB, int together, double expected)
    {
        double tail = ModuleCoupling.UpperTail(ModuleCoupling.LogFactorials(total), total, ofA, ofB, together);
        Assert.InRange(tail, expected * (1 - 1e-7), expected * (1 + 1e-7));
    }

    [Fact]
    public void ManyTestsAreCorrected()
    {
        // Benjamini–Hochberg by hand, 5 tests: .01·5/1, .02·5/2, .03·5/3 = .05; .04·5/4 = .05; the fifth is 1.
        Assert.Equal([0.05, 0.05, 0.05, 0.05], ModuleCoupling.FalseDiscoveryRates([0.01, 0.04, 0.03, 0.02], 5).Select(rate => Math.Round(rate, 12)));
        Assert.Equal([0.5, 0.006], ModuleCoupling.FalseDiscoveryRates([0.1, 0.0006], 10).Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void PartsThatAlwaysChangeTogetherAreSignificantAndPartsThatMeetByChanceAreNot()
    {
        // 200 commits: client and server in every tenth, docs in every fourth, tests in every third, whatever the others do.
        var builder = new HistoryBuilder().Modules(new ModuleOptions { Modules = [.. ((string[])["client", "server", "docs", "tests"]).Select(name => new ModuleRule(name, [name + "/**"]))] });
        for (int i = 0; i < 200; i++)
        {
            List<string> paths = i % 10 == 0 ? ["client/a.c", "server/a.c"] : [];
            if (i % 4 == 1)
                paths.Add("docs/a.md");
            if (i % 3 == 1)
                paths.Add("tests/a.c");
            builder.Commit(Invented.Person(i % 3), Invented.At(i, 200), paths);
        }

        var analysis = RepositoryAnalyzer.Analyze(builder.Build(), new AnalysisOptions(), TestContext.Current.CancellationToken);
        var pairs = ModuleCoupling.Of(analysis).ToDictionary(pair => string.Join(' ', ((string[])[Name(pair.A), Name(pair.B)]).Order()));
        string Name(int module) => analysis.History.Modules[module].Name;

        int touched = Enumerable.Range(0, 200).Count(i => i % 10 == 0 || i % 4 == 1 || i % 3 == 1);
        Assert.Equal(touched, analysis.ModuleGraph.Commits);
        var coupled = pairs["client server"];
        Assert.Equal((20, 1.0, 1.0), (coupled.Together, coupled.ConfidenceAb, coupled.ConfidenceBa));
        Assert.Equal((20.0 / touched, touched / 20.0), (coupled.Support, coupled.Lift));
        Assert.True(coupled.QValue < 1e-9);
        Assert.True(pairs["docs tests"].QValue > ModuleCoupling.Significant);
        Assert.DoesNotContain("client docs", pairs.Keys);
    }
}
