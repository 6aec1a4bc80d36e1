using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Reports.Tests.Facts;

public sealed class PathQuotingTests
{
    [Fact]
    public void QuotesEveryByteAsGitDoes()
    {
        using var repository = GitTestRepository.Create();
        string blob = Encoding.ASCII.GetString(GitTestRepository.Git(repository.Path, ["hash-object", "-w", "--stdin"], input: [])).Trim();
        var paths = Enumerable.Range(1, 255).Where(b => b != '/').Select(b => (byte[])[(byte)'a', (byte)b, (byte)'z']).ToList();
        paths.Add("plain/path with space.txt"u8.ToArray());
        paths.Add(Encoding.UTF8.GetBytes("Größe/山.txt"));

        using var index = new MemoryStream();
        foreach (byte[] path in paths)
        {
            index.Write(Encoding.ASCII.GetBytes($"100644 {blob}\t"));
            index.Write(path);
            index.WriteByte(0);
        }

        GitTestRepository.Git(repository.Path, ["update-index", "-z", "--index-info"], input: index.ToArray());
        var git = Encoding.ASCII.GetString(repository.RunBytes("ls-files")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        Assert.Equal(git, paths.Select(path => Encoding.ASCII.GetString(PathQuoting.Quote(path))).Order(StringComparer.Ordinal));
    }
}
