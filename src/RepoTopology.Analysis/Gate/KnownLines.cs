using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// The living lines of some code by who knows them. Who wrote a line knows it, and so does whoever the commit names as co-author or reviewer
/// (<c>Co-authored-by</c>, <c>Reviewed-by</c>): in a gate a second pair of eyes is what makes the difference, so it has to count. <c>analyze</c> goes by authors alone.
/// </summary>
/// <param name="Lines">All of them.</param>
/// <param name="Unknown">Lines of which nobody can tell who wrote them.</param>
/// <param name="Groups">The others, by people; bots and agents know nothing, so that a group can be empty.</param>
public sealed record KnownLines(long Lines, long Unknown, ImmutableArray<KnowerGroup> Groups)
{
    /// <param name="history">The facts.</param>
    /// <param name="files">The code.</param>
    /// <param name="change">Commits of the change that is judged, by index.</param>
    public static KnownLines Of(RepositoryHistory history, IEnumerable<LivingFile> files, IReadOnlySet<int> change)
    {
        long[] byCommit = new long[history.Commits.Length];
        long lines = 0, unknown = 0;
        foreach (var file in files)
            foreach (var run in file.Runs)
            {
                lines += run.Count;
                if (run.Commit < 0 || history.Commits.ItemRef(run.Commit).IsBoundary)
                    unknown += run.Count;
                else
                    byCommit[run.Commit] += run.Count;
            }

        // Nearly all commits have one knower: those are added up by author before anything is made of them.
        var authors = new Dictionary<(int Author, bool OfChange), long>();
        var groups = new Dictionary<(string People, bool OfChange), KnowerGroup>();
        for (int commit = 0; commit < byCommit.Length; commit++)
            if (byCommit[commit] == 0)
                continue;
            else if (HasFurtherKnowers(history, commit))
                Add(KnowersOf(history, commit), change.Contains(commit), byCommit[commit]);
            else
                CollectionsMarshal.GetValueRefOrAddDefault(authors, (history.Commits.ItemRef(commit).Author, change.Contains(commit)), out _) += byCommit[commit];
        foreach (var ((author, ofChange), count) in authors)
            Add(history.Contributors[author].Kind == ContributorKind.Person ? [author] : [], ofChange, count);
        return new(lines, unknown, [.. groups.OrderByDescending(group => group.Value.Lines).ThenBy(group => group.Key.OfChange).ThenBy(group => group.Key.People, StringComparer.Ordinal).Select(group => group.Value)]);

        void Add(ImmutableArray<int> people, bool ofChange, long count)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, (string.Join(' ', people), ofChange), out _);
            group = new KnowerGroup(people, ofChange, count + (group?.Lines ?? 0));
        }
    }

    private static bool HasFurtherKnowers(RepositoryHistory history, int commit)
    {
        foreach (var trailer in history.TrailersOf(commit))
            if (trailer.Kind is TrailerKind.CoAuthoredBy or TrailerKind.ReviewedBy)
                return true;
        return false;
    }

    /// <summary>The people who know what a commit wrote, ascending.</summary>
    public static ImmutableArray<int> KnowersOf(RepositoryHistory history, int commit)
    {
        var people = new SortedSet<int> { history.Commits[commit].Author };
        foreach (var trailer in history.TrailersOf(commit))
            if (trailer.Kind is TrailerKind.CoAuthoredBy or TrailerKind.ReviewedBy)
                people.Add(trailer.Contributor);
        people.RemoveWhere(person => history.Contributors[person].Kind != ContributorKind.Person);
        return [.. people];
    }

    /// <summary>Lines that people know.</summary>
    public long OfPeople => Groups.Where(group => group.People.Length > 0).Sum(group => group.Lines);

    /// <summary>As if somebody had co-authored or reviewed the change.</summary>
    public KnownLines WithReviewer(int person) => this with
    {
        Groups = [.. Groups.Select(group => group.OfChange && !group.People.Contains(person) ? group with { People = [.. group.People.Add(person).Order()] } : group)],
    };

    /// <summary>
    /// Whose lines nobody else knows, most first, and what share of all lines that is: at least, and at most if the unknown ones were theirs too.
    /// </summary>
    /// <returns>−1 and nothing when nobody alone knows a line.</returns>
    public (int Person, long Alone, Interval Share) TopOwner()
    {
        var top = Groups.Where(group => group.People.Length == 1).GroupBy(group => group.People[0])
            .Select(person => (Person: person.Key, Lines: person.Sum(group => group.Lines)))
            .OrderByDescending(person => person.Lines).ThenBy(person => person.Person).FirstOrDefault((-1, 0));
        return (top.Item1, top.Item2, Lines == 0 ? new Interval(0, 0) : new Interval((double)top.Item2 / Lines, (double)(top.Item2 + Unknown) / Lines));
    }

    /// <summary>The share of lines that nobody who is still there knows: at least, and at most if they knew none of the unknown ones.</summary>
    public Interval Orphaned(ImmutableArray<bool> hasLeft)
    {
        long lost = Groups.Where(group => group.People.Length > 0 && group.People.All(person => hasLeft[person])).Sum(group => group.Lines);
        return Lines == 0 ? new Interval(0, 0) : new Interval((double)lost / Lines, (double)(lost + Unknown) / Lines);
    }

    /// <summary>
    /// How few of those who are still there know, together with all who have left, half of the lines that people know: 0 when those who have left do so
    /// already. People go one after the other, whoever weighs most first (a line's weight is divided among those of its knowers who remain); where lines have
    /// several knowers this may be one too many.
    /// </summary>
    public Interval BusFactor(ImmutableArray<bool> hasLeft)
    {
        var open = Groups.Where(group => group.People.Length > 0)
            .Select(group => (People: group.People.Where(person => !hasLeft[person]).ToHashSet(), group.Lines)).ToList();
        long all = open.Sum(group => group.Lines);
        if (all + Unknown == 0)
            return new(0, 0);
        int people = 0;
        int? low = null;
        while (true)
        {
            long lost = open.Where(group => group.People.Count == 0).Sum(group => group.Lines);
            // The unknown lines may all be lost with them, or all be known to somebody else.
            if (low is null && 2 * (lost + Unknown) >= all + Unknown)
                low = people;
            if (2 * lost >= all + Unknown)
                return new(low ?? people, people);
            // Nobody is left whose name is known: each further line may be known to somebody else.
            if (open.TrueForAll(group => group.People.Count == 0))
                return new(low ?? people, people + ((all + Unknown - (2 * lost) + 1) / 2));
            int heaviest = open.SelectMany(group => group.People.Select(person => (Person: person, Weight: (double)group.Lines / group.People.Count)))
                .GroupBy(part => part.Person).Select(person => (Person: person.Key, Weight: person.Sum(part => part.Weight)))
                .OrderByDescending(person => person.Weight).ThenBy(person => person.Person).First().Person;
            foreach (var group in open)
                group.People.Remove(heaviest);
            people++;
        }
    }
}

/// <summary>Lines that the same people know.</summary>
/// <param name="People">Ascending; empty for lines of bots and agents.</param>
/// <param name="OfChange">Whether the change that is judged wrote them.</param>
/// <param name="Lines">At least 1.</param>
public sealed record KnowerGroup(ImmutableArray<int> People, bool OfChange, long Lines);
