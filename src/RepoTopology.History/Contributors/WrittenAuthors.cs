using System.Collections.Immutable;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Whom a commit itself names as its authors: no mailmap, no joining, capitals as written.</summary>
/// <param name="Name">The author's name.</param>
/// <param name="Email">The author's e-mail.</param>
/// <param name="CoAuthors">
/// E-mails of the lines that begin with exactly <c>Co-authored-by: </c>, wherever they stand in the message: the last word, without angle brackets.
/// </param>
public sealed record WrittenAuthors(string Name, string Email, ImmutableArray<string> CoAuthors);

/// <summary>
/// Reads authors as written. <see cref="RepositoryHistory"/> knows people, in which identities are joined; a figure that others have published counts
/// identities as it found them.
/// </summary>
public static class WrittenAuthorsReader
{
    private static ReadOnlySpan<byte> CoAuthor => "Co-authored-by: "u8;

    /// <param name="repository">Holds the commits.</param>
    /// <param name="history">Names the commits.</param>
    /// <param name="since">Committer time of the oldest that are read, seconds since 1970-01-01 UTC.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>By commit of the history; null for merges, older ones, and what the clone lacks.</returns>
    /// <exception cref="GitDataException">A commit is corrupt.</exception>
    public static ImmutableArray<WrittenAuthors?> Read(
        GitRepository repository, RepositoryHistory history, long since = long.MinValue, CancellationToken cancellation = default)
    {
        using var reader = repository.Objects.CreateReader();
        var names = new Dictionary<string, string>();
        var authors = ImmutableArray.CreateBuilder<WrittenAuthors?>(history.Commits.Length);
        foreach (var commit in history.Commits)
        {
            cancellation.ThrowIfCancellationRequested();
            bool wanted = !commit.IsMerge && !commit.IsBoundary && commit.CommitterTime >= since;
            authors.Add(wanted && reader.TryRead(commit.Id, out var found) && found.Type == ObjectType.Commit
                ? Parse(CommitView.Parse(found.Data, commit.Id), names)
                : null);
        }

        return authors.MoveToImmutable();
    }

    /// <summary>The same for facts written by hand: each contributor's own name and e-mail, co-authors from the trailers.</summary>
    public static ImmutableArray<WrittenAuthors?> Of(RepositoryHistory history) =>
    [
        .. history.Commits.Select((commit, i) => commit.IsMerge ? null : new WrittenAuthors(
            history.Contributors[commit.Author].Name, history.Contributors[commit.Author].Email,
            [.. history.TrailersOf(i).ToArray().Where(t => t.Kind == TrailerKind.CoAuthoredBy).Select(t => history.Contributors[t.Contributor].Email)])),
    ];

    private static WrittenAuthors Parse(CommitView commit, Dictionary<string, string> known)
    {
        var encoding = TextEncoding.Of(commit.Encoding) ?? Encoding.UTF8;
        var author = commit.Author;
        var coAuthors = ImmutableArray.CreateBuilder<string>();
        foreach (var range in commit.Message.Split((byte)'\n'))
        {
            var line = commit.Message[range];
            if (!line.StartsWith(CoAuthor))
                continue;
            string last = encoding.GetString(line).Trim().Split(' ')[^1];
            coAuthors.Add(Once(last.StartsWith('<') ? last[1..].TrimEnd('>') : last.TrimEnd('>')));
        }

        return new WrittenAuthors(Once(encoding.GetString(author.Name)), Once(encoding.GetString(author.Email)), coAuthors.ToImmutable());

        // Few people write many commits.
        string Once(string text) => known.TryGetValue(text, out string? same) ? same : known[text] = text;
    }
}
