using System.Collections.Immutable;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>
/// Finds the person whom somebody typed, as <see cref="PersonNames"/> says, and tells who else may be meant.
/// </summary>
/// <param name="history">Knows the people, with their names.</param>
/// <param name="anonymous">Whether sentences may name nobody.</param>
internal sealed class PersonFinder(RepositoryHistory history, bool anonymous)
{
    private const int MostCandidates = 6;

    private readonly PersonNames _names = new(history);

    /// <exception cref="RequestException">Nobody fits, or more than one.</exception>
    public int Find(string typed) => _names.Find(typed) switch
    {
        [var found] => found,
        [] => throw new RequestException($"there is no person '{typed}' in this history{Suggestion(typed.Trim())}"),
        var several => throw new RequestException($"'{typed}' may be {Candidates(several)}; give an e-mail, or one of these"),
    };

    private string Candidates(IReadOnlyList<int> people)
    {
        var most = people.OrderByDescending(person => history.Contributors[person].Identities.Sum(identity => (long)identity.Commits)).ThenBy(person => person);
        var named = most.Take(MostCandidates).Select(person => anonymous ? _names.Pseudonyms[person] : $"{EmailText.HideInName(history.Contributors[person].Name)} ({_names.Pseudonyms[person]})");
        return string.Join(", ", named) + (people.Count > MostCandidates ? $" or {people.Count - MostCandidates} others" : "");
    }

    private string Suggestion(string wanted)
    {
        ImmutableArray<string> names = anonymous ? _names.Pseudonyms : [.. history.Contributors.Where(contributor => contributor.Kind == ContributorKind.Person).Select(person => person.Name).Where(name => !name.Contains('@', StringComparison.Ordinal))];
        string? near = UsageError.Nearest(wanted, names.Select(name => name.ToLowerInvariant()));
        return near is null ? "; give a name, an e-mail or a pseudonym" : $"; did you mean '{names.First(name => string.Equals(name.Trim(), near, StringComparison.OrdinalIgnoreCase))}'?";
    }
}
