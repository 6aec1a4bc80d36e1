using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests;

public sealed class RepositoryDiscoveryTests : IDisposable
{
    private readonly GitTestRepository _git = GitTestRepository.Create();

    public void Dispose() => _git.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("src")]
    [InlineData("src/deep/er")]
    [InlineData(".git")]
    [InlineData(".git/refs/heads")]
    public void AnyFolderOfAWorkTreeLeadsToItsRepository(string folder)
    {
        _git.Write("src/deep/er/a.txt", "a");
        var layout = RepositoryLayout.Find(Path.Combine(_git.Path, folder), out _);

        Assert.Equal(new RepositoryLayout(_git.GitDirectory, _git.GitDirectory, Path.Combine(_git.GitDirectory, "objects"), _git.Path), layout);
    }

    [Fact]
    public void ABareRepositoryHasNoWorkTree()
    {
        using var bare = GitTestRepository.Create("--bare");
        var layout = RepositoryLayout.Find(Path.Combine(bare.Path, "refs"), out _);

        Assert.Equal((bare.Path, null), (layout.GitDirectory, layout.WorkTree));
    }

    [Fact]
    public void ARepositoryWithoutAConfigOpens()
    {
        File.Delete(Path.Combine(_git.GitDirectory, "config"));
        Assert.Equal(_git.Path, RepositoryLayout.Find(_git.Path, out _).WorkTree);
    }

    [Fact]
    public void ALinkedWorktreeSharesAllButItsHead()
    {
        _git.Commit("first");
        string linked = Path.Combine(_git.Root, "linked");
        _git.Run("worktree", "add", "--quiet", linked);
        string own = Path.Combine(_git.GitDirectory, "worktrees", "linked");
        var expected = new RepositoryLayout(own, _git.GitDirectory, Path.Combine(_git.GitDirectory, "objects"), linked);

        Assert.Equal(expected, RepositoryLayout.Find(linked, out _));
        Assert.Equal(expected, RepositoryLayout.Find(own, out _));
    }

    [Fact]
    public void ALinkedWorktreeOfABareRepositoryHasAWorkTree()
    {
        _git.Commit("first");
        string bare = Path.Combine(_git.Root, "bare.git"), linked = Path.Combine(_git.Root, "linked");
        GitTestRepository.Git(_git.Root, ["clone", "--quiet", "--bare", _git.Path, bare]);
        GitTestRepository.Git(bare, ["worktree", "add", "--quiet", linked]);

        Assert.Null(RepositoryLayout.Find(bare, out _).WorkTree);
        Assert.Equal(linked, RepositoryLayout.Find(linked, out _).WorkTree);
    }

    [Fact]
    public void ASubmoduleIsFoundThroughItsGitFile()
    {
        using var library = GitTestRepository.Create();
        library.Commit("library");
        _git.Run("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Path, "lib");
        string submodule = Path.Combine(_git.Path, "lib");

        var layout = RepositoryLayout.Find(submodule, out _);

        Assert.StartsWith("gitdir: ../.git/modules/lib", File.ReadAllText(Path.Combine(submodule, ".git")), StringComparison.Ordinal);
        Assert.Equal((Path.Combine(_git.GitDirectory, "modules", "lib"), submodule), (layout.GitDirectory, layout.WorkTree));
        Assert.Equal(submodule, RepositoryLayout.Find(layout.GitDirectory, out _).WorkTree); // by core.worktree
        Assert.Equal(layout, RepositoryLayout.Find(Path.Combine(submodule, ".git"), out _));
    }

    [Fact]
    public void AWorkTreeEnteredThroughALinkIsFound()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        _git.Write("src/a.txt", "a");
        string link = Path.Combine(_git.Root, "link");
        Directory.CreateSymbolicLink(link, Path.Combine(_git.Path, "src"));

        Assert.Equal(_git.Path, RepositoryLayout.Find(link, out _).WorkTree);
    }

    [Fact]
    public void ARepositoryNestedInAnotherIsTheOneThatCounts()
    {
        string inner = Path.Combine(_git.Path, "inner");
        GitTestRepository.Git(_git.Path, ["init", "--quiet", inner]);
        Assert.Equal(inner, RepositoryLayout.Find(inner, out _).WorkTree);
    }

    [Fact]
    public void APathThatDoesNotExistIsSaidSo() =>
        Says(Path.Combine(_git.Root, "nowhere"), GitDataProblem.Missing, "does not exist; name a folder inside a git repository");

    [Fact]
    public void AFileIsSaidToBeOne()
    {
        _git.Write("a.txt", "a");
        Says(Path.Combine(_git.Path, "a.txt"), GitDataProblem.Missing, "is a file; name a folder inside a git repository");
    }

    [Fact]
    public void AFolderOutsideAnyRepositoryIsSaidSo() =>
        Says(_git.Root, GitDataProblem.Missing, "is not inside a git repository; name one, or clone it first");

    [Fact]
    public void AGitFolderWithoutHeadIsNamed()
    {
        File.Delete(Path.Combine(_git.GitDirectory, "HEAD"));
        Says(_git.Path, GitDataProblem.Missing, $"'{_git.GitDirectory}' is there, but has no readable HEAD, objects and refs");
    }

    [Theory]
    [InlineData("", GitDataProblem.Corrupt, "does not say 'gitdir: PATH'")]
    [InlineData("hello\n", GitDataProblem.Corrupt, "does not say 'gitdir: PATH'")]
    [InlineData("gitdir:\n", GitDataProblem.Corrupt, "names no path")]
    [InlineData("gitdir: a\0b\n", GitDataProblem.Corrupt, "names no path")]
    [InlineData("gitdir: ../nowhere\n", GitDataProblem.Missing, "which is no repository")]
    [InlineData("gitdir: .\n", GitDataProblem.Missing, "which is no repository")]
    [InlineData("gitdir: .git\n", GitDataProblem.Missing, "which is no repository")]
    public void AGitFileThatLeadsNowhereIsOneSentence(string content, GitDataProblem problem, string sentence)
    {
        _git.Write("sub/.git", content);
        Says(Path.Combine(_git.Path, "sub"), problem, sentence);
    }

    [Fact]
    public void TwoGitFilesThatPointAtEachOtherAreNoCircle()
    {
        _git.Write("a/.git", "gitdir: ../b\n").Write("b/.git", "gitdir: ../a\n");
        Says(Path.Combine(_git.Path, "a"), GitDataProblem.Missing, "which is no repository");
    }

    [Fact]
    public void AnUnreadableGitFileIsOneSentence()
    {
        // The superuser may read everything but this.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        Directory.CreateDirectory(Path.Combine(_git.Path, "sub"));
        File.CreateSymbolicLink(Path.Combine(_git.Path, "sub/.git"), "/proc/self/mem");
        Says(Path.Combine(_git.Path, "sub"), GitDataProblem.Unreadable, "cannot be read");
    }

    [Fact]
    public void AHugeGitFileIsNotReadWhole()
    {
        _git.Write("sub/.git", Encoding.ASCII.GetBytes("gitdir: " + new string('a', 2 << 20)));
        Says(Path.Combine(_git.Path, "sub"), GitDataProblem.Corrupt, "bytes long, more than");
    }

    [Theory]
    [InlineData("core", "repositoryformatversion = 2", "repository format version 2 is not supported")]
    [InlineData("extensions", "objectformat = sha256", "SHA-256 repositories are not supported yet")]
    [InlineData("extensions", "refstorage = reftable", "repositories with reftable references are not supported yet")]
    [InlineData("extensions", "future = on", "the extension 'future = on' is not supported")]
    public void AFormatThatWouldBeMisreadIsNamedAtOpen(string section, string line, string sentence)
    {
        Append("[core]\n\trepositoryformatversion = 1\n", $"[{section}]\n\t{line}\n");
        Says(_git.Path, GitDataProblem.Unsupported, sentence);
    }

    [Theory]
    [InlineData("noop = x")]
    [InlineData("preciousObjects = true")]
    [InlineData("partialClone = origin")]
    [InlineData("worktreeConfig = true")]
    [InlineData("relativeWorktrees = true")]
    [InlineData("objectFormat = sha1")]
    public void ExtensionsThatDoNotTouchReadingAreAccepted(string line)
    {
        Append("[core]\n\trepositoryformatversion = 1\n", $"[extensions]\n\t{line}\n");
        Assert.Equal(_git.Path, RepositoryLayout.Find(_git.Path, out _).WorkTree);
    }

    [Fact]
    public void UnknownExtensionsOfAVersionZeroRepositoryAreIgnoredAsInGit()
    {
        Append("[extensions]\n\tfuture = on\n");
        _git.Run("rev-parse", "--git-dir"); // git opens it
        Assert.Equal(_git.Path, RepositoryLayout.Find(_git.Path, out _).WorkTree);
    }

    [Fact]
    public void GitsOwnSha256RepositoryIsNamedAtOpen()
    {
        using var sha256 = GitTestRepository.Create("--object-format=sha256");
        Says(sha256.Path, GitDataProblem.Unsupported, "SHA-256 repositories are not supported yet");
    }

    [Fact]
    public void AMalformedConfigIsNamedWithItsLine()
    {
        File.WriteAllText(Path.Combine(_git.GitDirectory, "config"), "[core]\n\tbare = false\n\t= nothing\n");
        Says(_git.Path, GitDataProblem.Corrupt, "config: line 3 is not in git's config format");
    }

    private void Append(params string[] lines) => File.AppendAllLines(Path.Combine(_git.GitDirectory, "config"), lines);

    private static void Says(string path, GitDataProblem problem, string sentence)
    {
        var error = Assert.Throws<GitDataException>(() => RepositoryLayout.Find(path, out _));
        Assert.Equal(problem, error.Problem);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
