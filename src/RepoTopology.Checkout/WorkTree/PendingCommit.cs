using System.Collections.Immutable;
using LibGit2Sharp;
using RepoTopology.Git;
using GitId = RepoTopology.Git.ObjectId;
using GitType = RepoTopology.Git.ObjectType;

namespace RepoTopology.Checkout;

/// <summary>A commit on top of HEAD that is nowhere but in memory.</summary>
/// <param name="Id">Its id, which no repository knows.</param>
/// <param name="Parent">HEAD.</param>
/// <param name="Objects">The commit, and those of its trees and blobs that the repository does not hold.</param>
public sealed record PendingCommit(GitId Id, GitId Parent, UnstoredObjects Objects)
{
    /// <summary>Whether it changes nothing and concludes no merge.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Files too large to be read: they are in it as they are at HEAD. Sorted.</summary>
    public required ImmutableArray<string> LeftOut { get; init; }

    internal static PendingCommit Of(Repository repository, MemoryObjects made, (Tree Tree, List<PendingChange> TooLarge) pending, PendingAuthor? author)
    {
        var head = repository.Head.Tip
            ?? throw new CheckoutException($"{repository.Info.WorkingDirectory} has no commit yet that uncommitted work could be compared with; make the first one unjudged");
        author ??= PendingAuthor.Configured(repository)
            ?? throw new CheckoutException("git does not know whose work this is; run 'git config user.name' and 'git config user.email' with yours");
        // At HEAD's date, so that the calendar changes nothing.
        var signature = new LibGit2Sharp.Signature(author.Name, author.Email, head.Committer.When);
        // What a merge brings in is not the work of whoever concludes it.
        Commit[] parents = repository.Info.CurrentOperation == CurrentOperation.Merge && repository.Lookup<Commit>("MERGE_HEAD") is { } other ? [head, other] : [head];
        var commit = repository.ObjectDatabase.CreateCommit(signature, signature, "", pending.Tree, parents, prettifyMessage: false);
        var objects = new UnstoredObjects();
        foreach (var (id, type, bytes) in made.Made)
            objects.Add(UncommittedWork.Id(id), (GitType)(int)type, bytes);
        return new PendingCommit(UncommittedWork.Id(commit.Id), UncommittedWork.Id(head.Id), objects)
        {
            IsEmpty = parents.Length == 1 && pending.Tree.Id == head.Tree.Id,
            LeftOut = [.. pending.TooLarge.Select(change => change.Path).Order(StringComparer.Ordinal)],
        };
    }
}

/// <summary>Whose uncommitted work it is.</summary>
public sealed record PendingAuthor(string Name, string Email)
{
    /// <summary>As git's configuration has it, the user's and the system's included; null where name or e-mail is missing.</summary>
    internal static PendingAuthor? Configured(Repository repository)
    {
        // Of a linked work tree LibGit2Sharp looks for the repository's own in the wrong directory.
        RepositoryLayout.Find(repository.Info.WorkingDirectory, out var own);
        return Value("name") is { } name && Value("email") is { } email ? new PendingAuthor(name, email) : null;

        string? Value(string key) => Of("author." + key) ?? Of("user." + key);

        string? Of(string key) => (own.Get(key) ?? repository.Config.Get<string>(key)?.Value) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }
}
