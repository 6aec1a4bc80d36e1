using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>
/// Looks for contributors who may be one person. Evidence is a full name or an account of a hosting platform, never what stands before an
/// at sign; bots and agents are left alone. Each kind of evidence has its own key, and only those that share a key are compared with the
/// most active of them: linear in the number of people.
/// </summary>
internal static class AliasProposals
{
    private const int LongestName = 200;

    public static ImmutableArray<AliasProposal> Find(ImmutableArray<Contributor> contributors)
    {
        long[] commits = [.. contributors.Select(contributor => contributor.Identities.Sum(identity => (long)identity.Commits))];
        var byWords = new Dictionary<string, List<(int Contributor, string Name)>>();
        var byAccount = new Dictionary<string, List<int>>();
        var byLogin = new Dictionary<string, List<int>>();
        var byHandle = new Dictionary<string, List<int>>();
        for (int i = 0; i < contributors.Length; i++)
        {
            if (contributors[i].Kind != ContributorKind.Person)
                continue;
            foreach (var identity in contributors[i].Identities)
            {
                var text = new IdentityText(identity.Name, identity.Email);
                if (text.Account.Length > 0)
                    Add(byAccount, $"{text.Account}@{text.Domain}", i);
                if (text.Login.Length > 0)
                    Add(byLogin, $"{text.Login}@{text.Domain}", i);
                if (text.Name.Length is 0 or > LongestName)
                    continue;
                string[] words = NameKeys.Words(identity.Name);
                if (words.Length >= 2)
                    Add(byWords, string.Join(' ', words.Order(StringComparer.Ordinal)), (i, string.Join(' ', words)));
                else
                    Add(byHandle, text.Name, i);
            }
        }

        var found = new Dictionary<(int, int), (List<string> Evidence, double Doubt)>();
        foreach (var people in byWords.Values)
        {
            int centre = MostActive(people.Select(person => person.Contributor));
            var names = people.Where(person => person.Contributor == centre).Select(person => person.Name).ToHashSet();
            foreach (var (other, name) in people)
                if (names.Contains(name))
                    Propose(centre, other, "same full name", 0.9);
            // The same people under both orders have been found already.
            foreach (var (other, name) in people)
                if (!names.Contains(name) && !found.ContainsKey(IsBefore(centre, other) ? (centre, other) : (other, centre)))
                    Propose(centre, other, "same names in another order", 0.8);
        }

        foreach (var people in byAccount.Values)
            ProposeAll(people, "same account number on the hosting platform", 0.97);
        foreach (var people in byLogin.Values)
            ProposeAll(people, "same login on the hosting platform", 0.9);
        foreach (var (login, people) in byLogin)
            if (byHandle.TryGetValue(login[..login.LastIndexOf('@')], out var named))
                ProposeAll([.. people, .. named], "the login of one is the name of the other", 0.8);

        return
        [
            .. found.Select(pair => new AliasProposal(
                    pair.Key.Item1, pair.Key.Item2, string.Join("; ", pair.Value.Evidence), Math.Round(1 - pair.Value.Doubt, 3)))
                .OrderByDescending(proposal => proposal.Confidence).ThenBy(proposal => proposal.First).ThenBy(proposal => proposal.Second),
        ];

        void ProposeAll(List<int> people, string evidence, double confidence)
        {
            int centre = MostActive(people);
            foreach (int other in people)
                Propose(centre, other, evidence, confidence);
        }

        // Independent hints add up: what remains is the product of their doubts.
        void Propose(int first, int second, string evidence, double confidence)
        {
            if (first == second)
                return;
            (int, int) pair = IsBefore(first, second) ? (first, second) : (second, first);
            var known = found.GetValueOrDefault(pair, ([], 1));
            if (known.Evidence.Contains(evidence))
                return;
            known.Evidence.Add(evidence);
            found[pair] = (known.Evidence, known.Doubt * (1 - confidence));
        }

        int MostActive(IEnumerable<int> people) => people.Aggregate((best, next) => IsBefore(next, best) ? next : best);

        bool IsBefore(int a, int b) => (-commits[a], a).CompareTo((-commits[b], b)) < 0;
    }

    private static void Add<T>(Dictionary<string, List<T>> buckets, string key, T value)
    {
        if (!buckets.TryGetValue(key, out var bucket))
            buckets[key] = bucket = [];
        bucket.Add(value);
    }
}
