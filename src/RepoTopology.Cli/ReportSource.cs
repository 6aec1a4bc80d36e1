using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>Makes the documents of a report: those of other commands, from one reading of the repository.</summary>
internal static class ReportSource
{
    /// <summary>Of more types than these, those that are tied most are kept.</summary>
    private const int MostTypes = 600;

    /// <summary>What a report tells beside the analysis, whatever its format: how it came to be, and where work and size meet.</summary>
    /// <returns>Null hotspots for a range.</returns>
    public static (TrendAnalysis Trend, HotspotList? Hotspots) Find(
        AnalysisRequest request, RepositoryAnalysis analysis, LivingLines? lines, Shell shell, CancellationToken cancellation)
    {
        var history = analysis.History;
        var options = new TrendOptions { WindowMonths = request.Options.WindowMonths, Jobs = request.Repository.Jobs };
        var trend = ProgressDisplay.During(shell, "judging window by window", () => TrendAnalyzer.Analyze(history, options, cancellation));
        return (trend, lines is null ? null : new HotspotList(HotspotLevel.File, Hotspots.Of(analysis, lines, HotspotLevel.File), i => history.Paths[i].Text));
    }

    /// <param name="opened">The repository.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="analysis">With people's names.</param>
    /// <param name="lines">With files; null for a range.</param>
    /// <param name="found">What <see cref="Find"/> found.</param>
    /// <param name="options">How they are shown.</param>
    /// <param name="shell">Shows progress.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static ReportDocuments Read(
        GitRepository opened, AnalysisRequest request, RepositoryAnalysis analysis, LivingLines? lines, (TrendAnalysis Trend, HotspotList? Hotspots) found, ReportOptions options, Shell shell, CancellationToken cancellation)
    {
        var documents = new ReportDocuments();
        var history = analysis.History;
        var shown = request.Anonymous ? analysis with { History = Pseudonyms.Veil(history) } : analysis;
        documents.Add("analysis", stream => AnalysisJson.Write(shown, options, stream));
        documents.Add("trend", stream => TrendJson.Write(found.Trend, options, stream));
        if (lines is null || found.Hotspots is not { } hotspots)
        {
            foreach (string kind in (string[])["holdings", "hotspots", "projects", "namespaces", "types"])
                documents.LeaveOut(kind, "Who wrote the lines that stand is told of a commit, and this report is of a range.");
            return documents;
        }

        documents.Add("holdings", stream => HoldingsJson.Write(shown, CodeMap.Of(analysis, lines), options, stream));
        documents.Add("hotspots", stream => HotspotsJson.Write(shown, hotspots, options, stream));
        AddCode(documents, opened, request, shown, lines, options, shell, cancellation);
        return documents;
    }

    /// <summary>What uses what. Names are enough for a drawing, and are soon read.</summary>
    private static void AddCode(
        ReportDocuments documents, GitRepository opened, AnalysisRequest request, RepositoryAnalysis shown, LivingLines lines, ReportOptions options, Shell shell, CancellationToken cancellation)
    {
        var asked = request.Code ?? new CodeRequest(CodeDepth.Project);
        var depth = asked.Depth == CodeDepth.Project ? asked with { Depth = CodeDepth.Names } : asked;
        if (CodeSource.TryRead(opened, shown.History, request.Repository, depth, shell, cancellation) is not { } code)
        {
            foreach (string kind in (string[])["projects", "namespaces", "types"])
                documents.LeaveOut(kind, "This commit has no C# code.");
            return;
        }

        var ownership = MemberOwnership.Of(shown.History, lines, code);
        foreach (var level in Enum.GetValues<CodeLevel>())
        {
            var graph = CodeGraphs.Of(shown, code, ownership, level, options);
            documents.Add($"{level.ToString().ToLowerInvariant()}s", stream =>
                (level == CodeLevel.Type ? graph.Strongest(MostTypes) : graph).Write(GraphFormat.Json, stream));
        }
    }
}
