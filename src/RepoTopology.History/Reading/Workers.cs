using System.Runtime.ExceptionServices;

namespace RepoTopology.History;

/// <summary>Runs the same work on several threads and gives the first failure to the caller.</summary>
internal static class Workers
{
    private const int Most = 256;

    /// <param name="asked">Threads; 0 is one per processor.</param>
    public static int Count(int asked) => Math.Min(asked > 0 ? asked : Environment.ProcessorCount, Most);

    /// <summary>Runs <paramref name="work"/> on each thread, one of them the caller's, until all have returned.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(int count, string name, Action<CancellationToken> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? failure = null;

        void Work()
        {
            try
            {
                work(stop.Token);
            }
            catch (Exception e)
            {
                // The first failure decides; a cancellation is only its echo.
                Interlocked.CompareExchange(ref failure, e, null);
                stop.Cancel();
            }
        }

        var threads = Enumerable.Range(1, count - 1).Select(_ => new Thread(Work) { IsBackground = true, Name = name }).ToList();
        threads.ForEach(thread => thread.Start());
        Work();
        threads.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }
}
