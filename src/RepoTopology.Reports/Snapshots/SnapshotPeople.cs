using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RepoTopology.History;
using RepoTopology.Snapshot;

namespace RepoTopology.Reports;

/// <summary>
/// Short ids of people, made of the first commit that each wrote (the earliest by its committer's date): the same in every run and on every branch, whatever
/// happens to names and addresses. An id is the beginning of SHA-256 over <c>repotopology person</c>, a blank and the commit's id, written with Crockford's 32 letters
/// and digits; where two in a repository begin alike, both are longer.
/// </summary>
internal sealed class SnapshotPeople
{
    private const int LeastLength = 6;
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly RepositoryHistory _history;
    private readonly ImmutableArray<string> _ids;

    public SnapshotPeople(RepositoryHistory history)
    {
        _history = history;
        string?[] codes = [.. FirstCommits(history).Select(commit => commit < 0 ? null : CodeOf(history.Commits[commit].Id.ToString()))];
        _ids = [.. Shortened(codes)];
    }

    /// <summary>Of somebody who wrote a commit.</summary>
    public string IdOf(int contributor) => _ids[contributor];

    /// <summary>Their handle with its at sign, or "".</summary>
    public string HandleOf(int contributor) => _history.Contributors[contributor].Handles is [var first, ..] ? "@" + first : "";

    /// <summary>The names of those who are named by id, by id.</summary>
    public ImmutableArray<SnapshotPerson> Named(IReadOnlySet<string> ids) =>
    [
        .. Enumerable.Range(0, _ids.Length).Where(i => ids.Contains(_ids[i]))
            .Select(i => new SnapshotPerson(_ids[i], ContributorName.Of(_history.Contributors[i], emails: false), HandleOf(i)))
            .OrderBy(person => person.Id, StringComparer.Ordinal),
    ];

    /// <summary>Contributor → index of their earliest commit; −1 for none.</summary>
    private static int[] FirstCommits(RepositoryHistory history)
    {
        int[] first = new int[history.Contributors.Length];
        Array.Fill(first, -1);
        for (int i = 0; i < history.Commits.Length; i++)
        {
            ref int known = ref first[history.Commits[i].Author];
            if (known < 0 || IsBefore(history.Commits[i], history.Commits[known]))
                known = i;
        }

        return first;
    }

    private static bool IsBefore(Commit one, Commit other) => one.CommitterTime != other.CommitterTime
        ? one.CommitterTime < other.CommitterTime
        : string.CompareOrdinal(one.Id.ToString(), other.Id.ToString()) < 0;

    private static string CodeOf(string commit)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"repotopology person {commit}"));
        var code = new StringBuilder();
        int bits = 0, value = 0;
        foreach (byte each in digest)
        {
            value = ((value << 8) | each) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                code.Append(Digits[(value >> (bits - 5)) & 31]);
        }

        return code.ToString();
    }

    /// <summary>The shortest beginnings that tell all apart, of at least <see cref="LeastLength"/>; "" for those without a code.</summary>
    internal static string[] Shortened(IReadOnlyList<string?> codes)
    {
        int[] sorted = [.. Enumerable.Range(0, codes.Count).Where(i => codes[i] is not null).OrderBy(i => codes[i], StringComparer.Ordinal)];
        var ids = new string[codes.Count];
        Array.Fill(ids, "");
        for (int at = 0; at < sorted.Length; at++)
        {
            string code = codes[sorted[at]]!;
            int alike = Math.Max(at > 0 ? Alike(code, codes[sorted[at - 1]]!) : 0, at + 1 < sorted.Length ? Alike(code, codes[sorted[at + 1]]!) : 0);
            ids[sorted[at]] = code[..Math.Min(code.Length, Math.Max(LeastLength, alike + 1))];
        }

        return ids;
    }

    private static int Alike(string one, string other) => one.AsSpan().CommonPrefixLength(other);
}
