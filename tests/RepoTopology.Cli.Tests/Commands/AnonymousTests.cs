using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class AnonymousTests
{
    private static readonly string[] Told = ["Aurelia", "Quixote", "Bartholomew", "aurelia", "bart", "dependabot", "renovate", "\e", "example.org", "secret"];

    [Theory]
    [InlineData("analyze")]
    [InlineData("analyze", "--format", "json")]
    [InlineData("analyze", "--format", "json", "--bus-factor", "avelino")]
    [InlineData("analyze", "--bus-factor", "jetbrains")]
    [InlineData("analyze", "--format", "markdown")]
    [InlineData("report", "-o", "-")]
    [InlineData("report", "--format", "json", "-o", "-")]
    [InlineData("plan")]
    [InlineData("plan", "--format", "json", "--bar", "5")]
    [InlineData("identities")]
    [InlineData("identities", "--format", "json")]
    [InlineData("what-if", "--without", "aurelia@secret.example.org")]
    [InlineData("what-if", "--format", "json", "--without", "bart@secret.example.org")]
    public void NothingThatIsWrittenNamesAnybody(params string[] command)
    {
        using var repository = Hostile();
        var result = RunResult.Of([command[0], repository.Path, "--anonymous", .. command[1..]]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("Person ", result.Output, StringComparison.Ordinal);
        Assert.All(Told, word => Assert.DoesNotContain(word, result.Output, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(result.Output, RunResult.Of([command[0], repository.Path, "--anonymous", .. command[1..]]).Output);
    }

    [Fact]
    public void ARealHistoryNamesNobodyEither()
    {
        string path = SharedFiles.History("serilog");
        var names = RunResult.Of("facts", "people", path, "--format", "csv").Output.Split('\n').Skip(1)
            .SelectMany(line => line.Split(',')).Where(cell => cell.Contains(' ', StringComparison.Ordinal) && cell.Length > 6).ToHashSet();
        Assert.NotEmpty(names);
        string output = RunResult.Of("analyze", path, "--anonymous", "--format", "json").Output;
        Assert.DoesNotContain(names, name => output.Contains(name, StringComparison.Ordinal));
    }

    private static GitTestRepository Hostile()
    {
        var repository = GitTestRepository.Create();
        const string Aurelia = "Aurelia Quixote <aurelia@secret.example.org>", Bart = "Bartholomew\e[31m <bart@secret.example.org>";
        repository.Write("CODEOWNERS", "* @aurelia\n").Write("one/a.c", "1\n2\n3\n").Commit("Aurelia Quixote did this", Aurelia);
        for (int i = 0; i < 60; i++)
        {
            repository.Write("one/a.c", $"{i}\n{i}\n").Commit("by aurelia@secret.example.org\n\nReviewed-by: Bartholomew <bart@secret.example.org>", Aurelia);
            repository.Write($"two/{i % 7}.c", $"{i}\n").Commit("x\n\nCo-authored-by: Aurelia Quixote <home@secret.example.org>", Bart);
        }

        repository.Write("package-lock.json", "1").Write("two/bot.c", "1\n").Commit("bump", "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>");
        return repository;
    }
}
