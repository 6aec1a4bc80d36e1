using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>What a file is, as far as its path and the analysed commit's .gitattributes can tell.</summary>
public enum PathKind : byte
{
    /// <summary>Written by people: source, tests, documentation, configuration.</summary>
    Authored,

    /// <summary>Written by a tool: lock files, designer files, minified scripts.</summary>
    Generated,

    /// <summary>Copied from another project.</summary>
    Vendored,

    /// <summary>Not text: images, archives, fonts.</summary>
    Binary,
}

/// <summary>A path that some commit touched.</summary>
public sealed record TrackedPath
{
    /// <summary>The path decoded as UTF-8, invalid bytes replaced: for people.</summary>
    public required string Text { get; init; }

    /// <summary>The path's bytes as git stores them: for equality with git.</summary>
    public required ImmutableArray<byte> Bytes { get; init; }

    /// <summary>Index into <see cref="RepositoryHistory.Modules"/>; −1 for generated, vendored and binary files.</summary>
    public required int Module { get; init; }

    public required PathKind Kind { get; init; }

    /// <summary>Whether the analysed commit's tree has it.</summary>
    public required bool AtHead { get; init; }
}
