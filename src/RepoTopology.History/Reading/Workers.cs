using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace RepoTopology.History;

/// <summary>Runs the same work on several threads and gives the first failure to the caller.</summary>
internal static class Workers
{
    private const int Most = 256;

    /// <param name="asked">Threads; 0 is one per processor.</param>
    public static int Count(int asked) => Math.Min(asked > 0 ? asked : Environment.ProcessorCount, Most);

    /// <summary>Runs numbered pieces of work, handed out in order, each thread with a tool of its own.</summary>
    /// <param name="count">Threads.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="pieces">Pieces.</param>
    /// <param name="create">Makes a thread's tool.</param>
    /// <param name="work">Does one piece.</param>
    /// <param name="cancellation">Ends the work between two pieces; one that takes long looks at its own token.</param>
    /// <returns>The tools, disposed of.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyCollection<T> Run<T>(
        int count, string name, int pieces, Func<T> create, Action<T, int, CancellationToken> work, CancellationToken cancellation)
        where T : IDisposable
    {
        var tools = new ConcurrentQueue<T>();
        int next = -1;
        Run(Math.Clamp(pieces, 1, count), name, stop =>
        {
            using var tool = create();
            tools.Enqueue(tool);
            for (int piece; (piece = Interlocked.Increment(ref next)) < pieces;)
            {
                stop.ThrowIfCancellationRequested();
                work(tool, piece, stop);
            }
        }, cancellation);
        return tools;
    }

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
