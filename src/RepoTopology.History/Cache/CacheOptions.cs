using System.Reflection;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Where cached facts are kept, and how many.</summary>
/// <param name="Root">The directory that holds the caches of all repositories; see <see cref="CacheLocation.Root"/>.</param>
public sealed record CacheOptions(string Root)
{
    /// <summary>2 GiB.</summary>
    public const long DefaultLimit = 2L << 30;

    /// <summary>Bytes of all repositories' caches together; above it the least recently used ones go. The default is 2 GiB.</summary>
    public long LimitBytes { get; init; } = DefaultLimit;

    /// <summary>Told, in a sentence, once, that the cache cannot be used; the run goes on without. Null for silence.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Bytes after which what a run has learned so far is put in safety. The default is 32 MiB.</summary>
    public long SegmentBytes { get; init; } = 32 << 20;

    /// <summary>Says how old facts are.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Who may read the facts: the code that wrote them. Each build of the two libraries that make them has an identity of its own, so no
    /// version number can be forgotten.
    /// </summary>
    public string Engine { get; init; } = OwnEngine;

    internal int Today => (int)(Clock.GetUtcNow().ToUnixTimeSeconds() / (24 * 60 * 60));

    private static string OwnEngine { get; } =
        Convert.ToHexStringLower([.. Identity(typeof(ObjectId).Assembly), .. Identity(typeof(CacheOptions).Assembly)]);

    private static byte[] Identity(Assembly assembly) => assembly.ManifestModule.ModuleVersionId.ToByteArray()[..8];
}
