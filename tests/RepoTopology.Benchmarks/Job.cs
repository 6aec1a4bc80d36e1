namespace RepoTopology.Benchmarks;

/// <summary>A job of ours and the git command that it is held against.</summary>
internal sealed record Job(string Name, CommandLine Ours, CommandLine Git)
{
    public static IEnumerable<Job> All(string repository)
    {
        var log = new CommandLine("git", ["-C", repository, "log", "--raw", "--no-renames"]);
        yield return new Job("facts changes --raw", Tool("facts", "changes", repository, "--raw"), log);
        yield return new Job("analyze", Tool("analyze", repository), log);
    }

    private static CommandLine Tool(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), .. arguments, "--no-cache"]);
}

/// <summary>A program and its arguments.</summary>
internal sealed record CommandLine(string Program, IReadOnlyList<string> Arguments);
