using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests;

public sealed class HistoryReaderTests
{
    private static readonly HistoryOptions Raw = new() { DetectRenames = false };

    public static TheoryData<string> VeiledHistories => [.. SharedFiles.HistoryNames];

    [Theory]
    [MemberData(nameof(VeiledHistories))]
    public void ChangesAndCountsEqualGitsOnEveryVeiledHistory(string name)
    {
        string path = SharedFiles.History(name);
        var history = Read(path, Raw);

        Assert.Equal(int.Parse(Git(path, "rev-list", "--count", "HEAD")), history.Commits.Length);
        Assert.Equal(int.Parse(Git(path, "rev-list", "--count", "--merges", "HEAD")), history.Commits.Count(commit => commit.IsMerge));
        Assert.Equal(RawText.FromGit(path, "--no-merges"), RawText.Of(history));
        Assert.True(history.Completeness.IsComplete);
    }

    [Fact]
    public void OneAndEightWorkersGiveTheSameFacts()
    {
        string path = SharedFiles.History("RestSharp");
        var one = Read(path, new HistoryOptions { Jobs = 1 });
        var eight = Read(path, new HistoryOptions { Jobs = 8 });

        Assert.Equal(Describe(one), Describe(eight));
    }

    [Fact]
    public void MergesAreComparedWithEachParentWhenAskedFor()
    {
        using var repository = Merged();
        var history = Read(repository.Path, Raw with { MergeChanges = true });

        Assert.Equal(RawText.FromGit(repository.Path, "-m"), RawText.Of(history, merges: true));
        Assert.Contains(history.Commits, commit => commit.ParentCount == 3);
    }

    [Fact]
    public void ARangeReadsWhatGitLogPrintsForIt()
    {
        using var repository = Merged();
        var history = Read(repository.Path, Raw with { Revision = "side..main" });

        Assert.Equal(RawText.FromGit(repository.Path, "--no-merges", "side..main"), RawText.Of(history));
        Assert.Contains(-1, Enumerable.Range(0, history.Commits.Length).SelectMany(i => history.ParentsOf(i).ToArray()));
    }

    [Fact]
    public void AShallowCloneEndsAtItsBoundaryAndSaysSo()
    {
        using var repository = Merged();
        string clone = Clone(repository, "--depth=2");
        var history = Read(clone, Raw);

        Assert.Equal(RawText.FromGit(clone, "--no-merges"), RawText.Of(history));
        Assert.Equal(File.ReadAllLines(Path.Combine(clone, ".git", "shallow")).Length, history.Completeness.ShallowBoundaries);
        Assert.Equal(history.Completeness.ShallowBoundaries, history.Commits.Count(commit => commit.IsBoundary));
        Assert.False(history.Completeness.IsComplete);
    }

    [Theory]
    [InlineData("blob:none")]
    [InlineData("tree:0")]
    public void APartialCloneCountsWhatIsMissingAndDoesNotFail(string filter)
    {
        using var repository = Merged();
        repository.Run("config", "uploadpack.allowFilter", "true");
        string clone = Clone(repository, "--filter=" + filter, "--no-checkout");
        int missing = GitTestRepository.Git(clone, ["rev-list", "--objects", "--missing=print", "HEAD"]).Count(b => b == (byte)'?');
        var history = Read(clone, new HistoryOptions());

        Assert.True(missing > 0);
        Assert.True(history.Completeness.PartialClone);
        Assert.Equal(int.Parse(Git(clone, "rev-list", "--count", "HEAD")), history.Commits.Length);
        if (filter == "blob:none")
            Assert.Equal(missing, history.Completeness.MissingBlobs);
        else
            Assert.Equal(history.Commits.Count(commit => !commit.IsMerge), history.Completeness.MissingTrees);
    }

    [Fact]
    public void AMissingParentIsCountedAndItsChildsChangesAreNotInvented()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        string second = repository.Write("a", "2\n").Commit("two");
        string third = repository.Write("a", "3\n").Commit("three");
        File.Delete(Path.Combine(repository.GitDirectory, "objects", second[..2], second[2..]));
        var history = Read(repository.Path, Raw);

        Assert.Equal(third, Assert.Single(history.Commits).Id.ToString());
        Assert.Equal(1, history.Completeness.MissingCommits);
        Assert.Equal(0, history.Completeness.MissingTrees);
        Assert.Equal(third, Assert.Single(history.Completeness.Skipped).Id.ToString());
        Assert.True(history.ChangesOf(0).IsEmpty);
    }

    [Fact]
    public void GraftsAndReplacementsAreFollowedAsGitFollowsThem()
    {
        using var repository = GitTestRepository.Create();
        string first = repository.Write("a", "1\n").Commit("one");
        string second = repository.Write("b", "2\n").Commit("two");
        repository.Write("c", "3\n").Commit("three");
        string fourth = repository.Write("d", "4\n").Commit("four");
        repository.Run("replace", "--graft", second);
        File.WriteAllText(Path.Combine(repository.GitDirectory, "info", "grafts"), $"{fourth} {first}\n");
        var history = Read(repository.Path, Raw);

        Assert.Equal(RawText.FromGit(repository.Path, "--no-merges"), RawText.Of(history));
        Assert.Equal(1, history.Completeness.Grafts);
        Assert.Equal(1, history.Completeness.Replacements);
    }

    [Fact]
    public void ACommitGraphChangesNothing()
    {
        using var repository = Merged();
        string before = Describe(Read(repository.Path, new HistoryOptions()));
        repository.Run("commit-graph", "write", "--reachable");

        using var opened = GitRepository.Open(repository.Path);
        Assert.NotNull(opened.CommitGraph);
        Assert.Equal(before, Describe(HistoryReader.Read(opened, new HistoryOptions())));
    }

    [Fact]
    public void ScopeAndExcludeLimitTheChanges()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("src/a.cs", "1\n").Write("src/gen/b.cs", "1\n").Write("docs/c.md", "1\n").Commit("one");
        repository.Write("docs/c.md", "2\n").Commit("two");
        var history = Read(repository.Path, Raw with { Scope = "src", Exclude = ["**/gen/**"] });

        Assert.Equal(["src/a.cs"], history.Paths.Select(path => path.Text));
        Assert.Equal(2, history.Commits.Length);
        Assert.True(history.IsFiltered);
    }

    [Fact]
    public void RenamesStandBesideTheRawRows()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("old.txt", "one\ntwo\nthree\nfour\n").Commit("one");
        repository.Run("mv", "old.txt", "new.txt");
        repository.Commit("two");
        var history = Read(repository.Path, new HistoryOptions());

        Assert.Equal(RawText.FromGit(repository.Path, "--no-merges"), RawText.Of(history));
        var rename = history.ChangesOf(0).ToArray().Single(change => change.Kind == ChangeKind.Added);
        Assert.Equal("old.txt", history.Paths[rename.RenamedFrom].Text);
        Assert.Equal(100, rename.Similarity);
        Assert.True(history.ChangesOf(0).ToArray().Single(change => change.Kind == ChangeKind.Deleted).RenamedAway);
    }

    [Fact]
    public void TrailersMailmapAndOldEncodingsReachThePeople()
    {
        using var repository = GitTestRepository.Create();
        repository.Write(".mailmap", "Ann Author <ann@example.org> <ann@old.example.org>\n");
        repository.Write("a", "1\n").Commit("one\n\nCo-authored-by: Bo Helper <bo@example.org>", "ann <ann@old.example.org>");
        repository.Run("config", "i18n.commitEncoding", "ISO-8859-1");
        string content = "tree " + repository.Run("rev-parse", "HEAD^{tree}").Trim() + "\nparent " + repository.Run("rev-parse", "HEAD").Trim()
            + "\nauthor J\u00f6rg <joerg@example.org> 1704110400 +0100\ncommitter J\u00f6rg <joerg@example.org> 1704110400 +0100\nencoding ISO-8859-1\n\nzwei\n";
        string id = System.Text.Encoding.ASCII.GetString(GitTestRepository.Git(
            repository.Path, ["hash-object", "-t", "commit", "-w", "--stdin"], input: System.Text.Encoding.Latin1.GetBytes(content))).Trim();
        repository.Run("update-ref", "refs/heads/main", id);
        var history = Read(repository.Path, new HistoryOptions());

        Assert.Equal(["J\u00f6rg", "Ann Author", "Bo Helper"], history.Contributors.Select(person => person.Name));
        Assert.Equal(60, history.Commits[0].AuthorOffsetMinutes);
        var trailer = Assert.Single(history.TrailersOf(1).ToArray());
        Assert.Equal(new Trailer(TrailerKind.CoAuthoredBy, 2), trailer);
        Assert.Equal("one", history.SubjectOf(1));
    }

    [Fact]
    public void ACorruptTreeIsOneSentenceWhateverTheNumberOfWorkers()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        string tree = repository.Run("rev-parse", "HEAD^{tree}").Trim();
        string file = Path.Combine(repository.GitDirectory, "objects", tree[..2], tree[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, [1, 2, 3]);

        foreach (int jobs in (int[])[1, 4])
        {
            var error = Assert.Throws<GitDataException>(() => Read(repository.Path, Raw with { Jobs = jobs }));
            Assert.Equal(GitDataProblem.Corrupt, error.Problem);
            Assert.Contains(tree[2..], error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheEmptyTreeNeedsNotBeStored()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        repository.Run("rm", "--quiet", "a");
        repository.Commit("nothing is left");
        string loose = Path.Combine(repository.GitDirectory, "objects", "4b", "825dc642cb6eb9a060e54bf8d69288fbee4904");
        File.SetAttributes(loose, FileAttributes.Normal);
        File.Delete(loose);

        Assert.Equal(RawText.FromGit(repository.Path), RawText.Of(Read(repository.Path, Raw)));
    }

    [Fact]
    public void AnEmptyRangeHasNoCommitsAndIsNoError()
    {
        using var repository = Merged();
        var history = Read(repository.Path, new HistoryOptions { Revision = "main..side" });

        Assert.Empty(history.Commits);
        Assert.Equal(0, history.ChangeCount);
        Assert.Equal(repository.Run("rev-parse", "side").Trim(), history.Head.ToString());
    }

    [Fact]
    public void ABoundaryOutsideTheRangeMakesItNoLessComplete()
    {
        using var repository = GitTestRepository.Create();
        for (int i = 0; i < 6; i++)
            repository.Write("a", $"{i}\n").Commit("commit " + i);
        string clone = Clone(repository, "--depth=4");

        Assert.True(Read(clone, Raw with { Revision = "HEAD~1..HEAD" }).Completeness.IsComplete);
        Assert.Equal(1, Read(clone, Raw).Completeness.ShallowBoundaries);
    }

    [Theory]
    [InlineData(12, 100, false)] // 100^12 visits of an empty tree: nothing but directories.
    [InlineData(600, 1, true)] // Deeper than anybody nests.
    public void ATreeMadeToExplodeIsLeftOutAndNamed(int levels, int width, bool file)
    {
        using var repository = GitTestRepository.Create();
        string tree = Hash(repository, "tree", []);
        if (file)
            tree = Hash(repository, "tree", [.. "100644 a\0"u8, .. Convert.FromHexString(Hash(repository, "blob", "x\n"u8.ToArray()))]);
        for (int level = 0; level < levels; level++)
        {
            var entries = new List<byte>();
            for (int i = 0; i < width; i++)
                entries.AddRange([.. System.Text.Encoding.ASCII.GetBytes($"40000 {i:000}\0"), .. Convert.FromHexString(tree)]);
            tree = Hash(repository, "tree", [.. entries]);
        }

        repository.Run("update-ref", "HEAD", repository.Run("commit-tree", "-m", "bomb", tree).Trim());
        var history = Read(repository.Path, new HistoryOptions());

        Assert.Single(history.Commits);
        Assert.Single(history.Completeness.Skipped);
        Assert.False(history.Completeness.IsComplete);
    }

    [Fact]
    public void CancellationEndsTheReading()
    {
        using var repository = Merged();
        using var opened = GitRepository.Open(repository.Path);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => HistoryReader.Read(opened, new HistoryOptions { Jobs = 2 }, cancelled.Token));
    }

    private static GitTestRepository Merged()
    {
        var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Write("dir/b", "1\n").Commit("one");
        foreach (string branch in (string[])["side", "other"])
        {
            repository.Run("checkout", "--quiet", "-b", branch, "main");
            repository.Write("dir/" + branch, branch + "\n").Commit(branch, "Bo Helper <bo@example.org>");
            repository.Write("a" + branch, branch + "\n").Commit(branch + " again");
        }

        repository.Run("checkout", "--quiet", "main");
        repository.Write("a", "2\n").Commit("two");
        repository.Run("merge", "--quiet", "-m", "octopus", "side", "other");
        repository.Write("dir/b", "3\n").Commit("three");
        return repository;
    }

    private static string Clone(GitTestRepository repository, params string[] options)
    {
        string path = Path.Combine(repository.Root, "clone");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", .. options, "file://" + repository.Path, path]);
        return path;
    }

    private static string Hash(GitTestRepository repository, string type, byte[] content) => System.Text.Encoding.ASCII.GetString(
        GitTestRepository.Git(repository.Path, ["hash-object", "-t", type, "-w", "--stdin"], input: content)).Trim();

    private static string Git(string path, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(GitTestRepository.Git(path, arguments)).Trim();

    private static RepositoryHistory Read(string path, HistoryOptions options)
    {
        using var repository = GitRepository.Open(path);
        return HistoryReader.Read(repository, options, TestContext.Current.CancellationToken);
    }

    internal static string Describe(RepositoryHistory history) => string.Join('\n', (IEnumerable<string>)
    [
        RawText.Of(history),
        .. history.Commits.Select(commit => commit.ToString()),
        .. Enumerable.Range(0, history.Commits.Length).SelectMany(i => history.ChangesOf(i).ToArray().Select(change => change.ToString())),
        .. Enumerable.Range(0, history.Commits.Length).SelectMany(i => history.TrailersOf(i).ToArray().Select(trailer => $"{i} {trailer}")),
        .. Enumerable.Range(0, history.Commits.Length).Select(i => string.Join(' ', history.ParentsOf(i).ToArray()) + history.SubjectOf(i)),
        .. history.Contributors.Select(person => $"{person.Name} {person.Email} {person.Kind} {person.KindRule} {string.Join(';', person.Identities)}"),
        .. history.Modules.Select(module => module.ToString()),
        .. history.Paths.Select(path => $"{path.Text} {path.Module} {path.Kind} {path.AtHead}"),
        .. history.AliasProposals.Select(proposal => proposal.ToString()),
    ]);
}
