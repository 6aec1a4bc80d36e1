using System.Globalization;

namespace RepoTopology.Benchmarks;

/// <summary>All jobs on one repository. Copies and cache directories stand in a temporary folder that goes with it.</summary>
internal sealed class JobList(string repository, int? blameSample, FileInfo? tool) : IDisposable
{
    private const int NewCommits = 100;
    private const int Seed = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("repotopology-benchmark-").FullName;
    private readonly Lazy<string[]> _mainline = new(() => Lines(repository, "rev-list", "--first-parent", "HEAD"));
    private int _caches;

    public static IReadOnlyList<string> Names { get; } =
        ["raw", "numstat", "lines", "lines-bloom", "analyze", "again", "window", "new-commits", "growth", "jobs"];

    public IEnumerable<Job> Of(string name) => name switch
    {
        "raw" => [new Job(name, Ours("facts", "changes", repository, "--raw"), Log("--raw"), "git log --raw --no-renames")],
        "numstat" => [new Job(name, Ours("facts", "changes", repository, "--numstat"), Log("--numstat"), "git log --numstat --no-renames")],
        "lines" => [Lines(name, repository)],
        "lines-bloom" => [Lines(name, WithBloomFilters())],
        "analyze" => [new Job(name, Ours("analyze", repository), Log("--numstat"), "git log --numstat --no-renames")],
        "again" => [Cached(name, "analyze", repository)],
        "window" => [Cached(name, "analyze", repository, "--window", "12m")],
        "new-commits" => [AfterNewCommits(name)],
        "growth" => Growth(),
        "jobs" => OneWorkerAgainstTwo(),
        _ => throw new ArgumentException($"there is no job '{name}'; the jobs are {string.Join(", ", Names)}"),
    };

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Our tool, with an empty cache at every run.</summary>
    private Side Ours(params string[] arguments)
    {
        string cache = NewCache();
        return new Side(Tool(cache, arguments)) { Prepare = () => Empty(cache) };
    }

    private Side Log(string what, string revision = "HEAD") => new(new Invocation("git", "-C", repository, "log", what, "--no-renames", revision));

    private Job Lines(string name, string path)
    {
        string[] files = TextFiles();
        string[] sample = files;
        if (blameSample is { } count && count < files.Length)
        {
            new Random(Seed).Shuffle(sample = [.. files]);
            sample = sample[..count];
        }

        var blame = new Side([.. sample.Select(file => new Invocation("git", "-C", path, "blame", "--porcelain", "HEAD", "--", file))])
        {
            AtOnce = 2,
            Factor = (double)files.Length / sample.Length,
            OnlyOnce = true,
        };
        return new Job(name, Ours("facts", "lines", path), blame, "git blame --porcelain on every text file, 2 at a time")
        {
            Note = sample.Length < files.Length
                ? string.Create(CultureInfo.InvariantCulture, $"git's times are extrapolated from {sample.Length} of {files.Length:N0} files")
                : null,
        };
    }

    /// <summary>A run with what an earlier one left in the cache, against that earlier one.</summary>
    private Job Cached(string name, params string[] arguments)
    {
        string cache = NewCache();
        bool filled = false;
        var second = new Side(Tool(cache, arguments))
        {
            Prepare = () =>
            {
                // Outputs are kept: asked again with the same options, the answer would only be printed.
                if (filled && arguments.Length == 2)
                    return;
                Empty(cache);
                Measurement.Run(Tool(cache, "analyze", repository));
                filled = true;
            },
        };
        return new Job(name, second, Ours("analyze", repository), "the first analyze");
    }

    private Job AfterNewCommits(string name)
    {
        string copy = Copy();
        string newest = _mainline.Value[0];
        string older = _mainline.Value.Skip(1)
            .FirstOrDefault(commit => CountNew(commit, newest) >= NewCommits, _mainline.Value[^1]);
        int count = CountNew(older, newest);
        string cache = NewCache();
        var update = new Side(Tool(cache, "analyze", copy))
        {
            Prepare = () =>
            {
                Empty(cache);
                Git(copy, "update-ref", "HEAD", older);
                Measurement.Run(Tool(cache, "analyze", copy));
                Git(copy, "update-ref", "HEAD", newest);
            },
        };
        return new Job(name, update, Ours("analyze", copy), $"the first analyze ({count} commits are new)");
    }

    private int CountNew(string older, string newest) =>
        int.Parse(Lines(repository, "rev-list", "--count", $"{older}..{newest}")[0], CultureInfo.InvariantCulture);

    private IEnumerable<Job> Growth()
    {
        foreach (var (part, revision) in ((string, string)[])
            [("1/4", _mainline.Value[_mainline.Value.Length * 3 / 4]), ("1/2", _mainline.Value[_mainline.Value.Length / 2]), ("all", _mainline.Value[0])])
            foreach (string what in (string[])["--raw", "--numstat"])
                yield return new Job($"growth {what[2..]} {part}", Ours("facts", "changes", repository, what, "--rev", revision), Log(what, revision), $"git log {what}");
    }

    private IEnumerable<Job> OneWorkerAgainstTwo()
    {
        foreach (string[] arguments in (string[][])[["facts", "changes", repository, "--raw"], ["facts", "changes", repository, "--numstat"], ["facts", "lines", repository]])
            yield return new Job(
                $"2 jobs {arguments[^1].TrimStart('-').Split('/')[^1]} {arguments[1]}", Ours([.. arguments, "--jobs", "2"]), Ours([.. arguments, "--jobs", "1"]), "one worker");
    }

    private string[] TextFiles()
    {
        string empty = Lines(repository, "hash-object", "-t", "tree", "/dev/null")[0];
        string[] regular = [.. Lines(repository, "ls-tree", "-r", "HEAD").Where(line => line.StartsWith("100", StringComparison.Ordinal)).Select(line => line.Split('\t', 2)[1])];
        return [.. Lines(repository, "diff", "--numstat", "--no-renames", empty, "HEAD").Select(line => line.Split('\t', 3))
            .Where(row => row[0] is not ("-" or "0") && !row[2].StartsWith('"')).Select(row => row[2]).Intersect(regular)];
    }

    private string WithBloomFilters()
    {
        string copy = Copy();
        Git(copy, "commit-graph", "write", "--reachable", "--changed-paths");
        return copy;
    }

    private string Copy()
    {
        string copy = Path.Combine(_folder, $"copy{_caches++}.git");
        Git(repository, "clone", "--quiet", "--mirror", "--local", repository, copy);
        return copy;
    }

    private string NewCache() => Path.Combine(_folder, $"cache{_caches++}");

    private static void Empty(string cache)
    {
        if (Directory.Exists(cache))
            Directory.Delete(cache, recursive: true);
    }

    private Invocation Tool(string cache, params string[] arguments) => tool is null
        ? new Invocation("dotnet", [Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), .. arguments]) { CacheDirectory = cache }
        : new Invocation(tool.FullName, arguments) { CacheDirectory = cache };

    private static void Git(string directory, params string[] arguments) => Lines(directory, arguments);

    private static string[] Lines(string directory, params string[] arguments) =>
        Measurement.Output(new Invocation("git", ["-C", directory, .. arguments])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
