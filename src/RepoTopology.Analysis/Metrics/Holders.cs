using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Some living lines by who wrote them. Lines by bots and coding agents count among all lines, but are nobody's share.</summary>
internal sealed record Holders(long Lines, long Unknown, int People, int HalfHeldBy, int Top, Interval TopShare)
{
    private const double Half = 0.5;

    public static Holders Of(RepositoryHistory history, IEnumerable<LineShare> shares)
    {
        long lines = 0;
        long unknown = 0;
        var held = new Dictionary<int, long>();
        foreach (var share in shares)
        {
            lines += share.Lines;
            if (share.Contributor < 0)
                unknown += share.Lines;
            else if (history.Contributors[share.Contributor].Kind == ContributorKind.Person)
                held[share.Contributor] = held.GetValueOrDefault(share.Contributor) + share.Lines;
        }

        var top = held.OrderByDescending(holder => holder.Value).ThenBy(holder => holder.Key).FirstOrDefault(new KeyValuePair<int, long>(-1, 0));
        return new Holders(lines, unknown, held.Count, Fewest(held.Values, Half), top.Key, new Interval(Share(top.Value, lines), Share(top.Value + unknown, lines)));
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static int Fewest(IEnumerable<long> held, double share)
    {
        var descending = held.OrderDescending().ToList();
        long total = descending.Sum();
        long sum = 0;
        int people = 0;
        while (sum < share * total)
            sum += descending[people++];
        return people;
    }
}
