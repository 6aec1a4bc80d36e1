namespace RepoTopology.Git;

/// <summary>Receives the versions of a replay, each after those it was made from.</summary>
public delegate void OwnedVersionHandler(in OwnedVersion version);

/// <summary>A version and where its lines came from; valid while the handler runs.</summary>
public readonly ref struct OwnedVersion
{
    /// <summary>The number it has in its <see cref="FileVersions"/>.</summary>
    public required int Version { get; init; }

    public required VersionContent Content { get; init; }

    /// <summary>The origin of each line, a number of <see cref="Origins"/>; empty for content that is never text or absent.</summary>
    public required ReadOnlySpan<int> Owners { get; init; }

    /// <summary>What the first parent's blob is; null without one.</summary>
    public required VersionContent? ParentContent { get; init; }

    /// <summary>The first parent's owners, empty without one.</summary>
    public required ReadOnlySpan<int> ParentOwners { get; init; }

    /// <summary>What differs from the first parent; empty without one, and where it has no lines or cannot be read.</summary>
    public required ReadOnlySpan<LineChange> Changes { get; init; }

    public required LineOrigins Origins { get; init; }
}

/// <summary>What a version's blob is.</summary>
public enum VersionContent : byte
{
    Text,

    /// <summary>A NUL in the first 8,000 bytes. It has lines only where text became binary, so that text after it keeps its owners.</summary>
    Binary,

    /// <summary>Absent (a partial clone) or too large to be read.</summary>
    Unreadable,
}
