using System.Globalization;
using RepoTopology.Git;
using RepoTopology.History.Tests.Lines;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Words;

public sealed class AddedWordsTests
{
    private const string Ann = "Ann Author <ann@example.org>";
    private const string Bo = "Bo Builder <bo@example.org>";

    [Fact]
    public void AChangeBringsTheWordsOfTheLinesThatTheFileLacked()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.c", "int firstCount = 0;\nint second_count = firstCount;\n").Write("pic.dat", [1, 2, 0, 3]).Commit("Start counting", Ann);
        repository.Write("a.c", "int second_count = firstCount;\nint firstCount = 0;\nhello(firstCount);\n").Write("pic.dat", [.. "words"u8, 0]).Commit("Merge branch 'x'", Bo);
        repository.Run("mv", "a.c", "moved.c");
        repository.Commit("Rename only", Ann);
        repository.Run("mv", "moved.c", "again.c");
        repository.Write("again.c", "int second_count = firstCount;\nint firstCount = 0;\nhello(firstCount);\ngoodbye\n").Write("yarn.lock", "locked\n").Commit("m\n\nSigned-off-by: Xerxes <x@example.org>", Ann);
        File.Delete(Path.Join(repository.Path, "again.c"));
        repository.Commit("Delete", Bo);

        // Each word once a change: the first commit's new file, the others' new lines; messages of commits with such a change.
        Assert.Equal(
            ["", "goodbye", "", "count first hello", "count counting first second start"],
            Texts(repository, "start count counting first second hello goodbye rename only delete words locked merge branch xerxes signed"));
    }

    [Fact]
    public void MessagesAreReadInTheirEncoding()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "x\n");
        repository.Run("add", "--all");
        byte[] message = [.. "caf"u8, 0xE9, (byte)'\n'];
        string file = Path.Join(repository.Root, "message");
        File.WriteAllBytes(file, message);
        repository.Run("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "--quiet", "-F", file);
        Assert.Equal(["café"], Texts(repository, "café caf"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void TheNumberOfWorkersDoesNotMatter(int jobs)
    {
        var import = new FastImport();
        for (int i = 0; i < 400; i++)
        {
            import.Commit($"p{i % 7}");
            import.Write($"src/{i % 31}.c", string.Concat(Enumerable.Range(i, 40).Select(line => $"{Spell(line)} {Spell(line * 31)}\n")));
        }

        using var repository = import.ToRepository();
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        int[] commits = Plain(history);
        var one = AddedWordsReader.Read(opened, history, commits, new LineOptions { Jobs = 1 });
        var many = AddedWordsReader.Read(opened, history, commits, new LineOptions { Jobs = jobs });
        Assert.Equal(7 * WordSample.MostOfPerson, one.Changes);
        Assert.Equal((one.Changes, one.Missing, one.OverBudget), (many.Changes, many.Missing, many.OverBudget));
        for (int commit = 0; commit < history.Commits.Length; commit++)
            Assert.True(one.Of(commit).SequenceEqual(many.Of(commit)));
    }

    [Fact]
    public void EverybodyHasAsManyChangesSpreadOverTheirOwn()
    {
        var builder = new HistoryBuilder();
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 1000; i++)
            builder.Commit(i % 100 == 0 ? Bo : Ann, start.AddHours(i), $"src/{i}.c");
        var history = builder.Build();
        var chosen = WordSample.Choose(history, Plain(history));
        var byAuthor = chosen.GroupBy(change => history.Commits[change.Commit].Author).ToDictionary(group => group.Count());
        Assert.Equal([10, WordSample.MostOfPerson], byAuthor.Keys.Order());
        int[] gaps = [.. byAuthor[WordSample.MostOfPerson].Select(change => change.Commit).Order()];
        Assert.All(Enumerable.Range(1, gaps.Length - 1), i => Assert.InRange(gaps[i] - gaps[i - 1], 18, 22));
    }

    [Fact]
    public void AllTogetherHaveNoMoreChangesThanTheCap()
    {
        var builder = new HistoryBuilder();
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 3 * WordSample.MostChanges; i++)
            builder.Commit($"P{i % 100} <p{i % 100}@example.org>", start.AddHours(i), $"src/{i}.c");
        var history = builder.Build();
        var chosen = WordSample.Choose(history, Plain(history));
        Assert.Equal(WordSample.MostChanges / WordSample.LeastOfPerson * WordSample.LeastOfPerson, chosen.Count);
        Assert.All(chosen.CountBy(change => history.Commits[change.Commit].Author), author => Assert.Equal(WordSample.LeastOfPerson, author.Value));
    }

    [Fact]
    public void HugeFilesAndHugeLinesHaveNoWords()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("huge.txt", string.Concat(Enumerable.Repeat("hello world\n", 1 << 17))).Write("line.txt", $"before\n{string.Concat(Enumerable.Repeat("hello ", 1 << 14))}\nafterwards\n").Commit("m");
        Assert.Equal(["afterwards before"], Texts(repository, "hello world before afterwards"));
    }

    [Fact]
    public void AMissingBlobIsToldAndTheRestIsRead()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.txt", "hello\n").Commit("m");
        repository.Write("b.txt", "world\n").Commit("m");
        string blob = repository.Run("rev-parse", "HEAD~1:a.txt").Trim();
        string loose = Path.Join(repository.GitDirectory, "objects", blob[..2], blob[2..]);
        File.SetAttributes(loose, FileAttributes.Normal);
        File.Delete(loose);
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var words = AddedWordsReader.Read(opened, history, Plain(history), new LineOptions());
        Assert.Equal((2, 1, 0, false), (words.Changes, words.Missing, words.OverBudget, words.IsComplete));
        Assert.Equal(["world", ""], Texts(history, words, "hello world"));
    }

    [Fact]
    public void ATextThatDoesNotFitTheMemoryIsTold()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("lines.txt", new string('\n', 400_000)).Write("b.txt", "world\n").Commit("m");
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        foreach (int jobs in (int[])[1, 3])
        {
            var words = AddedWordsReader.Read(opened, history, Plain(history), new LineOptions { MemoryBudget = 16 << 20, Jobs = jobs });
            Assert.Equal((2, 0, 1), (words.Changes, words.Missing, words.OverBudget));
            Assert.Equal(["world"], Texts(history, words, "world"));
        }
    }

    [Fact]
    public void CancellingEndsTheReading()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.txt", "hello\n").Commit("m");
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            AddedWordsReader.Read(opened, history, Plain(history), new LineOptions(), cancellation: new CancellationToken(canceled: true)));
    }

    private static string Spell(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('f' + digit - '0')));

    private static int[] Plain(RepositoryHistory history) =>
        [.. Enumerable.Range(0, history.Commits.Length).Reverse().Where(commit => !history.Commits[commit].IsMerge)];

    private static string[] Texts(GitTestRepository repository, string vocabulary)
    {
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        return Texts(history, AddedWordsReader.Read(opened, history, Plain(history), new LineOptions()), vocabulary);
    }

    /// <summary>Each commit's different words, newest first; a word outside the vocabulary is a question mark.</summary>
    private static string[] Texts(RepositoryHistory history, AddedWords words, string vocabulary)
    {
        var known = vocabulary.Split(' ').ToDictionary(IdentifierWords.HashOf);
        return [.. Enumerable.Range(0, history.Commits.Length)
            .Select(commit => string.Join(' ', words.Of(commit).ToArray().Select(hash => known.GetValueOrDefault(hash, "?")).Distinct().Order(StringComparer.Ordinal)))];
    }
}
