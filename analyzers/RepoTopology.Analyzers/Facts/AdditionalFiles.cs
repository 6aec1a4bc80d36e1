using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RepoTopology.Analyzers;

/// <summary>
/// Which additional file is what, told by where it stands: what the package's targets add and what a project adds by hand are found alike, and no metadata is needed.
/// </summary>
internal static class AdditionalFiles
{
    /// <summary><c>.repotopology/ownership/*.tsv</c>; of several, the first by ordinal path.</summary>
    public static AdditionalText? Snapshot(AnalyzerOptions options)
    {
        AdditionalText? found = null;
        foreach (var file in options.AdditionalFiles)
            if (IsSnapshot(file.Path) && (found == null || string.CompareOrdinal(file.Path, found.Path) < 0))
                found = file;
        return found;
    }

    public static AdditionalText? Accepted(AnalyzerOptions options) => options.AdditionalFiles.FirstOrDefault(file => IsAccepted(file.Path));

    /// <summary>The first one that is there; the package's targets add the one that takes effect.</summary>
    public static AdditionalText? CodeOwners(AnalyzerOptions options) => options.AdditionalFiles.FirstOrDefault(file => IsCodeOwners(file.Path));

    public static bool IsAccepted(string? path) => Normal(path).EndsWith("/.repotopology/accepted.txt", StringComparison.Ordinal);

    public static bool IsCodeOwners(string? path) => Normal(path).EndsWith("/CODEOWNERS", StringComparison.Ordinal);

    private static bool IsSnapshot(string? path)
    {
        string normal = Normal(path);
        const string folder = "/.repotopology/ownership/";
        int at = normal.LastIndexOf('/') + 1;
        return normal.EndsWith(".tsv", StringComparison.Ordinal) && at >= folder.Length && string.CompareOrdinal(normal, at - folder.Length, folder, 0, folder.Length) == 0;
    }

    private static string Normal(string? path) => "/" + path?.Replace('\\', '/');
}
