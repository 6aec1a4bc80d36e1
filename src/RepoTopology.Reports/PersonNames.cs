using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// Who is meant by a pseudonym, an e-mail, a whole name, or words of a name: the first of these that fits anybody, without case. What commands find people by
/// and reports call them by is the same here, so that a name in a report can be typed.
/// </summary>
public sealed class PersonNames
{
    private readonly RepositoryHistory _history;
    private readonly Lazy<ImmutableArray<string>> _pseudonyms;
    private readonly Lazy<ILookup<string, int>> _byPseudonym;
    private readonly Lazy<ILookup<string, int>>[] _byWhole;
    private readonly Lazy<ILookup<string, int>> _all;

    /// <param name="history">Knows the people, with their names or pseudonyms in their place.</param>
    public PersonNames(RepositoryHistory history)
    {
        _history = history;
        _pseudonyms = new(() => History.Pseudonyms.Of(history));
        _byPseudonym = new(() => People().ToLookup(person => Pseudonyms[person], StringComparer.OrdinalIgnoreCase));
        _byWhole = [By(identity => identity.Email), By(identity => identity.Name), By(identity => EmailText.HideInName(identity.Name))];
        _all = new(() => Enumerable.Range(0, history.Contributors.Length).ToLookup(i => history.Contributors[i].Name.Trim(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>By contributor.</summary>
    public ImmutableArray<string> Pseudonyms => _pseudonyms.Value;

    /// <summary>People, by index, whom these words may mean; several when that is ambiguous.</summary>
    public IReadOnlyList<int> Find(string typed) =>
        typed.Trim() is not { Length: > 0 } wanted ? [] : _byPseudonym.Value[wanted].ToList() is [_, ..] exact ? exact : FindNamed(wanted);

    /// <summary>The pseudonym of somebody whom the name in reports does not single out; null of those whom it does.</summary>
    /// <param name="contributor">Index into <see cref="RepositoryHistory.Contributors"/>.</param>
    /// <param name="emails">Whether names are shown with e-mails in them.</param>
    public string? Pseudonym(int contributor, bool emails)
    {
        string shown = ContributorName.Of(_history.Contributors[contributor], emails);
        bool isAlone = _history.Contributors[contributor].Kind == ContributorKind.Person
            ? FindNamed(shown) is [var only] && only == contributor
            : _all.Value[shown].Count() <= 1;
        return isAlone ? null : Pseudonyms[contributor];
    }

    private List<int> FindNamed(string wanted)
    {
        foreach (var way in _byWhole)
            if (way.Value[wanted].ToList() is [_, ..] found)
                return found;
        string[] words = wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. People().Where(person => IdentitiesOf(person).Any(identity => HasWords(identity.Name, words)))];
    }

    private Lazy<ILookup<string, int>> By(Func<Identity, string> text) => new(() => People()
        .SelectMany(person => IdentitiesOf(person).Select(identity => text(identity).Trim()).Where(key => key.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).Select(key => (Key: key, Person: person)))
        .ToLookup(pair => pair.Key, pair => pair.Person, StringComparer.OrdinalIgnoreCase));

    private IEnumerable<int> People() =>
        Enumerable.Range(0, _history.Contributors.Length).Where(i => _history.Contributors[i].Kind == ContributorKind.Person);

    private IEnumerable<Identity> IdentitiesOf(int person) =>
        _history.Contributors[person].Identities.Append(new Identity(_history.Contributors[person].Name, _history.Contributors[person].Email, 0));

    private static bool HasWords(string name, string[] words)
    {
        string[] parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.All(word => parts.Contains(word, StringComparer.OrdinalIgnoreCase));
    }
}
