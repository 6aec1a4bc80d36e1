using System.Globalization;
using System.Text;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// Accepted proposals as lines of a <c>.mailmap</c> and as a patch that appends them. A line reads <c>Proper Name &lt;proper e-mail&gt; Commit Name
/// &lt;commit e-mail&gt;</c>, the form that maps one identity and no other. https://git-scm.com/docs/gitmailmap
/// </summary>
internal static class MailmapPatch
{
    private const int ContextLines = 3;

    /// <param name="history">Knows the identities.</param>
    /// <param name="accepted">Of its proposals.</param>
    /// <param name="skipped">Identities that no line of the file can name: without an e-mail, with control characters, or beginning like a comment.</param>
    public static List<string> Lines(RepositoryHistory history, IReadOnlyList<AliasProposal> accepted, out int skipped)
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

    /// <summary>The file with lines appended.</summary>
    public static byte[] Append(ReadOnlySpan<byte> file, IReadOnlyList<string> lines)
    {
        byte[] added = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        return file.IsEmpty || file[^1] == '\n' ? [.. file, .. added] : [.. file, (byte)'\n', .. added];
    }

    /// <summary>A unified diff that appends lines, as <c>git apply</c> takes it.</summary>
    /// <param name="file">What the file holds; null when there is none.</param>
    /// <param name="lines">At least one.</param>
    public static byte[] Diff(byte[]? file, IReadOnlyList<string> lines)
    {
        var diff = new List<byte>();
        var before = LinesOf(file ?? []);
        Add("diff --git a/.mailmap b/.mailmap\n");
        Add(file is null ? "new file mode 100644\n--- /dev/null\n+++ b/.mailmap\n" : "--- a/.mailmap\n+++ b/.mailmap\n");
        int context = Math.Min(ContextLines, before.Count);
        int start = before.Count - context;
        Add(FormattableString.Invariant($"@@ -{(before.Count == 0 ? 0 : start + 1)},{context} +{start + 1},{context + lines.Count} @@\n"));
        bool unended = before.Count > 0 && before[^1] is not [.., (byte)'\n'];
        for (int i = start; i < before.Count; i++)
        {
            bool changes = unended && i == before.Count - 1;
            diff.Add((byte)(changes ? '-' : ' '));
            diff.AddRange(before[i]);
            if (!changes)
                continue;
            Add("\n\\ No newline at end of file\n+");
            diff.AddRange(before[i]);
            Add("\n");
        }

        foreach (string line in lines)
            Add($"+{line}\n");
        return [.. diff];

        void Add(string text) => diff.AddRange(Encoding.UTF8.GetBytes(text));
    }

    private static List<byte[]> LinesOf(ReadOnlySpan<byte> text)
    {
        var lines = new List<byte[]>();
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            int length = end < 0 ? text.Length : end + 1;
            lines.Add(text[..length].ToArray());
            text = text[length..];
        }

        return lines;
    }

    private static bool CanStand(string name, string email) =>
        email.Length > 0 && !name.TrimStart().StartsWith('#') && !(name + email).Any(c => c is '<' or '>' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Control);
}
