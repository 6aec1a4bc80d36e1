using System;

namespace RepoTopology.Snapshot;

/// <summary>A text that is no ownership snapshot of a version that this reader knows.</summary>
public sealed class SnapshotFormatException : FormatException
{
    public SnapshotFormatException(int line, string reason)
        : base(reason) => Line = line;

    /// <summary>The line that is wrong, counted from 1.</summary>
    public int Line { get; }
}
