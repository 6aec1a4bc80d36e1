using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports.Tests;

/// <summary>Trends of invented histories.</summary>
internal static class SampleTrend
{
    /// <summary>A network of owners, eight years long, that one person takes over half-way, while a platform begins to squash.</summary>
    /// <param name="jobs">Worker threads.</param>
    public static TrendAnalysis Shifted(int jobs = 0) => TrendAnalyzer.Analyze(History(), new TrendOptions { Jobs = jobs });

    public static TrendAnalysis Insufficient() => TrendAnalyzer.Analyze(
        new HistoryBuilder().Commit("Ann Author <ann@example.org>", new DateTimeOffset(2020, 5, 1, 0, 0, 0, TimeSpan.Zero), "a.c").Build(), new TrendOptions());

    private static RepositoryHistory History()
    {
        const string platform = "Platform <noreply@platform.example.org>", lead = "Zebedee <zebedee@example.org>";
        var builder = new HistoryBuilder();
        var start = new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 1200; i++)
        {
            int owner = i / 5 + i % 3 * 7;
            string person = $"Owner {owner} <owner{owner}@owners{owner % 30}.example>";
            var date = start.AddDays(i * 365.25 * 8 / 1200).ToOffset(TimeSpan.FromHours(owner % 14 - 7));
            if (i < 600)
                builder.Commit(person, date, $"packages/p{owner % 50}/a.el", $"packages/p{owner % 50}/b.el");
            else
                builder.Commit(i % 15 == 0 ? person : lead, platform, date, [$"packages/p{i % 50}/a.el", "main.el"]);
        }

        return builder.Build();
    }
}
