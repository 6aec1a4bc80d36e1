namespace RepoTopology.Code;

/// <summary>Builds projects one after the other, and none for longer than a limit.</summary>
/// <remarks>
/// A task is cancelled when its time is over. An evaluation can't be (an SDK that is looked for on a network, a file that never ends): its thread is left
/// behind, with all that it holds, and the next project begins anew.
/// </remarks>
/// <param name="limit">For one project.</param>
/// <param name="cancellation">Ends a build, too.</param>
internal sealed class DesignTimeBuilds(TimeSpan limit, CancellationToken cancellation) : IDisposable
{
    // What keeps three from ending will keep the others, and each costs the whole limit.
    private const int MostHanging = 3;

    // For a task to end once it is told to.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly string _directory = Directory.GetCurrentDirectory();
    private BuildSession? _session;
    private int _hanging;
    private bool _stuck;

    /// <summary>Why no other project should be tried; null as long as they should.</summary>
    public string? GivenUp => _stuck ? "the build of another one can't be ended" : _hanging >= MostHanging ? $"{_hanging} others took longer than {Seconds}" : null;

    /// <inheritdoc cref="BuildSession.Run"/>
    /// <exception cref="OperationCanceledException"/>
    public (CompilerCall? Call, string? Trouble) TryRun(string path)
    {
        cancellation.ThrowIfCancellationRequested();
        var session = _session ??= new BuildSession();
        var run = Task.Factory.StartNew(() => session.Run(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var ended = ((IAsyncResult)run).AsyncWaitHandle;
        if (WaitHandle.WaitAny([ended, cancellation.WaitHandle], limit) == 0)
            return run.GetAwaiter().GetResult();

        _session = null;
        bool building = session.IsBuilding;
        session.Cancel();
        if (building && ended.WaitOne(Grace))
            session.Dispose();
        else
            _stuck = building; // Two builds can't run in one process.
        cancellation.ThrowIfCancellationRequested();
        _hanging++;
        return (null, $"it took longer than {Seconds}");
    }

    public void Dispose()
    {
        _session?.Dispose();
        // A build goes into the projects' folders.
        Directory.SetCurrentDirectory(_directory);
    }

    private string Seconds => $"{limit.TotalSeconds:0.#} s";
}
