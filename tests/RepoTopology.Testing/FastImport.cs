using System.Buffers;
using System.Globalization;
using System.Text;

namespace RepoTopology.Testing;

/// <summary>Histories too large to be committed step by step: written as a stream for <c>git fast-import</c>, an hour between commits.</summary>
public sealed class FastImport
{
    private const long Start = 1_700_000_000;

    private readonly ArrayBufferWriter<byte> _stream = new();
    private int _commits;

    /// <summary>Begins a commit; its files follow. Returns its mark.</summary>
    /// <param name="author">A name.</param>
    /// <param name="parents">Marks; none means what stands on the branch so far.</param>
    /// <param name="branch">Its name.</param>
    public int Commit(string author, int[]? parents = null, string branch = "main")
    {
        long time = Start + 3600L * ++_commits;
        string person = string.Create(CultureInfo.InvariantCulture, $"{author} <{author}@example.org> {time} +0000");
        Line($"commit refs/heads/{branch}\nmark :{_commits}\nauthor {person}\ncommitter {person}\ndata 1\nm");
        foreach (var (parent, i) in (parents ?? []).Select((parent, i) => (parent, i)))
            Line($"{(i == 0 ? "from" : "merge")} :{parent}");
        return _commits;
    }

    public void DeleteAll() => Line("deleteall");

    public void Write(string path, string content) => Write(path, Encoding.ASCII.GetBytes(content));

    public void Write(string path, byte[] content)
    {
        Line($"M 100644 inline {path}\ndata {content.Length}");
        _stream.Write(content);
        Line("");
    }

    /// <summary>A bare repository with all of it, <c>main</c> checked out nowhere.</summary>
    public GitTestRepository ToRepository()
    {
        var repository = GitTestRepository.Create("--bare");
        GitTestRepository.Git(
            repository.Path, ["-c", "core.compression=1", "-c", "fastimport.unpackLimit=1", "fast-import", "--quiet"], input: _stream.WrittenSpan.ToArray());
        return repository;
    }

    private void Line(string text) => _stream.Write(Encoding.ASCII.GetBytes(text + "\n"));
}
