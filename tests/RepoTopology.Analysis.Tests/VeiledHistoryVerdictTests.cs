using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Testing;

namespace RepoTopology.Analysis.Tests;

/// <summary>Verdicts on real histories whose style is documented (../shared/oracles/labels.csv).</summary>
public sealed class VeiledHistoryVerdictTests
{
    [Theory]
    [InlineData("lua", VerdictLabel.GroupLike)]
    [InlineData("melpa", VerdictLabel.NetworkLike)]
    [InlineData("ohmyzsh", VerdictLabel.NetworkLike)]
    [InlineData("Faker", VerdictLabel.NetworkLike)]
    [InlineData("C-Sharp", VerdictLabel.NetworkLike)]
    [InlineData("RestSharp", VerdictLabel.GroupLike)]
    [InlineData("Newtonsoft.Json", VerdictLabel.InsufficientHistory)]
    public void VerdictIsTheDocumentedLabel(string name, VerdictLabel label) => Assert.Equal(label, Analyze(name).Verdict.Label);

    [Theory]
    [InlineData("serilog")]
    [InlineData("Humanizer")]
    public void MixedProjectsAreNotCalledNetworks(string name) => Assert.NotEqual(VerdictLabel.NetworkLike, Analyze(name).Verdict.Label);

    // indicators-24-months.csv: an independent script with its own rules for identities and bots, hence the tolerance.
    [Theory]
    [InlineData("lua", 1, 1.00, 0.00, null)]
    [InlineData("melpa", 58, 0.42, 0.39, 0.25)]
    [InlineData("ohmyzsh", 75, 0.26, 0.70, 0.74)]
    [InlineData("Faker", 46, 0.52, 0.42, 0.21)]
    [InlineData("C-Sharp", 30, 0.50, 0.21, 0.25)]
    [InlineData("Humanizer", 14, 0.89, 0.06, 0.17)]
    public void FiguresAgreeWithAnIndependentScript(string name, double rarefied, double topFive, double casual, double? modularity)
    {
        var figures = Analyze(name).Dimensions.SelectMany(dimension => dimension.Indicators).ToDictionary(indicator => indicator.Name, indicator => indicator.Value);
        Assert.Equal(rarefied, figures["rarefiedAuthors"]!.Value, 0.1 * rarefied);
        Assert.Equal(topFive, figures["bigSpike"]!.Value, 0.04);
        Assert.Equal(casual, figures["casualShare"]!.Value, 0.02);
        if (modularity is not null)
            Assert.Equal(modularity.Value, figures["coEditModularity"]!.Value, 0.06);
        else
            Assert.Null(figures["coEditModularity"]);
    }

    private static RepositoryAnalysis Analyze(string name)
    {
        using var repository = GitRepository.Open(SharedFiles.History(name));
        var history = HistoryReader.Read(repository, new HistoryOptions(), TestContext.Current.CancellationToken);
        return RepositoryAnalyzer.Analyze(history, new AnalysisOptions(), TestContext.Current.CancellationToken);
    }
}
