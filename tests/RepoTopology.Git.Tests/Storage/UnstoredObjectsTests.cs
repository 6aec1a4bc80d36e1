using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Storage;

public sealed class UnstoredObjectsTests : IDisposable
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes(new string('x', 100));
    private static readonly ObjectId Id = ObjectId.Read(PackTestWriter.Name(PackTestWriter.Blob, Content));

    private readonly GitTestRepository _repository = GitTestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void TheyAreReadBesideTheStoredOnes()
    {
        var stored = ObjectId.Parse(_repository.Write("a", "stored\n").Commit("one"));
        using var opened = Open();
        using var reader = opened.Objects.CreateReader();
        Assert.Equal(Content, reader.Read(Id, ObjectType.Blob));
        Assert.False(reader.Read(stored, ObjectType.Commit).IsEmpty);
        Assert.True(reader.TryReadHeader(Id, out var type, out long size));
        Assert.Equal((ObjectType.Blob, 100L), (type, size));
        Assert.True(opened.Objects.Contains(Id));
        Assert.Throws<GitDataException>(() => reader.Read(Id, ObjectType.Tree).Length);
    }

    [Fact]
    public void WithoutThemNothingIsThere()
    {
        using var opened = GitRepository.Open(_repository.Path);
        using var reader = opened.Objects.CreateReader();
        Assert.False(reader.TryRead(Id, out _));
        Assert.False(reader.TryReadHeader(Id, out _, out _));
        Assert.False(opened.Objects.Contains(Id));
    }

    [Fact]
    public void OnlyTheirFullNamesFindThem()
    {
        using var opened = Open();
        Assert.Empty(opened.Objects.FindByPrefix(Id.ToString()[..10]));
    }

    [Fact]
    public void LimitsHoldForThemToo()
    {
        using var opened = Open();
        using var reader = opened.Objects.CreateReader();
        Assert.True(reader.TryRead(Id, 100, out _));
        Assert.Equal(GitDataProblem.TooLarge, Assert.Throws<GitDataException>(() => reader.TryRead(Id, 99, out _)).Problem);
        byte[] start = new byte[10];
        Assert.True(reader.TryReadStart(Id, start, 99));
        Assert.Equal(Content[..10], start);
        Assert.False(reader.TryReadStart(Id, start, 100));
    }

    private GitRepository Open()
    {
        var objects = new UnstoredObjects();
        objects.Add(Id, ObjectType.Blob, Content);
        return GitRepository.Open(_repository.Path, objects);
    }
}
