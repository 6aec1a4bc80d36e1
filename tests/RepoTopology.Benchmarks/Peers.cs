namespace RepoTopology.Benchmarks;

/// <summary>Other tools, where they are installed. Each is held against our analyze; what they find differs, so this is no race.</summary>
internal static class Peers
{
    private static readonly (string Program, Func<string, string[]> Arguments)[] All =
    [
        ("gitinspector", repository => ["--format=text", "--timeline", repository]),
        ("git-fame", repository => ["--branch", "HEAD", repository]),
        ("hercules", repository => ["--burndown", "--burndown-people", repository]),
    ];

    /// <summary>Commands of those that PATH has; of the others a line says that they are skipped.</summary>
    public static IEnumerable<(string Name, Invocation Command)> Installed(string repository, TextWriter output)
    {
        foreach (var (program, arguments) in All)
        {
            if (IsInstalled(program))
                yield return (program, new Invocation(program, arguments(repository)));
            else
                output.WriteLine($"{program} is not on PATH: skipped");
        }

        output.WriteLine("git-truck serves a page and never ends: not timed");
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));
}
