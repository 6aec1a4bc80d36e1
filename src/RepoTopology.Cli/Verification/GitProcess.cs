using System.Diagnostics;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>
/// The installed git, run on one repository for reading only: no configuration of the user, no pager, no network (a partial clone must not
/// fetch what it lacks), nothing that the repository's own configuration could have executed.
/// </summary>
internal sealed class GitProcess : IDisposable
{
    private static readonly string[] Settings =
    [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=true", "core.attributesFile=/dev/null",
        "protocol.allow=never", "diff.external=", "diff.renames=false", "diff.ignoreSubmodules=none", "color.ui=false",
        "log.showSignature=false", "blame.ignoreRevsFile=", "blame.showRoot=false", "log.showRoot=true", "log.mailmap=false", "log.follow=false", "log.diffMerges=off", "safe.directory=*",
    ];

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task _input;
    private readonly CancellationTokenRegistration _cancellation;

    private GitProcess(Process process, Action<Stream>? input, CancellationToken cancellation)
    {
        _process = process;
        _cancellation = cancellation.Register(Kill);
        _error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _input = Task.Run(() => Feed(process, input), CancellationToken.None);
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <param name="git">The executable, from <see cref="Find"/>.</param>
    /// <param name="repository">Where git reads.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="inWorkTree">Whether git runs at the work tree's root, where there is one: attributes are read from there.</param>
    /// <param name="input">Writes its standard input, on a thread of its own.</param>
    /// <param name="cancellation">Ends git.</param>
    public static GitProcess Start(
        string git, RepositoryLayout repository, IEnumerable<string> arguments, bool inWorkTree, Action<Stream>? input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(git)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = repository.GitDirectory,
        };
        string? workTree = inWorkTree ? repository.WorkTree : null;
        start.ArgumentList.Add("--no-pager");
        start.ArgumentList.Add($"--git-dir={repository.GitDirectory}");
        if (workTree is not null)
        {
            start.WorkingDirectory = workTree;
            start.ArgumentList.Add($"--work-tree={workTree}");
        }

        foreach (string setting in Settings)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        foreach (string inherited in start.Environment.Keys.Where(key => key.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_ATTR_NOSYSTEM"] = "1";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        return new GitProcess(Process.Start(start)!, input, cancellation);
    }

    /// <summary>
    /// The git in PATH, or null. A bare "git" would be looked for in the current directory first, where a hostile repository may have put
    /// one; so relative entries of PATH are passed over too.
    /// </summary>
    public static string? Find(Shell shell)
    {
        string name = shell.IsWindows ? "git.exe" : "git";
        return (shell.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Waits for the end; null when git ended well, else the first line of what it said.</summary>
    public string? End()
    {
        _process.WaitForExit();
        _input.Wait();
        if (_process.ExitCode == 0)
            return null;
        string said = _error.Result.Split('\n')[0].Trim();
        return said.Length > 0 ? said : $"exit code {_process.ExitCode}";
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    private static void Feed(Process process, Action<Stream>? input)
    {
        try
        {
            using var stream = process.StandardInput.BaseStream;
            input?.Invoke(stream);
        }
        catch (IOException)
        {
            // Git ended early; its exit code says why.
        }
    }
}
