using System.Text;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>The report in short, for wikis and pull requests: GitHub's Markdown, with Mermaid drawings that unfold.</summary>
public static class AnalysisMarkdown
{
    private const int MostLimits = 12;

    /// <param name="analysis">What to tell.</param>
    /// <param name="trend">How it came to be; null where that is not known.</param>
    /// <param name="hotspots">Files; null without lines.</param>
    /// <param name="options">How it is shown.</param>
    /// <param name="output">UTF-8 without a byte order mark.</param>
    public static void Write(RepositoryAnalysis analysis, TrendAnalysis? trend, HotspotList? hotspots, ReportOptions options, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var page = new MarkdownText(analysis.History, options, text);
        WriteVerdict(analysis, page);
        WriteDimensions(analysis, page);
        var people = new PeopleMarkdown(analysis, options, page);
        people.WritePeople();
        if (trend is not null)
            people.WriteTime(trend);
        var code = new CodeMarkdown(analysis, options, page);
        code.WriteModules();
        if (hotspots is not null)
            code.WriteHotspots(hotspots);
        code.WriteStructure();
        code.WriteLines();
        WriteLimits(analysis, page);
        WriteData(analysis, options, page);
    }

    private static void WriteVerdict(RepositoryAnalysis analysis, MarkdownText page)
    {
        var (verdict, window) = (analysis.Verdict, analysis.Window);
        page.Line($"# {MarkdownText.Name(RepositoryName.Of(analysis.History))}");
        page.Line();
        page.Line($"**{page.Sentence(verdict.Sentence)}**");
        page.Line();
        string index = verdict.Index is { } value
            ? $"Index {MarkdownText.Figure(value)}{(verdict.Interval is { } interval ? $" ({MarkdownText.Between(interval)})" : "")}, from 0 (group) to 1 (network)"
            : "No index";
        page.Line($"{index} · {GateWords.Count(window.Commits, "commit", "commits")} by {MarkdownText.People(window.Authors)} in {GateWords.Count(window.Months, "month", "months")} "
            + $"to {MarkdownText.Day(window.To)} · `{analysis.History.Head.ToString()[..10]}`");
        page.Line();
        foreach (string fact in verdict.Evidence.Concat(verdict.Split).Concat(verdict.Flip is { } flip ? [flip] : []))
            page.Item(page.Sentence(fact));
        page.More("explain verdict");
    }

    private static void WriteDimensions(RepositoryAnalysis analysis, MarkdownText page)
    {
        page.Heading("Four dimensions");
        page.Table(["dimension", "#index", "interval", "what tells most"], analysis.Dimensions.Select(dimension => (string[])
        [
            dimension.Name.ToString(), MarkdownText.Figure(dimension.Index), MarkdownText.Between(dimension.Interval),
            dimension.Indicators.Where(indicator => indicator.Score is not null).MaxBy(indicator => indicator.Coverage * Math.Abs(indicator.Score!.Value - 0.5)) is { } telling
                ? page.Sentence(telling.Phrase)
                : "–",
        ]));
        page.More(analysis.Dimensions.Select(dimension => $"explain {dimension.Name.ToString().ToLowerInvariant()}"));
    }

    private static void WriteLimits(RepositoryAnalysis analysis, MarkdownText page)
    {
        page.Heading("What the data could not show");
        foreach (string limit in analysis.Limits.Take(MostLimits))
            page.Item(page.Sentence(limit));
        if (analysis.Limits.Length > MostLimits)
            page.Item($"{MarkdownText.Number(analysis.Limits.Length - MostLimits)} more in `repotopology analyze --format json`.");
        if (analysis.Limits.IsEmpty)
            page.Item("No cap was hit and nothing was missing.");
    }

    private static void WriteData(RepositoryAnalysis analysis, ReportOptions options, MarkdownText page)
    {
        var (history, window) = (analysis.History, analysis.Window);
        int merges = history.Commits.Count(commit => commit.IsMerge);
        page.Heading("What was read");
        string merged = merges == 0 ? "none of them a merge" : GateWords.Count(merges, "of them is a merge", "of them are merges");
        page.Item($"{GateWords.Count(history.Commits.Length, "commit", "commits")}, {merged}"
            + $"{(history.Scope.Length > 0 ? $", below {MarkdownText.Name(history.Scope)}" : "")}{(options.Asked.Exclude.Count > 0 ? $", without {string.Join(", ", options.Asked.Exclude.Select(MarkdownText.Name))}" : "")}.");
        string[] leftOut =
        [
            .. window.MergeCommits > 0 ? [GateWords.Count(window.MergeCommits, "merge", "merges")] : Array.Empty<string>(),
            .. window.BotCommits > 0 ? [$"{GateWords.Count(window.BotCommits, "commit", "commits")} by bots"] : Array.Empty<string>(),
            .. window.AgentCommits > 0 ? [$"{GateWords.Count(window.AgentCommits, "commit", "commits")} by coding agents"] : Array.Empty<string>(),
        ];
        page.Item($"The window, from {MarkdownText.Day(window.From)} to {MarkdownText.Day(window.To)}{(leftOut.Length == 0 ? "" : $", without {string.Join(", ", leftOut)}")}.");
        foreach (string note in options.Asked.Notes(history))
            page.Item(page.Sentence(note));
        page.Command(["repotopology", "report", "--format", "markdown", .. options.Asked.Words()]);
        page.Line();
        page.Line($"Made by repotopology {ReportOptions.ToolVersion}; `repotopology report` draws it.");
    }
}
