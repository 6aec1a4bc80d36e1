using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace RepoTopology.History;

/// <summary>
/// Names that tell people apart and not who they are. A pseudonym follows from a person's canonical e-mail and name and from the repository's oldest
/// commit: it is the same in every run, branch and scope of a repository, another in other repositories, and changes only when identities are joined
/// otherwise. It hides people from readers of a report, not from somebody who has the repository and tries all of its people.
/// </summary>
public static class Pseudonyms
{
    private const int LeastDigits = 4;

    /// <summary>By contributor, e.g. <c>Person 3f9a</c>, <c>Bot 07c1</c>; all different.</summary>
    public static ImmutableArray<string> Of(RepositoryHistory history)
    {
        string repository = Oldest(history);
        string[] digests = [.. history.Contributors.Select(contributor =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                $"{repository}\n{contributor.Email.Trim().ToLowerInvariant()}\n{(contributor.Email.Length > 0 ? "" : contributor.Name)}\n{contributor.Kind}"))))];

        // Those who share a beginning get the digits that tell them apart. Two without an e-mail of their own may share all of them.
        var names = new string[digests.Length];
        var taken = new HashSet<string>();
        foreach (int i in Enumerable.Range(0, digests.Length).OrderBy(i => digests[i], StringComparer.Ordinal).ThenBy(i => i))
        {
            string kind = history.Contributors[i].Kind.ToString();
            int digits = LeastDigits;
            while (digits < digests[i].Length && taken.Contains($"{kind} {digests[i][..digits]}"))
                digits++;
            names[i] = $"{kind} {digests[i][..digits]}";
            for (int copy = 2; !taken.Add(names[i]); copy++)
                names[i] = $"{kind} {digests[i]}-{copy}";
        }

        return [.. names];
    }

    /// <summary>The same facts without a name, an e-mail, a subject or what documents say about people.</summary>
    public static RepositoryHistory Veil(RepositoryHistory history)
    {
        var names = Of(history);
        return history with
        {
            Contributors =
            [
                .. history.Contributors.Select((contributor, i) => contributor with
                {
                    Name = names[i],
                    Email = "",
                    KindRule = null,
                    Handles = [],
                    Identities = [.. contributor.Identities.Select(identity => identity with { Name = names[i], Email = "" })],
                }),
            ],
            DeclaredGate = history.DeclaredGate with { Evidence = null },
            Subjects = new(new int[history.Commits.Length + 1], []),
        };
    }

    private static string Oldest(RepositoryHistory history)
    {
        var oldest = history.Commits.Where(commit => commit.ParentCount == 0).OrderBy(commit => commit.CommitterTime).ThenBy(commit => commit.Id.ToString(), StringComparer.Ordinal);
        return oldest.Select(commit => commit.Id.ToString()).FirstOrDefault("");
    }
}
