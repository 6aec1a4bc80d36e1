using System.Diagnostics;
using System.Globalization;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// One line on standard error that is written over and gone at the end. While commits are still being met there is no total and no
/// estimate; then the rest is judged by the rate so far.
/// </summary>
internal sealed class ProgressLine(Shell shell) : IProgress<HistoryProgress>, IDisposable
{
    private readonly Lock _writing = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _lastWrite;
    private int _lastLength;

    public void Report(HistoryProgress value)
    {
        if (!shell.ShowsProgress)
            return;
        lock (_writing)
        {
            if (_lastWrite != 0 && Stopwatch.GetElapsedTime(_lastWrite) < TimeSpan.FromMilliseconds(100))
                return;
            _lastWrite = Stopwatch.GetTimestamp();
            Show(Text(value, Stopwatch.GetElapsedTime(_start)));
        }
    }

    /// <summary>A step without a count.</summary>
    public void Report(string step)
    {
        if (!shell.ShowsProgress)
            return;
        lock (_writing)
            Show(step);
    }

    public void Dispose()
    {
        lock (_writing)
            if (_lastLength > 0)
                shell.Error.Write($"\r{new string(' ', _lastLength)}\r");
    }

    internal static string Text(HistoryProgress value, TimeSpan elapsed)
    {
        string done = value.Done.ToString("N0", CultureInfo.InvariantCulture);
        string walked = value.Walked.ToString("N0", CultureInfo.InvariantCulture);
        if (!value.WalkEnded || value.Walked == 0)
            return $"reading history: {done} commits read, {walked} met so far";
        string text = $"reading history: {100L * value.Done / value.Walked} %, {done} of {walked} commits";
        double left = value.Done > 0 ? elapsed.TotalSeconds * (value.Walked - value.Done) / value.Done : 0;
        return left >= 1 ? $"{text}, about {Math.Ceiling(left):N0} s left" : text;
    }

    private void Show(string text)
    {
        shell.Error.Write("\r" + text.PadRight(_lastLength));
        _lastLength = text.Length;
    }
}
