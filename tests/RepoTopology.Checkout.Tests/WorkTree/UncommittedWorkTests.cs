using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Checkout.Tests;

/// <summary>Uncommitted work, held against what git itself would commit.</summary>
public sealed class UncommittedWorkTests : IDisposable
{
    private readonly GitTestRepository _repository = GitTestRepository.Create();

    public UncommittedWorkTests()
    {
        for (int i = 0; i < 8; i++)
            _repository.Write($"src/{i}.txt", string.Concat(Enumerable.Range(0, 30).Select(line => $"line {line} of {i}\n")));
        _repository.Write(".gitignore", "*.log\nbin/\n").Write("a", "a\n").Write("dir/inner.txt", "inner\n").Commit("First");
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void StagedWorkIsWhatGitWouldCommit()
    {
        Edit();
        _repository.Run("add", "--all");
        _repository.Write("src/3.txt", "not staged\n").Write("untracked.txt", "not staged\n");
        AssertIsWhatGitSays(UncommittedWork.Staged(_repository.Path), null);
    }

    [Fact]
    public void WorkInTheTreeIsWhatGitWouldCommitAfterAddingAll()
    {
        Edit();
        _repository.Run("add", "src/0.txt");
        _repository.Write("src/0.txt", "staged, then changed again\n");
        _repository.Run("rm", "-q", "--cached", "src/5.txt");
        AssertIsWhatGitSays(UncommittedWork.InWorkTree(_repository.Path), AddAll());
    }

    [Fact]
    public void ATreeWithoutChangesHasNone()
    {
        Assert.Empty(UncommittedWork.Staged(_repository.Path));
        Assert.Empty(UncommittedWork.InWorkTree(_repository.Path));
    }

    [Fact]
    public void BeforeTheFirstCommitEverythingIsAdded()
    {
        using var fresh = GitTestRepository.Create();
        fresh.Write("a.txt", "a\n").Write("b/c.txt", "c\n");
        Assert.Empty(UncommittedWork.Staged(fresh.Path));
        Assert.Equal(["a.txt", "b/c.txt"], UncommittedWork.InWorkTree(fresh.Path).Select(change => change.Path));
        fresh.Run("add", "a.txt");
        var only = Assert.Single(UncommittedWork.Staged(fresh.Path));
        Assert.Equal((PendingKind.Added, "a.txt", fresh.Run("hash-object", "a.txt").Trim()), (only.Kind, only.Path, only.NewBlob.ToString()));
    }

    [Theory]
    [InlineData("true", "")]
    [InlineData("input", "")]
    [InlineData("false", "*.txt text\n*.bin -text\n")]
    [InlineData("false", "*.txt eol=crlf\n")]
    [InlineData("false", "* text=auto\n")]
    public void LineEndsAreThoseOfACommit(string autocrlf, string attributes)
    {
        _repository.Run("config", "core.autocrlf", autocrlf);
        _repository.Write(".gitattributes", attributes).Write("src/0.txt", "one\r\ntwo\r\n").Write("new.txt", "x\r\ny\r\n").Write("raw.bin", "x\r\n\0y\r\n");
        AssertIsWhatGitSays(UncommittedWork.InWorkTree(_repository.Path), AddAll());
    }

    [Fact]
    public void NothingIsWrittenAndNothingIsRun()
    {
        string witness = Path.Join(_repository.Root, "witness");
        foreach (string hook in new[] { "pre-commit", "post-index-change", "post-checkout" })
        {
            string path = Path.Join(_repository.GitDirectory, "hooks", hook);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"#!/bin/sh\ntouch '{witness}'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _repository.Run("config", "core.fsmonitor", $"touch '{witness}'; true");
        _repository.Run("config", "filter.evil.clean", $"touch '{witness}'; cat");
        _repository.Run("config", "filter.evil.process", $"touch '{witness}'");
        _repository.Run("config", "filter.evil.required", "true");
        _repository.Run("config", "diff.evil.textconv", $"touch '{witness}'; cat");
        Edit();
        _repository.Write(".gitattributes", "*.txt filter=evil diff=evil\n");
        File.Delete(witness);
        var before = Files();

        Assert.NotEmpty(UncommittedWork.InWorkTree(_repository.Path));
        UncommittedWork.Staged(_repository.Path);

        Assert.False(File.Exists(witness));
        Assert.Equal(before, Files());

        List<(string, long, string)> Files() =>
            [.. Directory.GetFiles(_repository.GitDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => (file, new FileInfo(file).Length, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))))];
    }

    [Fact]
    public void SymbolicLinksAreNotFollowed()
    {
        string outside = Path.Join(_repository.Root, "outside");
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Join(outside, "inner.txt"), "a secret\n");
        File.CreateSymbolicLink(Path.Join(_repository.Path, "link"), Path.Join(outside, "inner.txt"));
        File.CreateSymbolicLink(Path.Join(_repository.Path, "dangling"), "nowhere");
        // A directory with a tracked file becomes a link to one with a file of the same name.
        Directory.Delete(Path.Join(_repository.Path, "dir"), recursive: true);
        Directory.CreateSymbolicLink(Path.Join(_repository.Path, "dir"), outside);

        var changes = UncommittedWork.InWorkTree(_repository.Path);
        Assert.Equal(["dangling", "dir", "dir/inner.txt", "link"], changes.Select(change => change.Path));
        Assert.Equal(PendingKind.Deleted, changes[2].Kind);
        Assert.Equal("nowhere", Encoding.UTF8.GetString(changes[0].Contents.AsSpan()));
        Assert.DoesNotContain(changes, change => !change.Contents.IsDefault && Encoding.UTF8.GetString(change.Contents.AsSpan()).Contains("secret", StringComparison.Ordinal));
        AssertIsWhatGitSays(changes, AddAll());
    }

    [Fact]
    public void AFileMayBecomeADirectory()
    {
        File.Delete(Path.Join(_repository.Path, "a"));
        _repository.Write("a/b/c.txt", "deep\n");
        AssertIsWhatGitSays(UncommittedWork.InWorkTree(_repository.Path), AddAll());
    }

    [Fact]
    public void RepositoriesWithinAreLeftOut()
    {
        GitTestRepository.Git(_repository.Root, ["clone", "-q", _repository.Path, Path.Join(_repository.Path, "nested")]);
        Assert.Empty(UncommittedWork.InWorkTree(_repository.Path));
        _repository.Run("-c", "protocol.file.allow=always", "submodule", "add", "-q", "./nested", "sub");
        Assert.Equal([".gitmodules"], UncommittedWork.Staged(_repository.Path).Select(change => change.Path));
        Assert.Equal([".gitmodules"], UncommittedWork.InWorkTree(_repository.Path).Select(change => change.Path));
    }

    [Fact]
    public void OfALargeFileNoContentsAreGiven()
    {
        _repository.Write("a", new string('x', 5000)).Write("new.bin", new string('y', 5000)).Write("small", "z\n");
        var changes = UncommittedWork.InWorkTree(_repository.Path, mostBytes: 4000);
        Assert.Equal([("a", PendingKind.Modified, true), ("new.bin", PendingKind.Added, true), ("small", PendingKind.Added, false)],
            changes.Select(change => (change.Path, change.Kind, change.Contents.IsDefault)));
        _repository.Run("add", "--all");
        Assert.Equal([true, true, false], UncommittedWork.Staged(_repository.Path, mostBytes: 4000).Select(change => change.Contents.IsDefault));
    }

    [Fact]
    public void AConflictIsOneSentence()
    {
        _repository.Run("checkout", "-q", "-b", "other");
        _repository.Write("a", "theirs\n").Commit("Theirs");
        _repository.Run("checkout", "-q", "main");
        _repository.Write("a", "ours\n").Commit("Ours");
        Assert.Throws<InvalidOperationException>(() => _repository.Run("merge", "other"));
        Assert.Equal("a is in conflict; resolve it, then try again", Assert.Throws<CheckoutException>(() => UncommittedWork.Staged(_repository.Path)).Message);
    }

    [Fact]
    public void WhereThereIsNoWorkTreeThatIsSaid()
    {
        using var bare = GitTestRepository.Create("--bare");
        Assert.Contains("is bare", Assert.Throws<CheckoutException>(() => UncommittedWork.Staged(bare.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("is no git work tree", Assert.Throws<CheckoutException>(() => UncommittedWork.InWorkTree(bare.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePendingCommitsTreeIsTheOneGitWouldWrite()
    {
        _repository.Run("config", "user.name", "Ann Author");
        _repository.Run("config", "user.email", "ann@example.org");
        Edit();
        _repository.Run("add", "--all");
        var staged = UncommittedWork.StagedCommit(_repository.Path);
        _repository.Write("src/0.txt", "changed again\n").Write("new/other.txt", "new\n");
        var worktree = UncommittedWork.WorkTreeCommit(_repository.Path);
        var bob = UncommittedWork.WorkTreeCommit(_repository.Path, new PendingAuthor("Bob", "bob@example.org"));
        string head = _repository.Run("rev-parse", "HEAD").Trim(), date = _repository.Run("log", "-1", "--format=%cd", "--date=raw").Trim();

        AssertCommit(staged, _repository.Run("write-tree"), "Ann Author <ann@example.org>");
        string all = Encoding.UTF8.GetString(GitTestRepository.Git(_repository.Path, ["write-tree"], AddAll()));
        AssertCommit(worktree, all, "Ann Author <ann@example.org>");
        AssertCommit(bob, all, "Bob <bob@example.org>");

        void AssertCommit(PendingCommit commit, string tree, string author)
        {
            Assert.Equal((head, false), (commit.Parent.ToString(), commit.IsEmpty));
            using var opened = Git.GitRepository.Open(_repository.Path, commit.Objects);
            using var reader = opened.Objects.CreateReader();
            string text = Encoding.UTF8.GetString(reader.Read(commit.Id, Git.ObjectType.Commit));
            Assert.Equal($"tree {tree.Trim()}\nparent {head}\nauthor {author} {date}\ncommitter {author} {date}\n\n", text);
            Assert.Throws<InvalidOperationException>(() => _repository.Run("cat-file", "-e", commit.Id.ToString()));
        }
    }

    [Fact]
    public void WhatIsTooLargeIsInThePendingCommitAsAtHead()
    {
        _repository.Write("a", new string('x', 5000)).Write("new.bin", new string('y', 5000));
        var commit = UncommittedWork.WorkTreeCommit(_repository.Path, new PendingAuthor("Ann", "ann@example.org"), mostBytes: 4000);
        Assert.True(commit.IsEmpty);
        Assert.Equal(["a", "new.bin"], commit.LeftOut);
    }

    [Fact]
    public void OfALinkedWorkTreeTheRepositorysUserIsTaken()
    {
        _repository.Run("config", "user.name", "Configured Here");
        _repository.Run("config", "user.email", "here@example.org");
        string linked = Path.Join(_repository.Root, "linked");
        _repository.Run("worktree", "add", "--quiet", "-b", "side", linked);
        var commit = UncommittedWork.StagedCommit(linked);
        using var opened = Git.GitRepository.Open(linked, commit.Objects);
        using var reader = opened.Objects.CreateReader();
        Assert.Contains("author Configured Here <here@example.org> ", Encoding.UTF8.GetString(reader.Read(commit.Id, Git.ObjectType.Commit)), StringComparison.Ordinal);
    }

    private void Edit()
    {
        _repository.Write("src/0.txt", "replaced\n").Write("new/file ä.txt", "new\n").Write("x.log", "ignored\n").Write("bin/x", "ignored\n");
        File.Delete(Path.Join(_repository.Path, "src/1.txt"));
        File.Move(Path.Join(_repository.Path, "src/2.txt"), Path.Join(_repository.Path, "moved.txt"));
        File.Move(Path.Join(_repository.Path, "src/4.txt"), Path.Join(_repository.Path, "moved and edited.txt"));
        File.AppendAllText(Path.Join(_repository.Path, "moved and edited.txt"), "one more line\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Join(_repository.Path, "src/6.txt"), (UnixFileMode)0b111_101_101);
    }

    /// <summary>An index with the whole work tree in it, beside the repository's own.</summary>
    private Dictionary<string, string> AddAll()
    {
        string index = Path.Join(_repository.Root, "index");
        File.Copy(Path.Join(_repository.GitDirectory, "index"), index, overwrite: true);
        var environment = new Dictionary<string, string> { ["GIT_INDEX_FILE"] = index };
        GitTestRepository.Git(_repository.Path, ["add", "--all"], environment);
        return environment;
    }

    private void AssertIsWhatGitSays(ImmutableArray<PendingChange> changes, Dictionary<string, string>? environment)
    {
        string raw = Encoding.UTF8.GetString(GitTestRepository.Git(_repository.Path, ["diff", "--cached", "--raw", "-z", "-M", "--abbrev=40", "HEAD"], environment));
        Assert.Equal(Parse(raw).Order(StringComparer.Ordinal), changes.Select(Line).Order(StringComparer.Ordinal));
        foreach (var change in changes.Where(change => change.Kind != PendingKind.Deleted))
            Assert.Equal(GitTestRepository.Git(_repository.Path, ["cat-file", "blob", change.NewBlob.ToString()], environment), change.Contents);
        Assert.NotEmpty(changes);
    }

    private static string Line(PendingChange change) => string.Create(CultureInfo.InvariantCulture,
        $"{Octal(change.OldMode)} {Octal(change.NewMode)} {change.OldBlob} {change.NewBlob} {change.Kind.ToString()[0]} {change.OldPath} {change.Path}");

    private static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(6, '0');

    private static IEnumerable<string> Parse(string raw)
    {
        string[] fields = raw.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < fields.Length;)
        {
            string[] head = fields[i++].TrimStart(':').Split(' ');
            string old = fields[i++];
            string path = head[4][0] == 'R' ? fields[i++] : old;
            // What changes its type stays one file.
            string kind = head[4][0] == 'T' ? "M" : head[4][..1];
            yield return $"{head[0]} {head[1]} {head[2]} {head[3]} {kind} {old} {path}";
        }
    }
}
