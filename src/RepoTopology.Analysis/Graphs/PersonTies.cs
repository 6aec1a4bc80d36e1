using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What ties two people beside the files that both change.</summary>
public enum TieKind
{
    /// <summary>The first replaced lines that the other had written; counted in lines.</summary>
    LineRewrite,

    /// <summary>Both wrote a commit together; counted in commits, without a direction.</summary>
    CoAuthor,

    /// <summary>The first reviewed commits of the other (Reviewed-by); counted in commits, as are the kinds below.</summary>
    Review,

    /// <summary>Acked-by.</summary>
    Ack,

    /// <summary>Tested-by.</summary>
    Test,

    /// <summary>Signed-off-by, by another person than the author.</summary>
    SignOff,
}

/// <param name="Kind">What it stands for.</param>
/// <param name="From">Index into <see cref="RepositoryHistory.Contributors"/>.</param>
/// <param name="To">Index into <see cref="RepositoryHistory.Contributors"/>; the greater of both where there is no direction.</param>
/// <param name="Weight">Lines or commits, at least 1.</param>
public readonly record struct PersonTie(TieKind Kind, int From, int To, long Weight)
{
    public bool IsDirected => Kind != TieKind.CoAuthor;
}

/// <summary>
/// Ties between people by the window's counted commits, commits of more than 50 files left out as in all graphs. Bots, coding agents and
/// people's ties with themselves are left out. Of a commit with several co-authors, each is tied to its author.
/// </summary>
internal static class PersonTies
{
    /// <param name="history">The facts.</param>
    /// <param name="lines">Whose lines each change replaced; null when it was not read, which leaves out <see cref="TieKind.LineRewrite"/>.</param>
    /// <param name="window">Which commits.</param>
    /// <returns>By kind, from and to.</returns>
    public static ImmutableArray<PersonTie> Of(RepositoryHistory history, LivingLines? lines, AnalysisWindow window)
    {
        var weights = new Dictionary<(TieKind Kind, int From, int To), long>();
        var named = new HashSet<(TieKind, int)>();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (!window.Contains(commit) || history.ClassOf(i) != CommitClass.Counted || history.FilesOf(i) > WindowChoice.GiantFiles)
                continue;
            foreach (var (author, replaced) in RewritesOf(history, lines, i))
                Add(TieKind.LineRewrite, commit.Author, author, replaced);

            named.Clear();
            foreach (var trailer in history.TrailersOf(i))
                if (KindOf(trailer.Kind) is { } kind && named.Add((kind, trailer.Contributor)) && IsAnotherPerson(history, trailer.Contributor, commit.Author))
                {
                    if (kind == TieKind.CoAuthor)
                        Add(kind, Math.Min(trailer.Contributor, commit.Author), Math.Max(trailer.Contributor, commit.Author), 1);
                    else
                        Add(kind, trailer.Contributor, commit.Author, 1);
                }
        }

        return
        [
            .. weights.Select(tie => new PersonTie(tie.Key.Kind, tie.Key.From, tie.Key.To, tie.Value))
                .OrderBy(tie => tie.Kind).ThenBy(tie => tie.From).ThenBy(tie => tie.To),
        ];

        void Add(TieKind kind, int from, int to, long weight) => weights[(kind, from, to)] = weights.GetValueOrDefault((kind, from, to)) + weight;
    }

    /// <summary>Lines of modules that a commit replaced, by the other people who had written them.</summary>
    public static IEnumerable<(int Author, int Replaced)> RewritesOf(RepositoryHistory history, LivingLines? lines, int commit)
    {
        if (lines?.Rewrites is not { } rewrites)
            yield break;
        foreach (var rewrite in rewrites.Of(commit).ToArray())
            if (rewrite.Replaced > 0 && history.Paths[rewrite.Path].Module >= 0 && IsAnotherPerson(history, rewrite.Contributor, history.Commits[commit].Author))
                yield return (rewrite.Contributor, rewrite.Replaced);
    }

    /// <summary>The tie that a trailer stands for; null for those that tell of no work on the commit itself.</summary>
    public static TieKind? KindOf(TrailerKind trailer) => trailer switch
    {
        TrailerKind.CoAuthoredBy => TieKind.CoAuthor,
        TrailerKind.ReviewedBy => TieKind.Review,
        TrailerKind.AckedBy => TieKind.Ack,
        TrailerKind.TestedBy => TieKind.Test,
        TrailerKind.SignedOffBy => TieKind.SignOff,
        _ => null,
    };

    /// <summary>Whether a contributor, −1 for unknown, is a person other than the author.</summary>
    public static bool IsAnotherPerson(RepositoryHistory history, int contributor, int author) =>
        contributor >= 0 && contributor != author && history.Contributors[contributor].Kind == ContributorKind.Person;
}
