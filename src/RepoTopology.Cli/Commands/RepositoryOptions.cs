using System.CommandLine;

namespace RepoTopology.Cli;

/// <summary>Which repository to read and how: what every command takes, as typed.</summary>
internal sealed class RepositoryOptions
{
    private const int LeastMemory = 16;

    private readonly Option<string> _revision = new("--rev")
    {
        Description = "The revision to read: a branch, tag, commit or A..B",
        HelpName = "REV",
        DefaultValueFactory = _ => "HEAD",
        Recursive = true,
    };

    private readonly Option<string> _scope = new("--scope")
    {
        Description = "Read only what lies below this directory (relative to the repository's root)",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Leave out paths that match, e.g. 'docs/**' (repeatable)",
        HelpName = "GLOB",
        Recursive = true,
    };

    private readonly Option<string> _config = new("--config")
    {
        Description = "Configuration to use in place of the commit's .repotopology/config.json",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<int> _jobs = new("--jobs")
    {
        Description = "Worker threads; 0 is one per processor; the result does not depend on it",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        Recursive = true,
    };

    private readonly Option<int> _memory = new("--memory")
    {
        Description = "Mebibytes to hold file contents in; texts that take more than a quarter of it are not compared",
        HelpName = "MIB",
        DefaultValueFactory = _ => 256,
        Recursive = true,
    };

    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Read everything anew and keep nothing", Recursive = true };

    private readonly Option<string[]> _output = new("--output", "-o")
    {
        Description = "Write to a file, '-' is standard output; without FORMAT= in the one of --format (repeatable)",
        HelpName = "[FORMAT=]FILE",
        Recursive = true,
    };

    private readonly Option<bool> _emails = new("--emails") { Description = "Show e-mail addresses, which are hidden otherwise", Recursive = true };

    private readonly Option<string> _color = new("--color")
    {
        Description = "auto, always or never; auto heeds NO_COLOR and FORCE_COLOR",
        HelpName = "WHEN",
        DefaultValueFactory = _ => "auto",
        Recursive = true,
    };

    private readonly Option<bool> _requireHistory = new("--require-history")
    {
        Description = "End with exit code 3 when the history is insufficient",
        Recursive = true,
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show where an error comes from", Recursive = true };

    private readonly Shell _shell;

    private readonly CancellationToken _cancellation;

    public RepositoryOptions(Shell shell, CancellationToken cancellation)
    {
        (_shell, _cancellation) = (shell, cancellation);
        _color.AcceptOnlyFromAmong("auto", "always", "never");
    }

    public IEnumerable<Option> All =>
        [_revision, _scope, _exclude, _config, _jobs, _memory, _noCache, _output, _emails, _color, _requireHistory, _verbose];

    /// <summary>The PATH argument of a command; each command has its own.</summary>
    public static Argument<string> PathArgument() => new("PATH")
    {
        Description = "A repository, any directory in it, or the URL of one",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => ".",
    };

    /// <summary>A --format option with its choices; the first is the default.</summary>
    public static Option<string> FormatOption(params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = $"{string.Join(", ", formats[..^1])} or {formats[^1]}",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    public RepositoryRequest Read(ParseResult parsed, Argument<string> path) => Read(parsed, path, null);

    /// <param name="parsed">What was typed.</param>
    /// <param name="path">The command's PATH.</param>
    /// <param name="instead">What stands for PATH, where it went to another argument; null for none.</param>
    public RepositoryRequest Read(ParseResult parsed, Argument<string> path, string? instead)
    {
        int jobs = parsed.GetValue(_jobs);
        if (jobs < 0)
            throw new RequestException("--jobs must be 0 or more; 0 is one per processor");
        int memory = parsed.GetValue(_memory);
        if (memory < LeastMemory)
            throw new RequestException($"--memory must be {LeastMemory} or more mebibytes");
        return new RepositoryRequest
        {
            Path = Find(instead ?? parsed.GetValue(path)!, parsed),
            Revision = parsed.GetValue(_revision)!,
            Scope = Scope(parsed.GetValue(_scope) ?? ""),
            Exclude = parsed.GetValue(_exclude) ?? [],
            ConfigFile = parsed.GetValue(_config),
            Jobs = jobs,
            MemoryBudget = (long)memory << 20,
            UseCache = !parsed.GetValue(_noCache),
            Emails = parsed.GetValue(_emails),
            Color = Enum.Parse<ColorChoice>(parsed.GetValue(_color)!, ignoreCase: true),
            RequireHistory = parsed.GetValue(_requireHistory),
        };
    }

    /// <summary>A directory stays what it is; a URL is fetched from here.</summary>
    private string Find(string typed, ParseResult parsed) => Directory.Exists(typed)
        ? typed
        : RemoteSource.Find(typed, _shell, _cancellation) ?? throw new RequestException(UsageError.NoDirectory(typed, parsed));

    public IReadOnlyList<OutputTarget> ReadOutputs(ParseResult parsed, string format, IReadOnlyList<string> formats)
    {
        var typed = parsed.GetValue(_output) ?? [];
        var targets = typed.Length == 0
            ? [new OutputTarget(format, null)]
            : typed.Select(text => OutputTarget.Parse(text, format, formats)).ToList();
        if (targets.Count(target => target.File is null) > 1)
            throw new RequestException("only one output can go to standard output; give the others a file");
        return targets;
    }

    /// <summary>Whether -o is given.</summary>
    public bool HasOutput(ParseResult parsed) => parsed.GetValue(_output) is { Length: > 0 };

    /// <summary>The directory of -o, for commands that write files of their own into one; null without it.</summary>
    /// <exception cref="RequestException">It is given twice, or is standard output.</exception>
    public string? ReadOutputDirectory(ParseResult parsed) => parsed.GetValue(_output) switch
    {
        null or [] => null,
        [var directory] when directory is not ("-" or "") => directory,
        _ => throw new RequestException("-o takes one directory here, for there are several files to write"),
    };

    /// <summary>A path in git's form: forward slashes, no "." and no slash at the ends.</summary>
    private static string Scope(string typed)
    {
        string scope = OperatingSystem.IsWindows() ? typed.Replace('\\', '/') : typed;
        var parts = scope.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        if (scope.StartsWith('/') || parts.Contains(".."))
            throw new RequestException($"--scope {typed} must be a directory relative to the repository's root, such as src/Core");
        return string.Join('/', parts);
    }
}
