using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What the data could not show, one sentence each, most important first.</summary>
internal static class Limits
{
    private const double LowCoverage = 0.5;

    public static ImmutableArray<string> Of(RepositoryHistory history, LineFigures? lines, AnalysisWindow window, Judgement judgement) =>
    [
        .. Incomplete(history.Completeness),
        .. OfLines(lines),
        .. OfWindow(history, window),
        .. OfJudgement(window, judgement),
        .. OfIntegrators(history, window),
        .. OfPeople(history, window),
    ];

    private static IEnumerable<string> Incomplete(Completeness facts)
    {
        if (facts.ShallowBoundaries > 0)
            yield return "The clone is shallow: history before its boundary is missing, so newcomers and lifetime figures cannot be told.";
        if (facts.MissingCommits > 0)
            yield return $"{Phrases.Count(facts.MissingCommits, "commit is", "commits are")} named as parent but missing.";
        if (facts.Skipped.Count > 0)
            yield return $"What {Phrases.Count(facts.Skipped.Count, "commit changes is", "commits change is")} unknown, as objects are missing or too large: "
                + "figures about shared work rest on the others.";
        if (facts.MissingBlobs > 0)
            yield return $"{Phrases.Count(facts.MissingBlobs, "file version is", "file versions are")} missing: renames among them may be unseen.";
        if (facts.Grafts + facts.Replacements > 0)
            yield return "Grafts or replaced objects change the history that was read.";
        if (facts.AttributesCapped)
            yield return "The .gitattributes have too many rules for so many paths: of the last paths it is not known what they say.";
        if (facts.RenameLimitHits > 0)
            yield return $"{Phrases.Count(facts.RenameLimitHits, "commit has", "commits have")} too many candidates to search for renames by similarity.";
    }

    private static IEnumerable<string> OfLines(LineFigures? lines)
    {
        if (lines is { Unknown: > 0 })
            yield return $"Who wrote {Phrases.Count(lines.Unknown, "living line", "living lines")} is unknown: shares of lines lie between two figures.";
        if (lines is { FilesInPart: > 0 })
            yield return $"{Phrases.Count(lines.FilesInPart, "file", "files")} could not be read or compared in full, or only in their newest versions.";
        if (lines is { CappedRenameSearches: > 0 })
            yield return $"{Phrases.Count(lines.CappedRenameSearches, "commit adds", "commits add")} too many files to search where each came from: who wrote their lines may be unknown.";
        if (lines is { CappedMoveSearches: > 0 })
            yield return $"{Phrases.Count(lines.CappedMoveSearches, "commit changes", "commits change")} too many lines to search which of them were moved: those count as written by whoever moved them.";
    }

    private static IEnumerable<string> OfWindow(RepositoryHistory history, AnalysisWindow window)
    {
        if (history.IsFiltered)
            yield return "Only a part of the repository is looked at: commits outside it do not count.";
        if (window.GiantCommits > 0)
            yield return $"{Phrases.Count(window.GiantCommits, "commit touches", "commits touch")} more than {WindowChoice.GiantFiles} files: "
                + "counted, but left out of graphs and ownership.";
    }

    private static IEnumerable<string> OfJudgement(AnalysisWindow window, Judgement judgement)
    {
        if (window.Authors < Measurement.LeastPeople && window.Authors > 0)
            yield return $"With {Phrases.Count(window.Authors, "author", "authors")} in the window, figures about differences between people are absent; the others decide.";
        foreach (var dimension in Enum.GetValues<DimensionName>())
            if (judgement.Dimensions[(int)dimension] is null && judgement.Index is not null)
                yield return $"{dimension} could not be measured and takes no part in the index.";
    }

    /// <summary>Whose name stands on the mainline where the history cannot tell who let a commit in: said when that is most of it.</summary>
    private static IEnumerable<string> OfIntegrators(RepositoryHistory history, AnalysisWindow window)
    {
        var mainline = Mainline.Walk(history, window).ToList();
        var unknown = mainline.Where(commit => commit.Integrator < 0).Select(commit => Mainline.LetInBy(history, commit.Commit)).ToList();
        if (mainline.Count - unknown.Count >= LowCoverage * mainline.Count)
            yield break;
        var names = new[]
        {
            (Name: "a platform's", Fits: unknown.Exists(Mainline.IsPlatform)),
            (Name: "a bot's", Fits: unknown.Exists(other => !Mainline.IsPlatform(other) && other.Kind != ContributorKind.Person)),
            (Name: "a mere committer's", Fits: unknown.Exists(other => !Mainline.IsPlatform(other) && other.Kind == ContributorKind.Person)),
        }.Where(name => name.Fits).Select(name => name.Name);
        yield return $"Who let changes in is known for {Phrases.Percent(1 - (double)unknown.Count / mainline.Count)} of the mainline; {string.Join(" or ", names)} name stands on the rest.";
    }

    private static IEnumerable<string> OfPeople(RepositoryHistory history, AnalysisWindow window)
    {
        if (history.AliasProposals.Length > 0)
            yield return $"{Phrases.Count(history.AliasProposals.Length, "pair of identities", "pairs of identities")} may be one person each ('identities' lists them); none is joined unless a .mailmap or the configuration says so.";
        if (window.BotCommits > 0)
            yield return $"{Phrases.Count(window.BotCommits, "commit by a bot is", "commits by bots are")} left out.";
        if (window.AgentCommits > 0)
            yield return $"{Phrases.Count(window.AgentCommits, "commit by a coding agent is", "commits by coding agents are")} counted apart from people's.";
    }
}
