using System.Runtime.InteropServices;
using System.Text;
using RepoTopology.Cli;

// The first Ctrl+C (or SIGTERM) asks the command to stop; the second ends the process as usual.
using var cancelling = new CancellationTokenSource();
void Cancel(PosixSignalContext signal)
{
    if (cancelling.IsCancellationRequested)
        return;
    signal.Cancel = true;
    cancelling.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

using var output = Console.OpenStandardOutput();
using var error = Console.OpenStandardError();

// A pipe or a file gets UTF-8; a console gets what it can show.
var encoding = Console.IsOutputRedirected ? new UTF8Encoding(false) : Console.OutputEncoding;
var shell = new Shell
{
    Output = output,
    OutputEncoding = encoding,
    OutputIsTerminal = !Console.IsOutputRedirected,
    Error = new StreamWriter(error, Console.IsErrorRedirected ? new UTF8Encoding(false) : Console.OutputEncoding) { AutoFlush = true },
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Answers = Console.IsInputRedirected ? null : Console.In,
    Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 80 : Console.WindowWidth,
    Variable = Environment.GetEnvironmentVariable,
};
return App.Run(args, shell, cancelling.Token);
