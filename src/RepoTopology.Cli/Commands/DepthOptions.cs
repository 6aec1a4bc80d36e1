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

    public void AddTo(Command command)
    {
        _depth.AcceptOnlyFromAmong([.. Enum.GetNames<CodeDepth>().Select(name => name.ToLowerInvariant())]);
        command.Options.Add(_depth);
        command.Options.Add(_budget);
    }

    /// <exception cref="RequestException">The budget is no time.</exception>
    public CodeRequest Read(ParseResult parsed) => parsed.GetValue(_budget) is >= 0 and <= 1e6 and var budget
        ? new CodeRequest(Enum.Parse<CodeDepth>(parsed.GetValue(_depth)!, ignoreCase: true), budget)
        : throw new RequestException("--budget must be 0 or more CPU seconds");
}
