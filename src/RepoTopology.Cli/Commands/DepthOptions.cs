using System.CommandLine;
using RepoTopology.Code;

namespace RepoTopology.Cli;

/// <summary>How far C# code is read, as typed.</summary>
/// <param name="defaultDepth">Of the command.</param>
internal sealed class DepthOptions(CodeDepth defaultDepth)
{
    private const double DefaultBudget = 60;

    private readonly Option<string> _depth = new("--depth")
    {
        Description = "How far C# code is read: project (project files only), names (syntax), bound (as the compiler does), auto (bound within --budget)",
        HelpName = "DEPTH",
        DefaultValueFactory = _ => defaultDepth.ToString().ToLowerInvariant(),
    };

    private readonly Option<double> _budget = new("--budget")
    {
        Description = "CPU seconds that --depth auto may spend, by estimate: the same commit gives the same result everywhere",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultBudget,
    };

    private readonly Option<string> _loader = new("--loader")
    {
        Description = "What tells the files and references of C# projects: source (project files read as data, nothing is run), or msbuild, which RUNS THE REPOSITORY'S BUILD CODE: only for what you would build; a project whose build takes more than 2 minutes is read as data",
        HelpName = "LOADER",
        DefaultValueFactory = _ => nameof(CodeLoader.Source).ToLowerInvariant(),
    };

    public void AddTo(Command command)
    {
        _depth.AcceptOnlyFromAmong([.. Enum.GetNames<CodeDepth>().Select(name => name.ToLowerInvariant())]);
        command.Options.Add(_depth);
        command.Options.Add(_budget);
        _loader.AcceptOnlyFromAmong([.. Enum.GetNames<CodeLoader>().Select(name => name.ToLowerInvariant())]);
        command.Options.Add(_loader);
    }

    /// <exception cref="RequestException">The budget is no time.</exception>
    public CodeRequest Read(ParseResult parsed)
    {
        if (parsed.GetValue(_budget) is not (>= 0 and <= 1e6 and var budget))
            throw new RequestException("--budget must be 0 or more CPU seconds");
        var loader = Enum.Parse<CodeLoader>(parsed.GetValue(_loader)!, ignoreCase: true);
        // Whoever lets a build run wants what it tells.
        var depth = loader == CodeLoader.MsBuild && parsed.GetResult(_depth) is null or { Implicit: true }
            ? CodeDepth.Bound
            : Enum.Parse<CodeDepth>(parsed.GetValue(_depth)!, ignoreCase: true);
        return new CodeRequest(depth, budget, loader);
    }
}
