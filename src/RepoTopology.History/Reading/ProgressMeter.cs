namespace RepoTopology.History;

/// <summary>Counts what was done and tells it at most every tenth of a second, from whichever thread comes by.</summary>
internal sealed class ProgressMeter(IProgress<HistoryProgress>? progress)
{
    private const long TicksBetween = 100;

    private int _done;
    private int _walked;
    private bool _walkEnded;
    private long _last;

    public void Walked(int count)
    {
        _walked = count;
        Tell();
    }

    public void WalkEnded(int count)
    {
        _walked = count;
        _walkEnded = true;
        Tell();
    }

    public void Read(int count)
    {
        Interlocked.Add(ref _done, count);
        Tell();
    }

    private void Tell()
    {
        if (progress is null)
            return;
        long now = Environment.TickCount64;
        long last = Interlocked.Read(ref _last);
        if (now - last >= TicksBetween && Interlocked.CompareExchange(ref _last, now, last) == last)
            progress.Report(new HistoryProgress(Volatile.Read(ref _done), _walked, _walkEnded));
    }
}
