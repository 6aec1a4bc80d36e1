using System.Runtime.ExceptionServices;

namespace RepoTopology.History;

/// <summary>Runs numbered pieces of work on plain threads, each thread with a tool of its own, pieces handed out in order.</summary>
internal static class Workers
{
    /// <param name="jobs">Threads; 0 is one per processor.</param>
    /// <param name="count">Pieces.</param>
    /// <param name="create">Makes a thread's tool.</param>
    /// <param name="work">Does one piece.</param>
    /// <param name="cancellation">Ends the work; every piece looks at it too where it takes long.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<T> Run<T>(int jobs, int count, Func<T> create, Action<T, int> work, CancellationToken cancellation)
        where T : IDisposable
    {
        jobs = Math.Clamp(jobs > 0 ? jobs : Environment.ProcessorCount, 1, Math.Max(1, count));
        var tools = new T[jobs];
        int next = -1;
        Exception? failure = null;
        void Work(int job)
        {
            try
            {
                using var tool = tools[job] = create();
                for (int piece; Volatile.Read(ref failure) is null && (piece = Interlocked.Increment(ref next)) < count;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(tool, piece);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }

        var threads = Enumerable.Range(1, jobs - 1).Select(job => new Thread(() => Work(job)) { IsBackground = true, Name = "lines" }).ToList();
        threads.ForEach(thread => thread.Start());
        Work(0);
        threads.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return tools;
    }
}
