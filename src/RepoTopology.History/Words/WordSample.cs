using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>A change whose words are read.</summary>
/// <param name="Commit">Index into <see cref="RepositoryHistory.Commits"/>.</param>
/// <param name="Path">Index of the changed path.</param>
/// <param name="OldId">What it is compared with; zero for a new file.</param>
/// <param name="NewId">The new content.</param>
internal readonly record struct SampledChange(int Commit, int Path, ObjectId OldId, ObjectId NewId);

/// <summary>
/// Chooses changes so that everybody has as many, up to <see cref="MostOfPerson"/>, evenly spread over their own, and all together no more than
/// <see cref="MostChanges"/>. Where that leaves fewer than <see cref="LeastOfPerson"/> to each, those with the fewest changes go without. The same facts
/// give the same sample.
/// </summary>
internal static class WordSample
{
    public const int MostOfPerson = 50;
    public const int LeastOfPerson = 8;
    public const int MostChanges = 600;

    /// <param name="history">The facts.</param>
    /// <param name="commits">Whose changes may be chosen.</param>
    public static List<SampledChange> Choose(RepositoryHistory history, IEnumerable<int> commits)
    {
        var changesOf = new Dictionary<int, List<SampledChange>>();
        foreach (int commit in commits)
        {
            int author = history.Commits[commit].Author;
            if (!changesOf.TryGetValue(author, out var changes))
                changesOf[author] = changes = [];
            AddEdits(history, commit, changes);
        }

        var people = changesOf.Where(person => person.Value.Count > 0)
            .OrderByDescending(person => person.Value.Count).ThenBy(person => person.Key).Select(person => person.Value).ToList();
        int share = MostOfPerson;
        while (share > LeastOfPerson && people.Sum(changes => Math.Min(changes.Count, share)) > MostChanges)
            share--;
        var chosen = new List<SampledChange>();
        foreach (var changes in people)
            if (chosen.Count + Math.Min(changes.Count, share) <= MostChanges)
                chosen.AddRange(Spread(changes, Math.Min(changes.Count, share)));
        return chosen;
    }

    private static IEnumerable<SampledChange> Spread(List<SampledChange> changes, int count) =>
        Enumerable.Range(0, count).Select(i => changes[(int)((2L * i + 1) * changes.Count / (2L * count))]);

    /// <summary>Files that people wrote and that get another content; a rename is compared with the file's old path.</summary>
    private static void AddEdits(RepositoryHistory history, int commit, List<SampledChange> changes)
    {
        var rows = history.ChangesOf(commit);
        foreach (var change in rows)
        {
            bool isFile = change.Kind != ChangeKind.Deleted && change.NewMode is Git.FileMode.Regular or Git.FileMode.Executable;
            if (!isFile || history.Paths[change.Path].Kind != PathKind.Authored)
                continue;
            var oldId = change.Kind == ChangeKind.Added ? ObjectId.Zero : change.OldId;
            if (change.RenamedFrom >= 0)
                foreach (var other in rows)
                    if (other.Path == change.RenamedFrom && other.RenamedAway)
                        oldId = other.OldId;
            if (oldId != change.NewId)
                changes.Add(new SampledChange(commit, change.Path, oldId, change.NewId));
        }
    }
}
