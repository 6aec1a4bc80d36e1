using System.Globalization;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// Accepted proposals as lines of a <c>.mailmap</c>. A line reads <c>Proper Name &lt;proper e-mail&gt; Commit Name
/// &lt;commit e-mail&gt;</c>, the form that maps one identity and no other. https://git-scm.com/docs/gitmailmap
/// </summary>
internal static class MailmapLines
{
    /// <param name="history">Knows the identities.</param>
    /// <param name="accepted">Of its proposals.</param>
    /// <param name="skipped">Identities that no line of the file can name: without an e-mail, with control characters, or beginning like a comment.</param>
    public static List<string> Of(RepositoryHistory history, IReadOnlyList<AliasProposal> accepted, out int skipped)
    {
        // All that are joined, directly or through others, become the one with the most commits.
        var groupOf = new Dictionary<int, List<int>>();
        foreach (var proposal in accepted)
        {
            var first = GroupOf(proposal.First);
            var second = GroupOf(proposal.Second);
            if (first == second)
                continue;
            first.AddRange(second);
            foreach (int member in second)
                groupOf[member] = first;
        }

        var lines = new List<string>();
        skipped = 0;
        foreach (var group in groupOf.Values.Distinct().OrderBy(group => group.Min()))
        {
            int canonical = group.OrderByDescending(Commits).ThenBy(person => person).First();
            var proper = history.Contributors[canonical];
            foreach (int person in group.Where(person => person != canonical).Order())
                foreach (var identity in history.Contributors[person].Identities)
                    if (CanStand(proper.Name, proper.Email) && CanStand(identity.Name, identity.Email))
                        lines.Add(identity.Name.Length == 0
                            ? $"{proper.Name} <{proper.Email}> <{identity.Email}>"
                            : $"{proper.Name} <{proper.Email}> {identity.Name} <{identity.Email}>");
                    else
                        skipped++;
        }

        return lines;

        long Commits(int person) => history.Contributors[person].Identities.Sum(identity => (long)identity.Commits);

        List<int> GroupOf(int person) => groupOf.TryGetValue(person, out var group) ? group : groupOf[person] = [person];
    }

    private static bool CanStand(string name, string email) =>
        email.Length > 0 && !name.TrimStart().StartsWith('#') && !(name + email).Any(c => c is '<' or '>' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Control);
}
