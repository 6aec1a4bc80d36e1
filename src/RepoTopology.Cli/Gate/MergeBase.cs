using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Where a branch left another one, and the commits since.</summary>
/// <param name="Commit">The newest commit that both have; as an index into the facts of the branch.</param>
/// <param name="Since">The branch's commits since, merges too.</param>
internal sealed record MergeBase(int Commit, IReadOnlySet<int> Since)
{
    /// <param name="repository">Where the commits are.</param>
    /// <param name="history">The facts of the branch.</param>
    /// <param name="revision">The other branch.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="RequestException">The other branch is a range.</exception>
    /// <exception cref="GitDataException">They have no commit in common, or it is not in this clone.</exception>
    public static MergeBase Find(GitRepository repository, RepositoryHistory history, string revision, CancellationToken cancellation)
    {
        var other = Revision.Resolve(repository, revision);
        if (other.Exclude is not null)
            throw new RequestException($"--base {revision} is a range; name the branch or commit that the change is to be compared with");
        int common = Common(repository, history, other.Tip, cancellation)
            ?? throw new GitDataException(GitDataProblem.Missing, $"'{revision}' and '{history.Revision}' have no commit in common in this clone; fetch more of the history, or name another base");
        var before = AncestorsOf(history, [common]);
        return new MergeBase(common, Enumerable.Range(0, history.Commits.Length).Where(commit => !before.Contains(commit)).ToHashSet());
    }

    /// <summary>Of the commits where the other branch meets the facts, the newest that no other one comes after.</summary>
    private static int? Common(GitRepository repository, RepositoryHistory history, ObjectId tip, CancellationToken cancellation)
    {
        var indexOf = new Dictionary<ObjectId, int>(history.Commits.Length);
        for (int i = 0; i < history.Commits.Length; i++)
            indexOf[history.Commits.ItemRef(i).Id] = i;
        using var reader = repository.Objects.CreateReader();
        var met = new SortedSet<int>();
        var seen = new HashSet<ObjectId> { tip };
        var open = new Stack<ObjectId>([tip]);
        while (open.TryPop(out var id))
        {
            cancellation.ThrowIfCancellationRequested();
            if (indexOf.TryGetValue(id, out int index))
            {
                met.Add(index);
                continue;
            }

            // A shallow clone ends somewhere.
            if (!reader.TryRead(id, out var commit) || commit.Type != ObjectType.Commit)
                continue;
            var view = CommitView.Parse(commit.Data, id);
            for (int parent = 0; parent < view.ParentCount; parent++)
                if (seen.Add(view.Parent(parent)))
                    open.Push(view.Parent(parent));
        }

        // Indices rise with age, but dates can lie: what another one comes after is no best common ancestor.
        foreach (int candidate in met)
            if (met.Count == 1 || !AncestorsOf(history, met.Where(other => other != candidate)).Contains(candidate))
                return candidate;
        return null;
    }

    /// <summary>The commits themselves and all that they come after.</summary>
    private static HashSet<int> AncestorsOf(RepositoryHistory history, IEnumerable<int> commits)
    {
        var ancestors = commits.ToHashSet();
        var open = new Stack<int>(ancestors);
        while (open.TryPop(out int commit))
            foreach (int parent in history.ParentsOf(commit))
                if (parent >= 0 && ancestors.Add(parent))
                    open.Push(parent);
        return ancestors;
    }
}
