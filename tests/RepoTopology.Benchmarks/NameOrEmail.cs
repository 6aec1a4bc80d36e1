using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Benchmarks;

/// <summary>The identity rule of many scripts: after the mailmap, whoever shares a name or an e-mail is one person.</summary>
internal static class NameOrEmail
{
    /// <returns>Who is joined beyond our own rule.</returns>
    public static IReadOnlyList<PersonRule> Of(GitRepository repository, RepositoryHistory history)
    {
        using var reader = repository.Objects.CreateReader();
        var mailmap = Mailmap.Load(reader, history.Head);
        int[] group = [.. Enumerable.Range(0, history.Contributors.Length)];
        int Root(int member) => group[member] == member ? member : group[member] = Root(group[member]);
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < group.Length; i++)
            if (history.Contributors[i].Kind == ContributorKind.Person)
                foreach (var identity in history.Contributors[i].Identities)
                {
                    var (name, email) = mailmap.Resolve(identity.Name, identity.Email);
                    foreach (string key in (string[])["n" + name.Trim(), "e" + email.Trim()])
                        if (!first.TryAdd(key, i))
                            group[Math.Max(Root(i), Root(first[key]))] = Math.Min(Root(i), Root(first[key]));
                }

        return
        [
            .. Enumerable.Range(0, group.Length).GroupBy(Root).Where(people => people.Count() > 1).Select(people => new PersonRule(
                history.Contributors[people.Key].Name,
                [.. people.SelectMany(i => history.Contributors[i].Identities).Select(identity => $"{identity.Name} <{identity.Email}>").Distinct()])),
        ];
    }
}
