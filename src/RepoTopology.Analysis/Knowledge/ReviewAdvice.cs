using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who should review a range of commits: those who know the code that it changes, and one whom the review would teach. Knowing is the mean of up to
/// three shares, 0 to 1: of the lines that the range replaced or removed, who had written them (counted twice); of the living lines of the files
/// it changed, who wrote them; of the window's other commits to these files, who made them. What the range's own authors wrote takes no part.
/// </summary>
public sealed record ReviewAdvice
{
    /// <summary>From this much on somebody knows it.</summary>
    public const double KnowingShare = 0.05;

    /// <summary>Commits that are no merges.</summary>
    public required int Commits { get; init; }

    /// <summary>Paths that they change, as they are called at the analysed commit or were when they went.</summary>
    public required ImmutableArray<int> Files { get; init; }

    /// <summary>Authors and co-authors: nobody reviews what they wrote.</summary>
    public required ImmutableArray<int> Authors { get; init; }

    /// <summary>Lines of others that the range replaced or removed.</summary>
    public required long Replaced { get; init; }

    /// <summary>Those who know it and are there, best first.</summary>
    public required ImmutableArray<Reviewer> Reviewers { get; init; }

    /// <summary>Those who would know it and have left, best first.</summary>
    public required ImmutableArray<Reviewer> Left { get; init; }

    /// <summary>Who is nearest to the changed module and does not know it; null when nobody is.</summary>
    public required Pairing? Learner { get; init; }

    /// <param name="analysis">Of the range's newest commit.</param>
    /// <param name="lines">With <see cref="LivingLinesOptions.Changes"/>, and the files that the range changes.</param>
    /// <param name="range">Indices of its commits.</param>
    public static ReviewAdvice Of(RepositoryAnalysis analysis, LivingLines lines, IReadOnlySet<int> range)
    {
        var history = analysis.History;
        int[] own = [.. range.Where(commit => !history.Commits[commit].IsMerge).Order()];
        var authors = AuthorsOf(history, own);
        var files = FilesOf(history, own);
        var taken = new Dictionary<int, long>();
        foreach (int commit in own)
            foreach (var rewrite in lines.Rewrites!.Of(commit))
                Add(taken, rewrite.Contributor, (long)rewrite.Replaced + rewrite.Removed);
        var standing = new Dictionary<int, long>();
        foreach (var file in lines.Files.Where(file => files.Contains(file.Path)))
            foreach (var run in file.Runs.Where(run => run.Commit >= 0 && !range.Contains(run.Commit) && !history.Commits[run.Commit].IsBoundary))
                Add(standing, history.Commits[run.Commit].Author, run.Count);
        var work = FileWork.Of(analysis, files, commit => !range.Contains(commit));
        var commits = new Dictionary<int, long>();
        foreach (var (person, count) in work.Commits)
            Add(commits, person, count);

        ImmutableArray<Reviewer> knowing = [.. Rank(taken, standing, commits).Where(reviewer => reviewer.Familiarity >= KnowingShare)];
        ImmutableArray<Reviewer> there = [.. knowing.Where(reviewer => !analysis.Risk.HasLeft[reviewer.Contributor])];
        return new ReviewAdvice
        {
            Commits = own.Length,
            Files = [.. files.OrderBy(file => history.Paths[file].Text, StringComparer.Ordinal)],
            Authors = [.. authors.Order()],
            Replaced = taken.Values.Sum(),
            Reviewers = there,
            Left = [.. knowing.Where(reviewer => analysis.Risk.HasLeft[reviewer.Contributor])],
            Learner = LearnerOf(analysis, Knowledge.ModuleOf(history, files), [.. there.Select(reviewer => reviewer.Contributor)], authors),
        };

        void Add(Dictionary<int, long> sums, int person, long count)
        {
            if (person >= 0 && !authors.Contains(person) && history.Contributors[person].Kind == ContributorKind.Person)
                sums[person] = sums.GetValueOrDefault(person) + count;
        }
    }

    private static IEnumerable<Reviewer> Rank(Dictionary<int, long> taken, Dictionary<int, long> standing, Dictionary<int, long> commits)
    {
        (Dictionary<int, long> Of, double Weight, double Total)[] parts =
            [(taken, 2, taken.Values.Sum()), (standing, 1, standing.Values.Sum()), (commits, 1, commits.Values.Sum())];
        double weights = parts.Sum(part => part.Total > 0 ? part.Weight : 0);
        return parts.SelectMany(part => part.Of.Keys).Distinct()
            .Select(person => new Reviewer(person, taken.GetValueOrDefault(person), standing.GetValueOrDefault(person), (int)commits.GetValueOrDefault(person))
            {
                Familiarity = parts.Sum(part => part.Total > 0 ? part.Weight * part.Of.GetValueOrDefault(person) / part.Total : 0) / weights,
            })
            .OrderByDescending(reviewer => reviewer.Familiarity).ThenBy(reviewer => reviewer.Contributor);
    }

    private static Pairing? LearnerOf(RepositoryAnalysis analysis, int module, int[] knowing, IReadOnlySet<int> authors)
    {
        if (module < 0)
            return null;
        var nearness = new Nearness(analysis);
        var aliases = new LikelyAliases(analysis.History);
        int[] taken = [.. knowing, .. authors];
        return analysis.Contributors
            .Where(person => person.Layer is not null && !analysis.Risk.HasLeft[person.Contributor] && !aliases.IsAmong(person.Contributor, taken))
            .Select(person => nearness.Of(person.Contributor, module, knowing))
            .Where(pairing => pairing.Reason != PairingReason.Active)
            .MaxBy(pairing => pairing.Nearness);
    }

    private static HashSet<int> AuthorsOf(RepositoryHistory history, int[] commits)
    {
        var authors = new HashSet<int>();
        foreach (int commit in commits)
        {
            authors.Add(history.Commits[commit].Author);
            foreach (var trailer in history.TrailersOf(commit))
                if (trailer.Kind == TrailerKind.CoAuthoredBy)
                    authors.Add(trailer.Contributor);
        }

        return authors;
    }

    /// <summary>Paths that the commits change; of a rename both names.</summary>
    public static HashSet<int> FilesOf(RepositoryHistory history, IEnumerable<int> commits)
    {
        var files = new HashSet<int>();
        foreach (int commit in commits)
            foreach (var change in history.ChangesOf(commit))
                files.Add(change.Path);
        return files;
    }
}

/// <summary>Somebody who knows the code that a range changes.</summary>
/// <param name="Contributor">Index into <see cref="RepositoryHistory.Contributors"/>.</param>
/// <param name="Replaced">Lines of theirs that the range replaced or removed.</param>
/// <param name="Lines">Living lines of theirs in the files that it changed.</param>
/// <param name="Commits">The window's counted commits of theirs to these files, outside the range.</param>
public sealed record Reviewer(int Contributor, long Replaced, long Lines, int Commits)
{
    /// <summary>0 to 1; the formula stands at <see cref="ReviewAdvice"/>.</summary>
    public double Familiarity { get; init; }
}
