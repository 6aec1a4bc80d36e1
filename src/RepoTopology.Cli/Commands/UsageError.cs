using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace RepoTopology.Cli;

/// <summary>Turns what the parser could not make sense of into one sentence with what to do next.</summary>
internal static class UsageError
{
    /// <summary>The sentence, or null when the command line is fine.</summary>
    public static string? Find(ParseResult parsed)
    {
        if (parsed.Action?.ClearsParseErrors == true)
            return null;
        string help = HelpOf(parsed.CommandResult);
        if (PathThatLooksLikeAnOption(parsed) is { } option)
            return UnknownOption(option, parsed.CommandResult, help);
        if (parsed.CommandResult.Command is not RootCommand && PathOf(parsed.RootCommandResult) is { } early)
            return $"the path '{early}' stands before the command; write it behind '{parsed.CommandResult.Command.Name}'";
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return unknown.StartsWith('-') ? UnknownOption(unknown, parsed.CommandResult, help) : Unexpected(unknown, parsed, help);
        if (parsed.Errors.Count == 0)
            return null;
        if (parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 } group)
            return $"'{group.Name}' needs to know what: {string.Join(", ", group.Subcommands.Select(command => command.Name))}; see {help}";
        return WrongValue(parsed.Errors[0], help);
    }

    /// <summary>The sentence for a PATH that does not exist: it may be a mistyped command.</summary>
    public static string NoDirectory(string path, ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand root && Nearest(path, Commands(root)) is { } near
            ? $"there is no directory '{path}'; did you mean the command '{near}'?"
            : $"there is no directory '{path}'; give a directory inside a git repository";

    private static string Unexpected(string word, ParseResult parsed, string help)
    {
        // "anlyze ." leaves "." over, for "anlyze" was taken for the path.
        string mistyped = parsed.CommandResult.Command is RootCommand ? PathOf(parsed.CommandResult) ?? word : word;
        return Nearest(mistyped, Commands(parsed.CommandResult.Command)) is { } near
            ? $"there is no command '{mistyped}'; did you mean '{near}'?"
            : $"'{word}' is one word too many; {help} shows what can be given";
    }

    private static string UnknownOption(string option, CommandResult command, string help) =>
        Nearest(option, Options(command)) is { } near
            ? $"there is no option '{option}'; did you mean '{near}'?"
            : $"there is no option '{option}'; {help} lists those there are";

    private static string WrongValue(ParseError error, string help)
    {
        var choices = error.SymbolResult switch
        {
            OptionResult option => option.Option.GetCompletions(CompletionContext.Empty),
            ArgumentResult { Parent: OptionResult option } => option.Option.GetCompletions(CompletionContext.Empty),
            ArgumentResult argument => argument.Argument.GetCompletions(CompletionContext.Empty),
            _ => [],
        };
        string name = error.SymbolResult switch
        {
            OptionResult option => option.Option.Name,
            ArgumentResult { Parent: OptionResult option } => option.Option.Name,
            ArgumentResult argument => argument.Argument.Name,
            _ => "",
        };
        string labels = string.Join(", ", choices.Select(choice => choice.Label));
        if (error.SymbolResult?.Tokens is [var value] && name.Length > 0)
            return $"'{value.Value}' is no value for {name}; {(labels.Length > 0 ? $"choose among {labels}" : $"see {help}")}";
        string message = error.Message.TrimEnd('.').ReplaceLineEndings(" ");
        return $"{char.ToLowerInvariant(message[0])}{message[1..]}; see {help}";
    }

    /// <summary>The parser takes a mistyped option for the path; a path that begins with "-" stands behind "--".</summary>
    private static string? PathThatLooksLikeAnOption(ParseResult parsed) =>
        PathOf(parsed.CommandResult) is ['-', ..] path && parsed.Tokens.All(token => token.Type != TokenType.DoubleDash) ? path : null;

    private static string? PathOf(CommandResult command) =>
        command.Children.OfType<ArgumentResult>().FirstOrDefault(argument => argument.Argument.Name == "PATH") is { Tokens: [var token, ..] }
            ? token.Value
            : null;

    private static IEnumerable<string> Commands(Command command) => command.Subcommands.Select(sub => sub.Name);

    private static IEnumerable<string> Options(CommandResult result)
    {
        for (SymbolResult? at = result; at is not null; at = at.Parent)
            if (at is CommandResult { Command: var command })
                foreach (var option in command.Options.Where(option => at == result || option.Recursive))
                    yield return option.Name;
    }

    private static string HelpOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult { Command: not RootCommand and var command }; at = at.Parent)
            names.Insert(0, command.Name);
        return string.Join(' ', ["repotopology", .. names, "--help"]);
    }

    /// <summary>The candidate that is few keystrokes away, or null.</summary>
    internal static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var best = candidates.Select(candidate => (candidate, Distance: Distance(word.ToLowerInvariant(), candidate)))
            .OrderBy(pair => pair.Distance).FirstOrDefault();
        return best.candidate is not null && best.Distance <= Math.Max(1, best.candidate.Length / 3) ? best.candidate : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) that turn one word into the other.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3)
            return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
