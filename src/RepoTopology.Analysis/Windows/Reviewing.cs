using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Who vouched for commits of others in trailers (reviewed, acked, tested, signed off), each once a commit.</summary>
/// <param name="ReviewersOf">Commit → its reviewers, numbers below <paramref name="Count"/>.</param>
/// <param name="Count">Reviewers.</param>
internal sealed record Reviewing(CompressedRows ReviewersOf, int Count)
{
    public static Reviewing Of(WindowTable table)
    {
        var history = table.History;
        var numbers = new Dictionary<int, int>();
        var starts = new List<int> { 0 };
        var reviewers = new List<int>();
        foreach (int commit in table.HistoryCommits)
        {
            foreach (int reviewer in Of(history, commit))
            {
                if (!numbers.TryGetValue(reviewer, out int number))
                    numbers[reviewer] = number = numbers.Count;
                reviewers.Add(number);
            }

            starts.Add(reviewers.Count);
        }

        return new(new([.. starts], [.. reviewers]), numbers.Count);
    }

    /// <summary>A commit's reviewers, as contributors.</summary>
    public static IEnumerable<int> Of(RepositoryHistory history, int commit) => history.TrailersOf(commit).ToArray()
        .Where(trailer => PersonTies.KindOf(trailer.Kind) is not (null or TieKind.CoAuthor))
        .Select(trailer => trailer.Contributor).Distinct()
        .Where(reviewer => PersonTies.IsAnotherPerson(history, reviewer, history.Commits[commit].Author));
}
