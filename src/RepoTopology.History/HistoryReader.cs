using System.Collections.Concurrent;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Reads a repository's history once and turns it into facts. One thread walks the commits, workers compare trees; results go into slots
/// by commit index, so one worker and many give the same facts.
/// </summary>
public static class HistoryReader
{
    private const int BatchSize = 256;
    private const int MostJobs = 256;

    // Commits that wait hold their content: enough that no worker waits, no more.
    private const int QueuedPerJob = 8;

    // A walk reads each commit once.
    private const int WalkCacheBytes = 2 << 20;

    /// <exception cref="GitDataException">The repository's bytes cannot be used.</exception>
    /// <exception cref="RevisionException">The revision names no commit.</exception>
    /// <exception cref="HistoryOptionsException">A glob or rule of the options is malformed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RepositoryHistory Read(GitRepository repository, HistoryOptions options, CancellationToken cancellation = default)
    {
        var revision = Revision.Resolve(repository, options.Revision);
        using var reader = repository.Objects.CreateReader(WalkCacheBytes);
        var walk = new CommitWalk(repository, reader, revision, Known(options.Cache), cancellation);
        var commits = new List<WalkedCommit>();
        var batches = ReadCommits(repository, options, walk, commits, cancellation);
        return new HistoryAssembler(repository, options, revision, reader).Assemble(walk, commits, batches);
    }

    private static KnownCommits? Known(HistoryCache? cache) => cache is null || cache.Segments.IsEmpty
        ? null
        : (ObjectId id, out KnownCommit commit) => CachedCommits.TryFind(cache, id, out commit);

    private static List<CommitBatch> ReadCommits(
        GitRepository repository, HistoryOptions options, CommitWalk walk, List<WalkedCommit> commits, CancellationToken cancellation)
    {
        int jobs = Math.Min(options.Jobs > 0 ? options.Jobs : Environment.ProcessorCount, MostJobs);
        var progress = new ProgressMeter(options.Progress);
        return jobs == 1
            ? ReadOnThisThread(repository, options, walk, commits, progress, cancellation)
            : ReadOnWorkers(repository, options, walk, commits, progress, jobs, cancellation);
    }

    private static List<CommitBatch> ReadOnThisThread(
        GitRepository repository, HistoryOptions options, CommitWalk walk, List<WalkedCommit> commits, ProgressMeter progress,
        CancellationToken cancellation)
    {
        using var facts = new CommitFactsReader(repository, options);
        var batches = new List<CommitBatch>();
        foreach (var batch in Batches(walk, commits, progress, cancellation))
        {
            batches.Add(facts.Read(batch, cancellation));
            progress.Read(batch.Length);
        }

        return batches;
    }

    private static List<CommitBatch> ReadOnWorkers(
        GitRepository repository, HistoryOptions options, CommitWalk walk, List<WalkedCommit> commits, ProgressMeter progress, int jobs,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var queue = new BlockingCollection<(int Slot, WalkedCommit[] Commits)>(boundedCapacity: QueuedPerJob * jobs);
        var slots = new ConcurrentDictionary<int, CommitBatch>();
        Exception? failure = null;

        void Work()
        {
            try
            {
                using var facts = new CommitFactsReader(repository, options);
                foreach (var (slot, batch) in queue.GetConsumingEnumerable(stop.Token))
                {
                    slots[slot] = facts.Read(batch, stop.Token);
                    progress.Read(batch.Length);
                }
            }
            catch (Exception e)
            {
                // The first failure decides; a cancellation is only its echo.
                Interlocked.CompareExchange(ref failure, e, null);
                stop.Cancel();
            }
        }

        var workers = Enumerable.Range(0, jobs).Select(_ => new Thread(Work) { IsBackground = true, Name = "history" }).ToList();
        workers.ForEach(worker => worker.Start());
        int count = 0;
        try
        {
            foreach (var batch in Batches(walk, commits, progress, stop.Token))
                queue.Add((count++, batch), stop.Token);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
            stop.Cancel();
        }
        finally
        {
            queue.CompleteAdding();
            workers.ForEach(worker => worker.Join());
        }

        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return [.. Enumerable.Range(0, count).Select(slot => slots[slot])];
    }

    private static IEnumerable<WalkedCommit[]> Batches(
        CommitWalk walk, List<WalkedCommit> commits, ProgressMeter progress, CancellationToken cancellation)
    {
        int start = 0;
        while (walk.Next() is { } commit)
        {
            commits.Add(commit);
            if (commits.Count - start < BatchSize)
                continue;
            cancellation.ThrowIfCancellationRequested();
            progress.Walked(commits.Count);
            yield return [.. commits[start..]];
            start = commits.Count;
        }

        progress.WalkEnded(commits.Count);
        if (start < commits.Count)
            yield return [.. commits[start..]];
    }
}
