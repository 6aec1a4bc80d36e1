using System.Globalization;
using RepoTopology.Checkout;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Looks at a clone, what its documents offer, and where the tool runs.</summary>
internal static class Examination
{
    private const int ManyCommits = 20_000;
    private const int ManyPacks = 50;

    public static List<Finding> Examine(GitRepository repository, RepositoryHistory history, CiSystem? ci)
    {
        var completeness = history.Completeness;
        return
        [
            new("repository", Kind(repository.Layout)),
            Clone(repository, history, ci),
            new("commits", $"{Count(history.Commits.Length)}, {Count(history.Commits.Count(commit => commit.IsMerge))} of them merges"),
            MissingObjects(completeness, ci),
            Rewriting(repository),
            CommitGraph(repository, history),
            Packs(repository),
            Mailmap(repository, history),
            Document(repository, history, "ignored commits", ".git-blame-ignore-revs"),
            Document(repository, history, "configuration", ConfigFile.RepositoryPath),
            LibGit2Found(),
            new("runs in", ci?.Name ?? "no known CI"),
        ];
    }

    /// <summary>A finding without a problem: most runs need none.</summary>
    private static Finding LibGit2Found()
    {
        try
        {
            LibGit2.Load();
            return new Finding("libgit2", "present (for URLs and uncommitted work)");
        }
        catch (NativeLibraryException e)
        {
            return new Finding("libgit2", $"none; {e.Message}");
        }
    }

    private static string Kind(RepositoryLayout layout) => layout.WorkTree is null
        ? "bare"
        : layout.GitDirectory == layout.CommonDirectory ? "with a work tree" : "a linked work tree";

    private static Finding Clone(GitRepository repository, RepositoryHistory history, CiSystem? ci)
    {
        var completeness = history.Completeness;
        if (completeness.ShallowBoundaries == 0 && history.Commits.Any(commit => repository.ShallowBoundary.Contains(commit.Id)))
            return new Finding("clone", "shallow; the cache knows the history before its boundary, so figures are those of a full clone");
        if (completeness.ShallowBoundaries > 0 || repository.ShallowBoundary.Count > 0)
        {
            string kind = repository.IsPartialClone ? "shallow and partial" : "shallow";
            return new Finding("clone", kind, "the history ends where the clone was cut, so figures over time are wrong",
                ci?.FullClone ?? "run 'git fetch --unshallow'");
        }

        return new Finding("clone", repository.IsPartialClone ? completeness.MissingTrees > 0 ? "partial: all commits, but not their directories and files" : "partial: all commits, but not all files' contents" : "full");
    }

    private static Finding MissingObjects(Completeness completeness, CiSystem? ci)
    {
        const string Name = "missing objects";
        if (completeness.MissingCommits + completeness.Skipped.Count > 0)
        {
            return new Finding(
                Name,
                $"{Count(completeness.MissingCommits)} commits; the changes of {Count(completeness.Skipped.Count)} commits are unknown",
                "what these commits changed is not in any figure",
                completeness.PartialClone ? "clone with --filter=blob:none instead of a tree filter" : "run 'git fsck' and clone anew");
        }

        return completeness.MissingBlobs == 0
            ? new Finding(Name, "none")
            : new Finding(Name, $"contents of {Count(completeness.MissingBlobs)} files",
                "renames of files that were also edited cannot be followed there",
                ci?.Name == "GitHub Actions"
                    ? "leave 'filter:' out of the actions/checkout step"
                    : "run 'git backfill' or clone without --filter, if that matters");
    }

    private static Finding Rewriting(GitRepository repository) => repository.GraftCount + repository.ReplacementCount == 0
        ? new Finding("grafts, replacements", "none")
        : new Finding("grafts, replacements", $"{Count(repository.GraftCount)}, {Count(repository.ReplacementCount)}",
            "this clone sees a history that other clones do not see", "compare with a fresh clone before you quote figures");

    private static Finding CommitGraph(GitRepository repository, RepositoryHistory history)
    {
        bool missing = repository.CommitGraph is null;
        return missing && history.Commits.Length >= ManyCommits
            ? new Finding("commit-graph", "none", "reading takes longer than it needs to", "run 'git commit-graph write --reachable'")
            : new Finding("commit-graph", missing ? "none (not needed for a history of this size)" : "present");
    }

    private static Finding Packs(GitRepository repository) => repository.Objects.PackCount < ManyPacks
        ? new Finding("packs", Count(repository.Objects.PackCount))
        : new Finding("packs", Count(repository.Objects.PackCount), "objects are searched in every pack", "run 'git gc'");

    private static Finding Mailmap(GitRepository repository, RepositoryHistory history)
    {
        string value = Has(repository, history, ".mailmap") ? "present" : "none";
        int proposals = history.AliasProposals.Length;
        return proposals == 0
            ? new Finding("mailmap", value)
            : new Finding("mailmap", value, $"{Count(proposals)} {(proposals == 1 ? "pair" : "pairs")} of names may belong to one person each",
                "see 'repotopology identities' and accept those that are");
    }

    private static Finding Document(GitRepository repository, RepositoryHistory history, string name, string path) =>
        new(name, Has(repository, history, path) ? path : "none");

    private static bool Has(GitRepository repository, RepositoryHistory history, string path)
    {
        using var reader = repository.Objects.CreateReader(1 << 20);
        return HeadFiles.TryFind(reader, history.Head, path, out _);
    }

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
