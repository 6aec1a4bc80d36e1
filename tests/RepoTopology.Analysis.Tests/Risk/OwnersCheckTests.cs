using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Risk;

public sealed class OwnersCheckTests
{
    private const string Ada = "Ada <1+ada@users.noreply.github.com>", Bob = "Bob <2+bob@users.noreply.github.com>", Cy = "Cy <cy@example.org>";
    private const string Zoe = "Zoe <9+zoe@users.noreply.github.com>", Bot = "deploy <3+deploy@users.noreply.github.com>", AdaAtHome = "Ada <ada@example.org>";

    /// <summary>Ada holds 8 of 10 lines of src, Bob 2; Cy holds tools, Zoe, who left, old. Ada's other address wrote notes.</summary>
    [Theory]
    [InlineData("/src/ @ada", "")]
    [InlineData("/src/ @ADA @bob", "")]
    [InlineData("/src/ @bob", "/src/ LeavesOut Ada 80")]
    [InlineData("/src/ @zoe", "/src/ HoldsNone @zoe Zoe 0, /src/ LeavesOut Ada 80")]
    [InlineData("/src/ @ada @zoe", "/src/ HoldsNone @zoe Zoe 0")]
    [InlineData("/src/ @bob @org/team", "")] // Ada may be of the team.
    [InlineData("/src/ @bob @stranger", "")] // Who may be Ada.
    [InlineData("/src/ @zoe @stranger", "/src/ HoldsNone @zoe Zoe 0")]
    [InlineData("/src/ unknown@example.org", "")]
    [InlineData("/tools/ cy@example.org", "")]
    [InlineData("/tools/ CY@example.org @bob", "/tools/ HoldsNone @bob Bob 0")]
    [InlineData("/src/ cy@example.org @ada", "/src/ HoldsNone cy@example.org Cy 0")]
    [InlineData("/src/ @ada @deploy", "")] // A bot is nobody.
    [InlineData("/old/ @bob", "/old/ HoldsNone @bob Bob 0")] // Who holds it has left.
    [InlineData("/notes/ @ada", "")] // Both addresses may be Ada's.
    [InlineData("/src/", "")]
    [InlineData("/none/ @bob", "")]
    [InlineData("* @zoe\n/src/ @ada\n/tools/ cy@example.org\n/notes/ @ada", "")]
    [InlineData("[Src]\n/src/ @bob", "")] // GitLab's sections are not judged.
    public void ARuleIsHeldAgainstTheLines(string rules, string found)
    {
        var (analysis, lines) = Lines();
        var owners = CodeOwners.Parse(rules);
        Assert.Equal(found, string.Join(", ", OwnersCheck.Of(analysis, lines, owners).Select(finding => string.Join(' ',
            (string[])[owners.Rules[finding.Rule].Pattern, finding.Problem.ToString(), .. finding.Owner.Length > 0 ? [finding.Owner] : (string[])[], analysis.History.Contributors[finding.Contributor].Name, $"{finding.Share * 100:0}"]))));
    }

    [Fact]
    public void LinesOfBotsAreKnownAndNobodysAndWhoLeftOrphansTheirs()
    {
        var (analysis, lines) = Lines();
        var all = CodeHolding.Of(analysis, lines.Files);
        Assert.Equal((38, 2), (all.Lines, all.Unknown));
        Assert.DoesNotContain(all.Held, held => analysis.History.Contributors[held.Contributor].Name == "deploy");
        Assert.Equal(10 / 36.0, all.Orphaned, 9);
        var bots = CodeHolding.Of(analysis, lines.Files.Where(file => analysis.History.Paths[file.Path].Text == "bot/a.cs"));
        Assert.Equal((4, 0, 0, 0.0), (bots.Known, bots.Held.Length, bots.BusFactor, bots.Orphaned));
        var old = CodeHolding.Of(analysis, lines.Files.Where(file => analysis.History.Paths[file.Path].Text == "old/a.cs"));
        Assert.Equal((0, 1.0), (old.BusFactor, old.Orphaned));
        Assert.Equal(1, CodeHolding.Of(analysis, lines.Files.Where(file => analysis.History.Paths[file.Path].Text == "src/a.cs")).BusFactor);
    }

    private static (RepositoryAnalysis Analysis, LivingLines Lines) Lines()
    {
        var end = Invented.End;
        var history = new HistoryBuilder()
            .Commit(Zoe, end.AddYears(-4), "old/a.cs").Commit(Ada, end, "src/a.cs").Commit(Bob, end, "src/a.cs").Commit(Cy, end, "tools/a.cs")
            .Commit(AdaAtHome, end, "notes/a.cs").Commit(Bot, end, "bot/a.cs").Kind(Bot, ContributorKind.Bot).Build();
        history = history with { AliasProposals = [new AliasProposal(PersonOf(Ada), PersonOf(AdaAtHome), "same name", 0.8)] };
        var lines = new LivingLines
        {
            Files = [File("src/a.cs", (Ada, 8), (Bob, 2)), File("tools/a.cs", (Cy, 6)), File("old/a.cs", (Zoe, 10)), File("notes/a.cs", (AdaAtHome, 6)), File("bot/a.cs", (Bot, 4), (null, 2))],
            OverTime = [],
            Rewrites = null,
            Sizes = null,
            IsComplete = true,
            Unreadable = [],
            Capped = [],
            CappedRenameSearches = 0,
        };
        return (RepositoryAnalyzer.Analyze(history, new AnalysisOptions { Jobs = 1, Intervals = false }), lines);

        int PersonOf(string person) => Enumerable.Range(0, history.Contributors.Length).Single(i => $"{history.Contributors[i].Name} <{history.Contributors[i].Email}>" == person);

        LivingFile File(string path, params (string? Person, int Lines)[] held)
        {
            int index = Enumerable.Range(0, history.Paths.Length).Single(i => history.Paths[i].Text == path), start = 0;
            var runs = new List<LineRun>();
            foreach (var (person, count) in held)
            {
                runs.Add(new LineRun(start, count, person is null ? -1 : Enumerable.Range(0, history.Commits.Length).Single(i => history.Commits[i].Author == PersonOf(person)), index, start));
                start += count;
            }

            return new LivingFile(index, start, [.. runs]);
        }
    }
}
