using System.Globalization;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Where the environment wants cached facts to be, and how many.</summary>
internal static class CacheSource
{
    /// <summary>The cache of a request's repository; null where it is not wanted or cannot be had.</summary>
    public static HistoryCache? Open(GitRepository repository, RepositoryRequest request, Shell shell) =>
        request.UseCache && Options(shell) is { } options ? HistoryCache.Open(repository, options) : null;

    /// <summary>Null where the user has no directory for caches.</summary>
    /// <exception cref="RequestException">REPOTOPOLOGY_CACHE_LIMIT is no size.</exception>
    public static CacheOptions? Options(Shell shell) => CacheLocation.Root(shell.Variable) is { } root
        ? new CacheOptions(root)
        {
            LimitBytes = shell.Variable("REPOTOPOLOGY_CACHE_LIMIT") is { Length: > 0 } limit ? Bytes(limit) : CacheOptions.DefaultLimit,
            Note = sentence => shell.Error.WriteLine($"repotopology: {Reports.TerminalText.Clean(sentence)}"),
        }
        : null;

    /// <exception cref="RequestException">There is no such directory, or the limit is no size.</exception>
    public static CacheOptions Required(Shell shell) =>
        Options(shell) ?? throw new RequestException("there is no directory for caches; set REPOTOPOLOGY_CACHE to one");

    /// <summary>A number of bytes, or of KiB, MiB or GiB with K, M or G behind it.</summary>
    internal static long Bytes(string text)
    {
        int shift = char.ToUpperInvariant(text[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        var digits = shift == 0 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count <= long.MaxValue >> shift
            ? count << shift
            : throw new RequestException($"REPOTOPOLOGY_CACHE_LIMIT={text} is no size; write bytes, or 500M, or 2G");
    }
}
