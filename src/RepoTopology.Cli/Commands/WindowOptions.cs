using System.CommandLine;
using RepoTopology.Analysis;

namespace RepoTopology.Cli;

/// <summary>What every command takes, as typed, that judges people over a stretch of time.</summary>
internal sealed class WindowOptions
{
    private readonly Option<string> _window = new("--window")
    {
        Description = "How far back to look: months, years or days, such as 24m, 2y, 90d",
        HelpName = "TIME",
        DefaultValueFactory = _ => "24m",
    };

    private readonly Option<string> _asOf = new("--as-of")
    {
        Description = "The end of the window [default: the date of the analysed commit]",
        HelpName = "DATE",
    };

    private readonly Option<string> _leftAfter = new("--left-after")
    {
        Description = "People without a commit for so long before the window's end have left",
        HelpName = "TIME",
        DefaultValueFactory = _ => "12m",
    };

    private readonly Option<bool> _anonymous = AnonymousOption();

    /// <summary>A --anonymous option; each command that can keep its promise has its own.</summary>
    public static Option<bool> AnonymousOption() => new("--anonymous") { Description = "Show pseudonyms, the same in every run, in place of names" };

    public void AddTo(Command command)
    {
        command.Options.Add(_window);
        command.Options.Add(_asOf);
        command.Options.Add(_leftAfter);
        command.Options.Add(_anonymous);
    }

    /// <exception cref="RequestException">A value cannot be used.</exception>
    public AnalysisOptions Read(ParseResult parsed, RepositoryRequest request) => new()
    {
        WindowMonths = AnalysisRequest.Months(parsed.GetValue(_window)!),
        AsOf = parsed.GetValue(_asOf) is { } date ? AnalysisRequest.AsOf(date) : null,
        LeftAfterMonths = AnalysisRequest.Months(parsed.GetValue(_leftAfter)!, "--left-after"),
        Jobs = request.Jobs,
    };

    public bool ReadAnonymous(ParseResult parsed, RepositoryRequest request) => ReadAnonymous(parsed, _anonymous, request);

    /// <exception cref="RequestException">E-mails are asked for too.</exception>
    public static bool ReadAnonymous(ParseResult parsed, Option<bool> option, RepositoryRequest request) =>
        parsed.GetValue(option) && request.Emails
            ? throw new RequestException("--anonymous hides people and --emails shows their addresses; leave one of them out")
            : parsed.GetValue(option);
}
