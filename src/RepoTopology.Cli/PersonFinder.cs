using System.Collections.Immutable;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>
/// Finds the person whom somebody typed: a pseudonym, an e-mail, a whole name, or words of a name; the first of these that fits anybody, without case.
/// </summary>
/// <param name="history">Knows the people, with their names.</param>
/// <param name="anonymous">Whether sentences may name nobody.</param>
internal sealed class PersonFinder(RepositoryHistory history, bool anonymous)
{
    private const int MostCandidates = 6;

    private readonly ImmutableArray<string> _pseudonyms = Pseudonyms.Of(history);

    /// <exception cref="RequestException">Nobody fits, or more than one.</exception>
    public int Find(string typed)
    {
        string wanted = typed.Trim();
        Func<int, bool>[] ways =
        [
            person => Same(_pseudonyms[person], wanted),
            person => IdentitiesOf(person).Any(identity => Same(identity.Email, wanted)),
            person => IdentitiesOf(person).Any(identity => Same(identity.Name, wanted)),
            person => IdentitiesOf(person).Any(identity => Same(EmailText.HideInName(identity.Name), wanted)),
            person => IdentitiesOf(person).Any(identity => HasWords(identity.Name, wanted)),
        ];
        if (wanted.Length > 0)
            foreach (var way in ways)
            {
                int[] found = [.. People().Where(way)];
                if (found.Length == 1)
                    return found[0];
                if (found.Length > 1)
                    throw new RequestException($"'{typed}' may be {Candidates(found)}; give an e-mail, or one of these");
            }

        throw new RequestException($"there is no person '{typed}' in this history{Suggestion(wanted)}");
    }

    private IEnumerable<int> People() =>
        Enumerable.Range(0, history.Contributors.Length).Where(i => history.Contributors[i].Kind == ContributorKind.Person);

    private IEnumerable<Identity> IdentitiesOf(int person) =>
        history.Contributors[person].Identities.Append(new Identity(history.Contributors[person].Name, history.Contributors[person].Email, 0));

    private string Candidates(int[] people)
    {
        var most = people.OrderByDescending(person => history.Contributors[person].Identities.Sum(identity => (long)identity.Commits)).ThenBy(person => person);
        var named = most.Take(MostCandidates).Select(person => anonymous ? _pseudonyms[person] : $"{EmailText.HideInName(history.Contributors[person].Name)} ({_pseudonyms[person]})");
        return string.Join(", ", named) + (people.Length > MostCandidates ? $" or {people.Length - MostCandidates} others" : "");
    }

    private string Suggestion(string wanted)
    {
        var names = anonymous ? _pseudonyms : [.. People().Select(person => history.Contributors[person].Name).Where(name => !name.Contains('@', StringComparison.Ordinal))];
        string? near = UsageError.Nearest(wanted, names.Select(name => name.ToLowerInvariant()));
        return near is null ? "; give a name, an e-mail or a pseudonym" : $"; did you mean '{names.First(name => Same(name, near))}'?";
    }

    private static bool Same(string a, string b) => a.Length > 0 && string.Equals(a.Trim(), b, StringComparison.OrdinalIgnoreCase);

    private static bool HasWords(string name, string words)
    {
        string[] parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => parts.Contains(word, StringComparer.OrdinalIgnoreCase));
    }
}
