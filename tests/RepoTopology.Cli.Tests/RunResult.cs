using System.Text;

namespace RepoTopology.Cli.Tests;

/// <summary>What a command line gave: its exit code and what it wrote.</summary>
internal sealed record RunResult(int Code, string Output, string Error)
{
    /// <summary>Runs a command line in this process, with nothing of the real environment but PATH.</summary>
    public static RunResult Of(params string[] args) => Of(new Dictionary<string, string>(), args);

    /// <inheritdoc cref="Of(string[])"/>
    public static RunResult Of(IReadOnlyDictionary<string, string> environment, string[] args, CancellationToken cancellation = default)
    {
        using var output = new MemoryStream();
        var error = new StringWriter();
        int code = App.Run(args, Shell(output, error, environment), cancellation);
        return new RunResult(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    public static Shell Shell(Stream output, TextWriter error, IReadOnlyDictionary<string, string>? environment = null, bool terminal = false) => new()
    {
        Output = output,
        OutputEncoding = new UTF8Encoding(false),
        OutputIsTerminal = terminal,
        Error = error,
        ErrorIsTerminal = terminal,
        Width = 80,
        IsWindows = false,
        Variable = name => environment?.GetValueOrDefault(name) ?? (name == "PATH" ? Environment.GetEnvironmentVariable(name) : null),
    };

    /// <summary>The one sentence on standard error; fails when there is more or less than one line, or anything on standard output.</summary>
    public string Sentence()
    {
        Assert.Empty(Output);
        string line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("repotopology: ", line, StringComparison.Ordinal);
        return line["repotopology: ".Length..];
    }
}
