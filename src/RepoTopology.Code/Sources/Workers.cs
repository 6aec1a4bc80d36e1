using System.Runtime.ExceptionServices;

namespace RepoTopology.Code;

/// <summary>Threads for parsing and binding: both recurse as deep as the source nests, so all of it runs on stacks of a known size.</summary>
internal static class Workers
{
    private const int StackBytes = 64 << 20;

    /// <summary>Does <paramref name="count"/> pieces of work on some threads; each takes the next one. Results belong into slots by index.</summary>
    /// <param name="jobs">Threads.</param>
    /// <param name="count">Pieces.</param>
    /// <param name="start">Called once a thread: what does one piece.</param>
    /// <param name="cancellation">Ends between two pieces.</param>
    public static void Run(int jobs, int count, Func<Action<int>> start, CancellationToken cancellation)
    {
        if (count == 0)
            return;
        int next = -1;
        ExceptionDispatchInfo? failed = null;
        var threads = new Thread[Math.Clamp(jobs, 1, count)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work, StackBytes) { IsBackground = true, Name = "code" };
            threads[i].Start();
        }

        foreach (var thread in threads)
            thread.Join();
        failed?.Throw();
        cancellation.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                var piece = start();
                while (!cancellation.IsCancellationRequested && Volatile.Read(ref failed) is null && Interlocked.Increment(ref next) is var at && at < count)
                    piece(at);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failed, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }
}
