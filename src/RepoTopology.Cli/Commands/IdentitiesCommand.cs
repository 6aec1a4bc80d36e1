using System.CommandLine;
using System.Globalization;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology identities</c>: who may be the same person, and accepted pairs as a patch of <c>.mailmap</c>.</summary>
internal sealed class IdentitiesCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    private readonly Option<string[]> _accept = new("--accept")
    {
        Description = "Numbers of proposals that are right, or all: prints a patch of .mailmap (repeatable)",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _write = new("--write") { Description = "Write .mailmap in the work tree, in place of printing a patch" };

    private readonly Option<bool> _anonymous = WindowOptions.AnonymousOption();

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("identities", "Who may be the same person, and why; writes accepted pairs as a patch of .mailmap");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_accept);
        command.Options.Add(_write);
        command.Options.Add(_anonymous);
        command.Options.Add(_format);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            bool anonymous = WindowOptions.ReadAnonymous(parsed, _anonymous, request);
            string[] accept = parsed.GetValue(_accept) ?? [];
            if (accept.Length > 0 && anonymous)
                throw new RequestException("a .mailmap is made of names and e-mails; leave out --anonymous to accept proposals");
            if (accept.Length == 0 && parsed.GetValue(_write))
                throw new RequestException("--write needs to know which proposals are right; give --accept with their numbers, or all");
            using var opened = GitRepository.Open(request.Path);
            var history = HistorySource.Read(opened, request, shell, cancellation, options => options with { DetectRenames = false });
            var outputs = repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats);
            if (accept.Length == 0)
                List(history, request, anonymous, outputs);
            else
                Accept(opened, history, Chosen(history.AliasProposals, accept), parsed.GetValue(_write), outputs[0]);
            return ExitCode.Passed;
        });
        return command;
    }

    private void List(RepositoryHistory history, RepositoryRequest request, bool anonymous, IReadOnlyList<OutputTarget> outputs)
    {
        var options = new ReportOptions { Emails = request.Emails };
        var shown = anonymous ? Pseudonyms.Veil(history) : history;
        foreach (var target in outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    IdentitiesReport.WriteJson(shown, options, stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                IdentitiesReport.WriteText(shown, options, target.Style(shell, request.Color), writer);
            });
    }

    private void Accept(GitRepository opened, RepositoryHistory history, List<AliasProposal> accepted, bool write, OutputTarget target)
    {
        var lines = MailmapLines.Of(history, accepted, out int skipped);
        if (skipped > 0)
            shell.Error.WriteLine($"repotopology: {skipped} identities cannot stand in a .mailmap and are left out");
        if (lines.Count == 0)
            throw new RequestException("nothing of what was accepted can stand in a .mailmap");
        new AppendedFile(".mailmap").Append(opened, history.Head, lines, write, target, shell);
        if (write)
            shell.Error.WriteLine($"repotopology: .mailmap has {lines.Count} lines more; commit it, and the next analysis joins these people");
    }

    private static List<AliasProposal> Chosen(IReadOnlyList<AliasProposal> proposals, string[] typed)
    {
        if (proposals.Count == 0)
            throw new RequestException("there are no proposals to accept: no two identities look like one person");
        if (typed.Any(word => word == "all"))
            return [.. proposals];
        var numbers = new SortedSet<int>();
        foreach (string word in typed.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries)))
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= proposals.Count)
                numbers.Add(number);
            else
                throw new RequestException($"--accept {word} is no proposal; give numbers from 1 to {proposals.Count}, or all");
        return [.. numbers.Select(number => proposals[number - 1])];
    }
}
