using System.Globalization;
using System.Text;

namespace RepoTopology.Testing;

/// <summary>
/// Commits given as whole snapshots, written by a single <c>git fast-import</c>: many odd commits at little cost. Paths are strings of
/// Latin-1 characters, each a byte, so that any bytes can be a path.
/// </summary>
public sealed class SnapshotHistory
{
    private readonly List<byte> _stream = [];
    private int _commits;

    /// <summary>Adds a commit; returns its mark for later commits' parents.</summary>
    /// <param name="files">All of the commit's files: mode in octal, and content (of a submodule: its id in hexadecimal).</param>
    /// <param name="time">Author and committer date, seconds since 1970; five people write by turns.</param>
    /// <param name="parents">Marks of earlier commits, in order.</param>
    public int Add(IEnumerable<KeyValuePair<string, (string Mode, byte[] Content)>> files, long time, params int[] parents)
    {
        int mark = ++_commits;
        Line($"commit refs/heads/{(mark == 1 ? "main" : "side")}");
        Line($"mark :{mark}");
        Line($"author Person {mark % 5} <p{mark % 5}@example.org> {time.ToString(CultureInfo.InvariantCulture)} +0000");
        Line($"committer Ann Author <ann@example.org> {time.ToString(CultureInfo.InvariantCulture)} +0000");
        Line("data 0");
        for (int i = 0; i < parents.Length; i++)
            Line($"{(i == 0 ? "from" : "merge")} :{parents[i]}");
        Line("deleteall");
        foreach (var (path, (mode, content)) in files)
        {
            if (mode == "160000")
            {
                Line($"M 160000 {Encoding.ASCII.GetString(content)} {Quote(path)}");
                continue;
            }

            Line($"M {mode} inline {Quote(path)}");
            Line($"data {content.Length}");
            _stream.AddRange(content);
            Line("");
        }

        // Every commit starts without a parent of its own, unless it names one.
        Line($"reset refs/heads/side");
        Line("");
        return mark;
    }

    /// <summary>Writes all commits and lets <c>main</c> be the last one.</summary>
    public GitTestRepository Write()
    {
        var repository = GitTestRepository.Create("--bare");
        Line("reset refs/heads/main");
        Line($"from :{_commits}");
        Line("");
        GitTestRepository.Git(repository.Path, ["fast-import", "--quiet", "--force"], input: [.. _stream]);
        return repository;
    }

    private void Line(string text)
    {
        _stream.AddRange(Encoding.Latin1.GetBytes(text));
        _stream.Add((byte)'\n');
    }

    private static string Quote(string path)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in path)
            quoted.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
        return quoted.Append('"').ToString();
    }
}
