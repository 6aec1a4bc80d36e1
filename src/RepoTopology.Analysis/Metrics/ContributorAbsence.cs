namespace RepoTopology.Analysis;

/// <summary>CHAOSS contributor absence factor: the fewest people who together have a given share of commits.</summary>
internal static class ContributorAbsence
{
    /// <param name="commitsOf">Commits of each person, in any order.</param>
    /// <param name="share">0.5 for CAF50, 0.8 for CAF80.</param>
    /// <returns>The number of people; 0 without commits. https://chaoss.community/kb/metric-contributor-absence-factor</returns>
    public static int Factor(ReadOnlySpan<int> commitsOf, double share)
    {
        int[] descending = commitsOf.ToArray();
        Array.Sort(descending, (a, b) => b.CompareTo(a));
        long total = descending.Sum(commits => (long)commits), sum = 0;
        int people = 0;
        while (sum < share * total)
            sum += descending[people++];
        return people;
    }
}
