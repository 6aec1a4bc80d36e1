using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>A distinct name and e-mail as commits (or trailers) state them.</summary>
/// <param name="Name">As written.</param>
/// <param name="Email">As written.</param>
/// <param name="Commits">Non-merge commits authored under it.</param>
/// <param name="Newest">The newest of its commits, seconds since 1970-01-01 UTC.</param>
internal readonly record struct RawIdentity(string Name, string Email, int Commits, long Newest);

/// <summary>Who stands behind the identities.</summary>
/// <param name="Contributors">In the order of their first identity.</param>
/// <param name="ContributorOfIdentity">For each identity of the input, an index into Contributors.</param>
/// <param name="Proposals">The surest first.</param>
internal sealed record ContributorTable(
    ImmutableArray<Contributor> Contributors, int[] ContributorOfIdentity, ImmutableArray<AliasProposal> Proposals)
{
    /// <summary>For readers that do not ask who: −1 for every identity.</summary>
    public static ContributorTable Nobody(int identities)
    {
        int[] nobody = new int[identities];
        nobody.AsSpan().Fill(-1);
        return new ContributorTable([], nobody, []);
    }
}

/// <summary>
/// Joins identities into contributors: .mailmap, then the same e-mail (case aside), then the people that the user's file accepts. Never by
/// what stands before the at sign. An e-mail that cannot be one person's (<c>unknown</c>, <c>root@localhost</c>, the platform's noreply)
/// joins only together with the name. An automation that commits under a person's e-mail stays apart from that person.
/// </summary>
internal static class ContributorResolver
{
    /// <param name="identities">Distinct identities, in the order of their first appearance.</param>
    /// <exception cref="HistoryOptionsException">The options cannot be used; the message says why.</exception>
    public static ContributorTable Resolve(IReadOnlyList<RawIdentity> identities, Mailmap mailmap, PeopleOptions options)
    {
        var kinds = new KindRules(options);
        var accepted = new AcceptedPeople(options.People);

        var mapped = new MappedIdentity[identities.Count];
        for (int i = 0; i < mapped.Length; i++)
        {
            var raw = identities[i];
            var (name, email) = mailmap.Resolve(raw.Name, raw.Email);
            var (kind, rule) = kinds.Classify(name, email);
            mapped[i] = new MappedIdentity(raw, name, email, kind, rule, accepted.Find(raw, name, email));
        }

        int[] contributorOf = Join(mapped);
        ImmutableArray<Contributor> contributors =
        [
            .. mapped.Select((identity, i) => (Identity: identity, Contributor: contributorOf[i]))
                .GroupBy(pair => pair.Contributor, pair => pair.Identity)
                .OrderBy(group => group.Key)
                .Select(group => Describe([.. group], accepted)),
        ];
        return new ContributorTable(contributors, contributorOf, AliasProposals.Find(contributors));
    }

    /// <summary>Numbers the groups in the order of their first identity.</summary>
    private static int[] Join(MappedIdentity[] identities)
    {
        var sets = new DisjointSets(identities.Length);
        var byAddress = new Dictionary<(ContributorKind, string), int>();
        var byPerson = new Dictionary<int, int>();
        for (int i = 0; i < identities.Length; i++)
        {
            sets.Join(i, FirstWith(byAddress, (identities[i].Kind, AddressKey(identities[i])), i));
            if (identities[i].Person is int person)
                sets.Join(i, FirstWith(byPerson, person, i));
        }

        int[] contributorOf = new int[identities.Length];
        var numbers = new Dictionary<int, int>();
        for (int i = 0; i < identities.Length; i++)
            contributorOf[i] = FirstWith(numbers, sets.Root(i), numbers.Count);
        return contributorOf;
    }

    private static int FirstWith<TKey>(Dictionary<TKey, int> known, TKey key, int value) where TKey : notnull =>
        known.TryGetValue(key, out int first) ? first : known[key] = value;

    private static string AddressKey(MappedIdentity identity)
    {
        string email = identity.Email.Trim().ToLowerInvariant();
        return IsPersonal(email) ? email : $"{email}\n{identity.Name.Trim().ToLowerInvariant()}";
    }

    private static bool IsPersonal(string email)
    {
        int at = email.LastIndexOf('@');
        if (at < 1 || at == email.Length - 1)
            return false;
        var domain = email.AsSpan(at + 1);
        return domain is not ("localhost" or "localhost.localdomain") && !domain.EndsWith("(none)")
            && email is not ("noreply@github.com" or "noreply@gitlab.com" or "you@example.com" or "your@email.com");
    }

    private static Contributor Describe(MappedIdentity[] group, AcceptedPeople accepted)
    {
        var (kind, rule) = MostUsed(group, identity => (identity.Kind, identity.Rule));
        int? person = group.FirstOrDefault(identity => identity.Person is not null)?.Person;
        string name = person is int p ? accepted.NameOf(p) : Chosen(group, identity => identity.Name, identity => identity.Raw.Name);
        string email = person is int q ? accepted.EmailOf(q) : Chosen(group, identity => identity.Email, identity => identity.Raw.Email);
        return new Contributor
        {
            Name = name,
            Email = email,
            Kind = kind,
            KindRule = rule,
            Identities =
            [
                .. group.OrderByDescending(i => i.Raw.Commits)
                    .Select(i => new Identity(i.Raw.Name, i.Raw.Email, i.Raw.Commits) { Join = JoinOf(i, group, name, email) }),
            ],
            Handles = PlatformHandle.All(person is int r ? accepted.HandleOf(r) : null, group.OrderByDescending(i => i.Raw.Commits).SelectMany(i => (string[])[i.Raw.Email, i.Email])),
        };
    }

    private static IdentityJoin JoinOf(MappedIdentity identity, MappedIdentity[] group, string name, string email)
    {
        if (group.Length == 1 || (identity.Raw.Email == email && identity.Raw.Name == name))
            return IdentityJoin.Own;
        if (identity.Person is not null)
            return IdentityJoin.Accepted;
        bool sameAddress = string.Equals(identity.Raw.Email.Trim(), identity.Email.Trim(), StringComparison.OrdinalIgnoreCase);
        if (!sameAddress)
            return IdentityJoin.Mailmap;
        return group.Any(other => other != identity && AddressKey(other) == AddressKey(identity)) ? IdentityJoin.SameEmail : IdentityJoin.Own;
    }

    /// <summary>What the mailmap put in place of something else, if it did; else what is used most.</summary>
    private static string Chosen(MappedIdentity[] group, Func<MappedIdentity, string> mapped, Func<MappedIdentity, string> raw)
    {
        MappedIdentity[] changed = [.. group.Where(identity => mapped(identity) != raw(identity))];
        return MostUsed(changed.Length > 0 ? changed : group, mapped);
    }

    /// <summary>The value with the most commits; the newest of them on a tie, then the first to appear.</summary>
    private static T MostUsed<T>(MappedIdentity[] group, Func<MappedIdentity, T> value) =>
        group.GroupBy(value)
            .OrderByDescending(same => same.Sum(identity => (long)identity.Raw.Commits))
            .ThenByDescending(same => same.Max(identity => identity.Raw.Newest))
            .First().Key;

    /// <summary>An identity after the mailmap.</summary>
    /// <param name="Raw">As written.</param>
    /// <param name="Name">The mailmap's.</param>
    /// <param name="Email">The mailmap's.</param>
    /// <param name="Kind">Person, bot or agent.</param>
    /// <param name="Rule">The rule that said so.</param>
    /// <param name="Person">The accepted person it belongs to.</param>
    private sealed record MappedIdentity(RawIdentity Raw, string Name, string Email, ContributorKind Kind, string? Rule, int? Person);

    /// <summary>Sets that grow together (union–find). The root of a set is its smallest member.</summary>
    private sealed class DisjointSets(int count)
    {
        private readonly int[] _parent = [.. Enumerable.Range(0, count)];

        public int Root(int member)
        {
            while (_parent[member] != member)
                member = _parent[member] = _parent[_parent[member]];
            return member;
        }

        public void Join(int a, int b)
        {
            (a, b) = (Root(a), Root(b));
            _parent[Math.Max(a, b)] = Math.Min(a, b);
        }
    }
}
