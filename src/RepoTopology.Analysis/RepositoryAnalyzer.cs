using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Facts in, judgement out.</summary>
public static class RepositoryAnalyzer
{
    public static RepositoryAnalysis Analyze(RepositoryHistory history, AnalysisOptions options, CancellationToken cancellation = default) =>
        throw new NotImplementedException($"{history}{options}{cancellation}");
}
