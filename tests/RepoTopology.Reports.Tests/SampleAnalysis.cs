using System.Collections.Immutable;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports.Tests;

/// <summary>Analyses written by hand: an invented history, and figures that need not follow from it.</summary>
internal static class SampleAnalysis
{
    public static readonly DateTimeOffset End = new(2024, 5, 31, 18, 30, 0, TimeSpan.FromHours(2));

    /// <summary>A project between group and network with everything filled in.</summary>
    /// <param name="firstPerson">Takes the place of "Ann Author", who leads everywhere.</param>
    public static RepositoryAnalysis Mixed(string firstPerson = "Ann Author <ann@example.org>")
    {
        var history = History(firstPerson);
        int Person(string name) => Enumerable.Range(0, history.Contributors.Length).First(i => history.Contributors[i].Name.Contains(name, StringComparison.Ordinal));
        int Module(string name) => Enumerable.Range(0, history.Modules.Length).First(i => history.Modules[i].Name == name);
        int ann = history.Commits[^1].Author;
        int bob = Person("Bob"), cy = Person("Cy"), bot = Person("renovate");
        int core = Module("Core"), docs = Module("Docs");
        return new RepositoryAnalysis
        {
            History = history,
            Window = new AnalysisWindow
            {
                From = End.AddMonths(-36),
                To = End,
                RequestedMonths = 24,
                Months = 36,
                Commits = 1234,
                Authors = 41,
                MergeCommits = 45,
                BotCommits = 12,
                AgentCommits = 3,
                GiantCommits = 2,
            },
            Verdict = new Verdict
            {
                Label = VerdictLabel.Mixed,
                Index = 0.5432109876,
                Interval = new Interval(0.4871, 0.6002),
                Sentence = "A small core carries most of the work, while many people come and go around it: this project is mixed, part group and part network.",
                Evidence = ["The top 5 people made 71 % of commits.", "In 100 commits, 24 different authors can be expected.", "A third of all modules have leaders of their own."],
                Flip = "If the top 5 people had made 55 % of commits instead of 71 %, it would be network-like.",
            },
            Dimensions =
            [
                Dimension(DimensionName.Autonomy, 0.41, ("leaderDispersion", 0.14, 0.35, "13 of 40 modules have a leader of their own"), ("integratorShare", 0.97, 0.1, "one person integrated 97 % of what reached the main line")),
                Dimension(DimensionName.Diversity, 0.62, ("timeZones", 6.2, 0.7, "commits come from as many as 6 time zones")),
                Dimension(DimensionName.Openness, 0.71, ("rarefiedAuthors", 24.4, 0.71, "in 100 commits, 24 different authors can be expected, which is a lot for a project of this size")),
                new Dimension { Name = DimensionName.Interactivity, Index = null, Interval = null, Indicators = [Indicator("modularity", null, null, 0, "")] },
            ],
            Contributors = [Standing(ann, 800, Layer.Core, 0), Standing(bob, 300, Layer.Regular, 0), Standing(cy, 2, Layer.Casual, null), Standing(bot, 12, null, null)],
            Modules = [ModuleOf(core, 700, 12, ann, 0.8123456789, 1, 0.7), ModuleOf(docs, 90, 30, bob, 0.31, 4, 0.1)],
            ContributorGraph = new ContributorGraph(new Graph([0, 1, 3, 4], [1, 0, 2, 1], [17, 17, 2, 2]), [ann, bob, cy]),
            ModuleGraph = new ModuleGraph(new Graph([0, 1, 2], [1, 0], [33, 33]), [core, docs]),
            OwnershipGraph = new OwnershipGraph([new OwnershipEdge(ann, core, 569, 0.8123456789), new OwnershipEdge(bob, docs, 28, 0.31)]),
            Layers = [new(Layer.Core, 4, 990, 0.802), new(Layer.Regular, 7, 150, 0.122), new(Layer.Occasional, 10, 60, 0.049), new(Layer.Casual, 20, 34, 0.027)],
            Risk = new RiskFigures
            {
                Caf50 = 2,
                Caf80 = 4,
                BusFactor = LinesOf(3, 2, 5, new KeyPerson(ann, 500, 0.51, [core]), new KeyPerson(bob, 200, 0.2, [])),
                Remaining = LinesOf(1, 1, 1, new KeyPerson(bob, 200, 0.2, [])),
                OrphanedShare = new Interval(0.41, 0.47),
                LeftSince = End.AddMonths(-12),
                HasLeft = [.. history.Contributors.Select((_, i) => i == ann)],
                Modules = [new ModuleRisk(new ModuleHoldings(core, 700, 40, [new(ann, 500), new(bob, 160)]), new Interval(0.71, 0.77), 0)],
            },
            Limits = ["60 % of what reached the main line was merged on a platform, so who integrates is not known there.", "2 commits touch more than 50 files and take no part in graphs."],
        };
    }

    private static BusFactor LinesOf(int value, int low, int high, params ImmutableArray<KeyPerson> people) =>
        new() { Algorithm = BusFactorAlgorithm.Lines, Value = value, Low = low, High = high, People = people };

    /// <summary>A young repository: what can be said without a verdict.</summary>
    public static RepositoryAnalysis Insufficient()
    {
        var mixed = Mixed();
        return mixed with
        {
            Window = mixed.Window with { Months = 60, Commits = 7, Authors = 2, BotCommits = 0, AgentCommits = 0 },
            Verdict = new Verdict
            {
                Label = VerdictLabel.InsufficientHistory,
                Index = null,
                Interval = null,
                Sentence = "7 commits in 60 months are too few to say whether this is a group or a network.",
                Evidence = [],
                Flip = null,
            },
            Dimensions = [.. mixed.Dimensions.Select(dimension => dimension with { Index = null, Interval = null })],
        };
    }

    private static RepositoryHistory History(string firstPerson) => new HistoryBuilder()
        .Modules(new ModuleOptions { Modules = [new ModuleRule("Core", ["src/Core/**"]), new ModuleRule("Docs", ["docs/**"])] })
        .Commit(firstPerson, End.AddMonths(-20), "src/Core/a.cs", "docs/a.md")
        .Commit("Bob Builder <bob@example.org>", End.AddMonths(-10), "src/Core/a.cs", "docs/b.md")
        .Commit("Cy Casual <cy@example.org>", End.AddMonths(-5), "docs/b.md")
        .Commit("renovate[bot] <bot@users.noreply.github.com>", End.AddMonths(-4), "src/Core/a.cs")
        .Kind("renovate[bot] <bot@users.noreply.github.com>", ContributorKind.Bot)
        .Merge(firstPerson, End)
        .Completeness(new Completeness { PartialClone = true, MissingBlobs = 3 })
        .Gate(new DeclaredGate(true, false, ["CODEOWNERS"], "* @core"))
        .Build();

    private static Dimension Dimension(DimensionName name, double index, params (string Name, double Value, double Score, string Phrase)[] indicators) => new()
    {
        Name = name,
        Index = index,
        Interval = new Interval(index - 0.1, index + 0.1),
        Indicators = [.. indicators.Select(indicator => Indicator(indicator.Name, indicator.Value, indicator.Score, 1, indicator.Phrase))],
    };

    private static Indicator Indicator(string name, double? value, double? score, double coverage, string phrase) => new()
    {
        Name = name,
        Title = $"the title of {name}",
        Value = value,
        Score = score,
        Coverage = coverage,
        Interval = value is { } v ? new Interval(v - 0.01, v + 0.01) : null,
        Phrase = phrase,
    };

    private static ContributorStanding Standing(int contributor, int commits, Layer? layer, int? community) => new()
    {
        Contributor = contributor,
        Commits = commits,
        Share = layer is null ? 0 : commits / 1234.0,
        Files = commits / 2,
        LifetimeCommits = commits * 2,
        FirstCommit = End.AddYears(-8),
        LastCommit = End.AddDays(-3),
        Layer = layer,
        Community = community,
    };

    private static ModuleStanding ModuleOf(int module, int commits, int authors, int top, double share, int busFactor, double risk) => new()
    {
        Module = module,
        Commits = commits,
        Authors = authors,
        TopContributor = top,
        TopShare = share,
        BusFactor = busFactor,
        Risk = risk,
    };
}
