using System.Collections.Immutable;
using System.Text;
using RepoTopology.Analysis;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>
/// The types and members whose concentration a team accepts (<c>.repotopology/accepted.txt</c>: on each line a key, a tab and the reason). The analyzers heed it; the gate
/// lists it, so that a review sees what is no longer told.
/// </summary>
internal static class AcceptedList
{
    private const int MostBytes = 1 << 20;

    private static ReadOnlySpan<byte> Path => ".repotopology/accepted.txt"u8;

    /// <param name="repository">Holds the commits.</param>
    /// <param name="head">The judged commit.</param>
    /// <param name="before">What it is compared with; null when no change is judged, and nothing is new.</param>
    public static ImmutableArray<AcceptedConcentration> Read(GitRepository repository, ObjectId head, ObjectId? before)
    {
        var known = before is { } start ? EntriesOf(repository, start).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal) : null;
        return [.. EntriesOf(repository, head).Select(entry => new AcceptedConcentration(entry.Key, entry.Reason, known?.Contains(entry.Key) == false))];
    }

    private static IEnumerable<(string Key, string Reason)> EntriesOf(GitRepository repository, ObjectId commit)
    {
        using var reader = repository.Objects.CreateReader(MostBytes);
        if (!TreeLookup.TryReadFile(reader, commit, Path, MostBytes, out byte[] content))
            return [];
        return Encoding.UTF8.GetString(content).TrimStart('\uFEFF').Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t', 2))
            .Select(parts => (Key: parts[0].Trim(), Reason: parts.Length > 1 ? parts[1].Trim() : ""))
            .Where(entry => entry.Key.Length > 0)
            .DistinctBy(entry => entry.Key, StringComparer.Ordinal)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);
    }
}
