using System.CommandLine;
using RepoTopology.Checkout;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>Runs a command line from its words to its exit code.</summary>
internal static class App
{
    public static int Run(IReadOnlyList<string> args, Shell shell, CancellationToken cancellation = default)
    {
        bool verbose = args.Contains("--verbose");
        try
        {
            var parsed = CommandLine.Parse(args, shell, cancellation);
            if (UsageError.Find(parsed) is { } usage)
                throw new RequestException(usage);
            using var output = new StreamWriter(shell.Output, shell.OutputEncoding, leaveOpen: true);
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = shell.Error,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception)
        {
            return Report(Innermost(exception), shell, verbose, cancellation);
        }
    }

    private static int Report(Exception exception, Shell shell, bool verbose, CancellationToken cancellation)
    {
        if (exception is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            shell.Error.WriteLine("repotopology: cancelled");
            return ExitCode.Cancelled;
        }

        string sentence = exception is RequestException or RevisionException or GitDataException or HistoryOptionsException or CheckoutException or IOException or UnauthorizedAccessException
            ? exception.Message.TrimEnd('.')
            : $"this is a bug in repotopology ({exception.GetType().Name}: {exception.Message.TrimEnd('.')}); "
                + "run again with --verbose and report what it prints";
        // Whatever it repeats of what was typed.
        shell.Error.WriteLine($"repotopology: {TerminalText.Clean(RemoteUrl.Redact(sentence))}");
        if (verbose)
            shell.Error.WriteLine(RemoteUrl.Redact(exception.ToString()));
        return exception is RequestException refused ? refused.Code : ExitCode.Error;
    }

    // Worker threads hand their exception over wrapped.
    private static Exception Innermost(Exception exception) =>
        exception is AggregateException { InnerExceptions: [var only] } ? Innermost(only) : exception;
}
