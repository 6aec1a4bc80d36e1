using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>The people of <see cref="TruckFactor"/>: identities that share an e-mail or a name, without case, are one.</summary>
internal sealed class TruckPeople
{
    private readonly List<int> _parent = [];
    private readonly Dictionary<string, int> _known = [];

    public TruckPeople(RepositoryHistory history, ImmutableArray<WrittenAuthors?> authors)
    {
        OfCommit = new int[authors.Length];
        for (int commit = 0; commit < authors.Length; commit++)
            OfCommit[commit] = authors[commit] is { } written ? Join(written) : -1;

        // Numbered by their newest commit; the contributor of that commit shows who they are.
        var numbers = new Dictionary<int, int>();
        var contributors = new List<int>();
        for (int commit = 0; commit < authors.Length; commit++)
        {
            if (OfCommit[commit] < 0)
                continue;
            int root = Root(OfCommit[commit]);
            if (!numbers.TryGetValue(root, out int number))
            {
                numbers[root] = number = contributors.Count;
                contributors.Add(history.Commits[commit].Author);
            }

            OfCommit[commit] = number;
        }

        Contributors = contributors;
    }

    public int Count => Contributors.Count;

    /// <summary>Commit → person; −1 for commits that do not count.</summary>
    public int[] OfCommit { get; }

    /// <summary>Person → contributor.</summary>
    public IReadOnlyList<int> Contributors { get; }

    private int Join(WrittenAuthors author)
    {
        string email = author.Email.ToUpperInvariant(), name = author.Name.ToUpperInvariant();
        int person = Known(email.Length > 0 ? $"<{email}>" : name);
        if (name.Length > 0)
            _parent[Root(person)] = Root(Known(name));
        return person;
    }

    private int Known(string key)
    {
        if (!_known.TryGetValue(key, out int known))
        {
            _known[key] = known = _parent.Count;
            _parent.Add(known);
        }

        return known;
    }

    private int Root(int member)
    {
        while (_parent[member] != member)
            member = _parent[member] = _parent[_parent[member]];
        return member;
    }
}
