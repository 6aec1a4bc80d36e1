namespace RepoTopology.Analysis;

/// <summary>Interactivity, shown and not scored. 0 to 1. Most platforms write no trailers. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class SharedReviews
{
    public const int LeastReviews = 10;

    public static IndicatorText Text { get; } = new(
        "How many reviews are by others than the most active reviewer, as far as trailers tell.",
        $"1 − the most active reviewer's ÷ all, over trailers by which another person than the author reviewed, acked, tested or signed off a commit, each person once a commit. Absent below {LeastReviews}; coverage is the share of commits that somebody vouched for",
        IndicatorText.Own);

    public static Measurement Compute(Sample sample)
    {
        int reviews = sample.Reviews.Sum();
        if (reviews < LeastReviews)
            return Measurement.Absent;
        return new(1 - (double)sample.Reviews.Max() / reviews, (double)sample.ReviewedCommits / sample.Commits);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, history) = (workings.Table, workings.History);
        var reviews = table.HistoryCommits.SelectMany(commit => Reviewing.Of(history, commit).Select(reviewer => (Reviewer: reviewer, Commit: commit))).ToList();
        var reviewers = reviews.GroupBy(review => review.Reviewer).OrderByDescending(reviewer => reviewer.Count()).ThenBy(reviewer => reviewer.Key).ToList();
        var reviewed = reviews.Select(review => review.Commit).Distinct().Order().ToList();
        return new Evidence
        {
            Calculation = reviewers.Count == 0 ? "no commit of the window has such a trailer" : $"1 − {reviewers[0].Count()} ÷ {reviews.Count} reviews of {reviewed.Count} commits",
            Tables =
            [
                new("Reviewers", ["person", "reviews", "of all"],
                    [.. reviewers.Select(reviewer => new EvidenceRow(Cell.Person(reviewer.Key), reviewer.Count(), Cell.Share(reviewer.Count(), reviews.Count))
                        .With(reviewer.Select(review => review.Commit).Order()))]),
            ],
            Commits = Workings.Alike("Commits that somebody vouched for", reviewed),
            LeftOut = reviewed.Count == table.CommitCount ? [] : [new(table.CommitCount - reviewed.Count, "commits without such a trailer")],
        };
    }

    public static string Phrase(double value, bool networkLike) => $"{Phrases.Percent(value)} of reviews are by others than the most active reviewer";
}
