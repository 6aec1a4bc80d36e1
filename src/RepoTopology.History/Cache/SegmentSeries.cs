namespace RepoTopology.History;

/// <summary>Writes one segment after the other: when one has reached its size it is completed, and what it holds is safe.</summary>
/// <param name="directory">Where they stand.</param>
/// <param name="options">Who writes them, and when.</param>
/// <param name="segmentBytes">When a segment is complete.</param>
/// <param name="file">The name of the first; null for a unique one.</param>
internal sealed class SegmentSeries(string directory, CacheOptions options, long segmentBytes, string? file = null) : IDisposable
{
    private readonly List<string> _written = [];
    private SegmentWriter? _current;

    /// <summary>Paths of the segments that are complete.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Whether nothing has been begun.</summary>
    public bool IsEmpty => _current is null && _written.Count == 0;

    /// <summary>The segment to add the next record to.</summary>
    public SegmentWriter Current()
    {
        if (_current is not null && _current.Length >= segmentBytes)
            Complete();
        return _current ??= new SegmentWriter(directory, options.Clock, file);
    }

    /// <summary>Completes what has been begun.</summary>
    public void Complete()
    {
        if (_current is not { } writer)
            return;
        _current = null;
        using (writer)
            _written.Add(writer.Complete(options.Engine, options.Today));
    }

    public void Dispose() => _current?.Dispose();
}
