using System.Buffers.Binary;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Commits;

public class CommitGraphFileTests
{
    [Fact]
    public void WithoutGraphThereIsNone()
    {
        using var repository = History();

        Assert.Null(CommitGraphFile.TryOpen(Objects(repository)));
    }

    [Fact]
    public void SingleFileEqualsLog()
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable");

        AssertEqualsLog(repository);
    }

    [Fact]
    public void ChangedPathFiltersAreSkipped()
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable", "--changed-paths");

        AssertEqualsLog(repository);
    }

    [Fact]
    public void ChainOfThreeEqualsLog()
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable", "--split=no-merge");
        repository.Write("later", "1").Commit("later");
        repository.Run("commit-graph", "write", "--reachable", "--split=no-merge");
        Octopus(repository, "second");
        repository.Run("commit-graph", "write", "--reachable", "--split=no-merge");

        Assert.Equal(3, File.ReadAllLines(ChainPath(repository)).Length);
        AssertEqualsLog(repository);
    }

    [Fact]
    public void SingleFileIsPreferredToAChain()
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable", "--split");
        byte[] layer = File.ReadAllBytes(Directory.GetFiles(Path.GetDirectoryName(ChainPath(repository))!, "*.graph").Single());
        repository.Write("later", "1").Commit("later");
        File.WriteAllBytes(SinglePath(repository), layer);
        File.WriteAllText(ChainPath(repository), "not a hash\n");

        using var graph = CommitGraphFile.TryOpen(Objects(repository));

        Assert.NotNull(graph);
    }

    [Fact]
    public void CommitsThatAreNotInTheGraphAreNotFound()
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable");
        string later = repository.Commit("later");

        using var graph = CommitGraphFile.TryOpen(Objects(repository))!;

        Assert.False(graph.TryFind(ObjectId.Parse(later), out _));
        Assert.False(graph.TryFind(ObjectId.Zero, out _));
        Assert.False(graph.TryFind(ObjectId.Parse(new string('f', 40)), out _));
    }

    [Fact]
    public void ChainWithALayerElsewhereIsNoGraph()
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable", "--split=no-merge");
        File.Delete(Directory.GetFiles(Path.GetDirectoryName(ChainPath(repository))!, "*.graph").Single());

        Assert.Null(CommitGraphFile.TryOpen(Objects(repository)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123\n")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n")]
    public void MalformedChainIsCorrupt(string chain)
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable", "--split");
        File.SetAttributes(ChainPath(repository), FileAttributes.Normal);
        File.WriteAllText(ChainPath(repository), chain);

        var error = Assert.Throws<GitDataException>(() => CommitGraphFile.TryOpen(Objects(repository)));

        Assert.Equal(GitDataProblem.Corrupt, error.Problem);
    }

    [Fact]
    public void LayerOnAnotherBaseIsCorrupt()
    {
        using var repository = History();
        repository.Run("commit-graph", "write", "--reachable", "--split=no-merge");
        repository.Write("later", "1").Commit("later");
        repository.Run("commit-graph", "write", "--reachable", "--split=no-merge");
        string[] chain = File.ReadAllLines(ChainPath(repository));
        File.SetAttributes(ChainPath(repository), FileAttributes.Normal);
        File.WriteAllLines(ChainPath(repository), [chain[1]]);

        var error = Assert.Throws<GitDataException>(() => CommitGraphFile.TryOpen(Objects(repository)));

        Assert.Equal(GitDataProblem.Corrupt, error.Problem);
    }

    [Theory]
    [InlineData("signature", GitDataProblem.Corrupt)]
    [InlineData("version", GitDataProblem.Unsupported)]
    [InlineData("hash version", GitDataProblem.Unsupported)]
    [InlineData("chunk count", GitDataProblem.Corrupt)]
    [InlineData("base count", GitDataProblem.Corrupt)]
    [InlineData("chunk offset", GitDataProblem.Corrupt)]
    [InlineData("fan-out decreases", GitDataProblem.Corrupt)]
    [InlineData("fan-out counts more", GitDataProblem.Corrupt)]
    [InlineData("cut in the header", GitDataProblem.Corrupt)]
    [InlineData("cut in the chunks", GitDataProblem.Corrupt)]
    [InlineData("empty", GitDataProblem.Corrupt)]
    public void MalformedFileIsReportedAtOpen(string fault, GitDataProblem problem)
    {
        using var repository = History();
        byte[] graph = WriteGraph(repository);
        int fanout = ChunkOffset(graph, "OIDF");
        switch (fault)
        {
            case "signature":
                graph[0] = (byte)'X';
                break;
            case "version":
                graph[4] = 9;
                break;
            case "hash version":
                graph[5] = 2;
                break;
            case "chunk count":
                graph[6] = 255;
                break;
            case "base count":
                graph[7] = 1;
                break;
            case "chunk offset":
                graph[8 + 4] = 0xFF;
                break;
            case "fan-out decreases":
                BinaryPrimitives.WriteUInt32BigEndian(graph.AsSpan(fanout + 4 * 254), uint.MaxValue);
                break;
            case "fan-out counts more":
                BinaryPrimitives.WriteUInt32BigEndian(graph.AsSpan(fanout + 4 * 255), 1_000_000);
                break;
            case "cut in the header":
                graph = graph[..7];
                break;
            case "cut in the chunks":
                graph = graph[..(graph.Length / 2)];
                break;
            case "empty":
                graph = [];
                break;
        }

        File.WriteAllBytes(SinglePath(repository), graph);

        var error = Assert.Throws<GitDataException>(() => CommitGraphFile.TryOpen(Objects(repository)));

        Assert.Equal(problem, error.Problem);
    }

    [Fact]
    public void ParentOutsideTheGraphIsCorrupt()
    {
        using var repository = History();
        byte[] bytes = WriteGraph(repository);
        int row = ChunkOffset(bytes, "CDAT");
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(row + 20), 0x6FFF_FFFF);
        File.WriteAllBytes(SinglePath(repository), bytes);
        using var graph = CommitGraphFile.TryOpen(Objects(repository))!;

        Assert.Throws<GitDataException>(() => graph.AppendParents(0, []));
    }

    [Fact]
    public void EndlessParentListIsCorrupt()
    {
        using var repository = History();
        byte[] bytes = WriteGraph(repository);
        int rows = ChunkOffset(bytes, "CDAT");
        int edges = ChunkOffset(bytes, "EDGE");
        for (int i = edges; i < bytes.Length - 20; i += 4)
            bytes[i] &= 0x7F;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(rows + 24), 0x8000_0000);
        File.WriteAllBytes(SinglePath(repository), bytes);
        using var graph = CommitGraphFile.TryOpen(Objects(repository))!;

        Assert.Throws<GitDataException>(() => graph.AppendParents(0, []));
    }

    /// <summary>Roots, merges, an octopus, and a date beyond 32 bits.</summary>
    private static GitTestRepository History()
    {
        var repository = GitTestRepository.Create();
        for (int i = 0; i < 5; i++)
            repository.Write("file" + i % 3, i.ToString()).Commit("commit " + i);
        Octopus(repository, "first");
        CommitInTheFuture(repository);
        return repository;
    }

    // git commit takes no such date.
    private static void CommitInTheFuture(GitTestRepository repository)
    {
        string commit = $"tree {repository.Run("rev-parse", "HEAD^{tree}")}parent {repository.Run("rev-parse", "HEAD")}"
            + $"author A <a@example.org> 1 +0000\ncommitter A <a@example.org> {(1L << 32) + 12345} +0000\n\nfuture\n";
        byte[] id = GitTestRepository.Git(
            repository.Path, ["hash-object", "-w", "-t", "commit", "--stdin"], input: Encoding.ASCII.GetBytes(commit));
        repository.Run("reset", "--quiet", Encoding.ASCII.GetString(id).Trim());
    }

    private static void Octopus(GitTestRepository repository, string name)
    {
        for (int i = 0; i < 4; i++)
        {
            repository.Run("checkout", "--quiet", "-b", name + i, "main~" + i);
            repository.Write(name + i, "side").Commit("side " + i);
        }

        repository.Run("checkout", "--quiet", "main");
        repository.Run("merge", "--quiet", "-m", "octopus", name + 0, name + 1, name + 2, name + 3);
        repository.Run("merge", "--quiet", "-m", "merge", "--no-ff", "-s", "ours", name + 1);
    }

    private static void AssertEqualsLog(GitTestRepository repository)
    {
        using var graph = CommitGraphFile.TryOpen(Objects(repository))!;
        string[] expected = repository.Run("log", "--all", "--format=%H %T %ct %P").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var ids = expected.Select(line => ObjectId.Parse(line.AsSpan(0, 40)));

        Assert.Equal(expected.Length, graph.Count);
        Assert.Contains(expected, line => line.Split(' ').Length > 6); // an octopus is among them
        Assert.Equal(expected.Select(line => line.TrimEnd()), ids.Select(id => Describe(graph, id)));
    }

    private static string Describe(CommitGraphFile graph, ObjectId id)
    {
        Assert.True(graph.TryFind(id, out int position));
        var parents = new List<int>();
        graph.AppendParents(position, parents);
        return string.Join(' ', [graph.IdAt(position), graph.TreeAt(position), graph.DateAt(position), .. parents.Select(p => (object)graph.IdAt(p))]);
    }

    private static byte[] WriteGraph(GitTestRepository repository)
    {
        repository.Run("commit-graph", "write", "--reachable");
        File.SetAttributes(SinglePath(repository), FileAttributes.Normal);
        return File.ReadAllBytes(SinglePath(repository));
    }

    private static int ChunkOffset(byte[] graph, string name)
    {
        for (int row = 8; ; row += 12)
            if (Encoding.ASCII.GetString(graph, row, 4) == name)
                return (int)BinaryPrimitives.ReadInt64BigEndian(graph.AsSpan(row + 4));
    }

    private static string Objects(GitTestRepository repository) => Path.Combine(repository.GitDirectory, "objects");

    private static string SinglePath(GitTestRepository repository) => Path.Combine(Objects(repository), "info", "commit-graph");

    private static string ChainPath(GitTestRepository repository) =>
        Path.Combine(Objects(repository), "info", "commit-graphs", "commit-graph-chain");
}
