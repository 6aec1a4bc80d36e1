namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, shown and not scored. Mutual accountability for reviews: the share of what trailers tell of (reviewed, acked, tested, signed off by another
/// person than the author) that is not the most active reviewer's, 0 to 1. Absent below <see cref="LeastReviews"/> of them: most platforms write no
/// trailers. Coverage is the share of commits that somebody vouched for.
/// </summary>
internal static class SharedReviews
{
    public const int LeastReviews = 10;

    public static Measurement Compute(Sample sample)
    {
        int reviews = sample.Reviews.Sum();
        if (reviews < LeastReviews)
            return Measurement.Absent;
        return new(1 - (double)sample.Reviews.Max() / reviews, (double)sample.ReviewedCommits / sample.Commits);
    }

    public static string Phrase(double value, bool networkLike) => $"{Phrases.Percent(value)} of reviews are by others than the most active reviewer";
}
