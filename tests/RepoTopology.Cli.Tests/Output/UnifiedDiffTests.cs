using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Output;

public sealed class UnifiedDiffTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nB\nc\n")]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni\n", "a\nb\nc\nd\nX\nY\ne\nf\ng\nh\ni\n")]
    [InlineData("a\nb\n", "a\nb\nc\n")]
    [InlineData("a\nb", "a\nb\nc\n")]
    [InlineData("a\nb", "a\nb\nc")]
    [InlineData("a\n", "b\na\n")]
    [InlineData("", "a\n")]
    [InlineData(null, "a\r\nb")]
    [InlineData("a\na\na\n", "a\na\n")]
    [InlineData("x\n", "")]
    public void GitAppliesIt(string? before, string after)
    {
        using var repository = GitTestRepository.Create();
        if (before is not null)
            repository.Write("f", before);
        repository.Commit("before");
        string patch = Path.Combine(repository.Root, "a.patch");
        File.WriteAllBytes(patch, UnifiedDiff.Of("f", before is null ? null : Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after)));
        repository.Run("apply", "--whitespace=nowarn", patch);
        Assert.Equal(after, File.ReadAllText(Path.Combine(repository.Path, "f")));
    }

    [Fact]
    public void NoChangeIsNoDiff() => Assert.Empty(UnifiedDiff.Of("f", "a\n"u8.ToArray(), "a\n"u8.ToArray()));
}
