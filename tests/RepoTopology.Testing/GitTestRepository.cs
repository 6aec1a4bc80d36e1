using System.Diagnostics;
using System.Text;

namespace RepoTopology.Testing;

/// <summary>A real repository made by the installed git: fixed identities, a clock that moves a minute a commit, no user configuration.</summary>
public sealed class GitTestRepository : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _root;
    private int _minutes;

    private GitTestRepository(string root, string path)
    {
        _root = root;
        Path = path;
    }

    /// <summary>The work tree, or the bare repository.</summary>
    public string Path { get; }

    public string GitDirectory => System.IO.Path.Combine(Path, ".git");

    /// <summary>The folder above <see cref="Path"/>, deleted with it: room for clones and worktrees.</summary>
    public string Root => _root;

    /// <summary>Creates an empty repository whose branch is <c>main</c>.</summary>
    public static GitTestRepository Create(params string[] initOptions)
    {
        string root = Directory.CreateTempSubdirectory("repotopology-").FullName;
        string path = System.IO.Path.Combine(root, "repo");
        Git(root, ["init", "--quiet", "-b", "main", .. initOptions, path]);
        return new GitTestRepository(root, path);
    }

    /// <summary>Writes a file of the work tree, its folders included.</summary>
    public GitTestRepository Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public GitTestRepository Write(string path, byte[] content)
    {
        string full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    /// <summary>Stages everything and commits it, a minute after the last commit; empty commits are allowed. Returns the commit's id.</summary>
    public string Commit(string message, string author = "Ann Author <ann@example.org>", string? committer = null, DateTimeOffset? date = null)
    {
        Run("add", "--all");
        var when = date ?? Start.AddMinutes(_minutes++);
        var (name, email) = Split(author);
        var (committerName, committerEmail) = Split(committer ?? author);
        string stamp = $"{when.ToUnixTimeSeconds()} {when:zzz}".Replace(":", "", StringComparison.Ordinal);
        Git(Path, ["commit", "--quiet", "--allow-empty", "--allow-empty-message", "-m", message], new Dictionary<string, string>
        {
            ["GIT_AUTHOR_NAME"] = name,
            ["GIT_AUTHOR_EMAIL"] = email,
            ["GIT_AUTHOR_DATE"] = stamp,
            ["GIT_COMMITTER_NAME"] = committerName,
            ["GIT_COMMITTER_EMAIL"] = committerEmail,
            ["GIT_COMMITTER_DATE"] = stamp,
        });
        return Run("rev-parse", "HEAD").Trim();
    }

    /// <summary>Runs git in the repository and returns its standard output.</summary>
    public string Run(params string[] arguments) => Encoding.UTF8.GetString(RunBytes(arguments));

    public byte[] RunBytes(params string[] arguments)
    {
        // Merges and rebases take the clock's time too.
        var when = Start.AddMinutes(_minutes++);
        string stamp = $"{when.ToUnixTimeSeconds()} +0000";
        return Git(Path, arguments, new Dictionary<string, string> { ["GIT_AUTHOR_DATE"] = stamp, ["GIT_COMMITTER_DATE"] = stamp });
    }

    /// <summary>Runs the installed git anywhere, with no user or system configuration, and returns the bytes of its standard output.</summary>
    public static byte[] Git(string directory, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, byte[]? input = null)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (string inherited in start.Environment.Keys.Where(key => key.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["HOME"] = System.IO.Path.GetTempPath();
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_AUTHOR_NAME"] = start.Environment["GIT_COMMITTER_NAME"] = "Ann Author";
        start.Environment["GIT_AUTHOR_EMAIL"] = start.Environment["GIT_COMMITTER_EMAIL"] = "ann@example.org";
        start.Environment["LC_ALL"] = "C";
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var feed = Task.Run(() =>
        {
            if (input is not null)
                process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        feed.Wait();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
        return output.ToArray();
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_root, recursive: true);
    }

    private static (string Name, string Email) Split(string person)
    {
        int open = person.IndexOf('<', StringComparison.Ordinal);
        return (person[..open].Trim(), person[(open + 1)..].TrimEnd('>'));
    }
}
