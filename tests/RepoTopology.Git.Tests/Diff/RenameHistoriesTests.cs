using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Diff;

public class RenameHistoriesTests
{
    public static TheoryData<string> Histories => [.. SharedFiles.HistoryNames];

    [Theory]
    [MemberData(nameof(Histories))]
    public void RenamesOfEveryCommitEqualGit(string name)
    {
        string path = SharedFiles.History(name);
        byte[] log = GitTestRepository.Git(path, ["log", "--raw", "-z", "-M", "--no-merges", "--format=%H", "HEAD"]);
        using var store = ObjectStore.Open(Path.Combine(path, "objects"));
        using var reader = store.CreateReader();
        var differences = new List<string>();
        int renames = 0;
        int otherScores = 0;
        foreach (var (commit, expected) in GitRenames.Parse(log).Where(entry => entry.Key.Length > 0))
        {
            var (oldTree, newTree) = GitRenames.Trees(reader, ObjectId.Parse(commit));
            var (actual, _) = GitRenames.Find(reader, oldTree, newTree);
            renames += expected.Count;
            foreach (var rename in expected.Except(actual))
                if (actual.Exists(ours => IsNear(ours, rename)))
                    otherScores++;
                else
                    differences.Add($"{commit} git  {rename}");
            foreach (var rename in actual.Except(expected).Where(ours => !expected.Exists(git => IsNear(ours, git))))
                differences.Add($"{commit} ours {rename}");
        }

        Assert.True(differences.Count == 0, $"of {renames} renames:\n" + string.Join('\n', differences));
        Assert.InRange(otherScores, 0, renames / 500);
    }

    // git's hash of pieces is so narrow that two different lines are sometimes one to it, which raises its score.
    private static bool IsNear(NamedRename ours, NamedRename git) =>
        ours.OldPath == git.OldPath && ours.NewPath == git.NewPath && git.Similarity - ours.Similarity is 0 or 1;
}
