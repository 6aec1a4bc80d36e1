using System.Text.Json;
using System.Text.RegularExpressions;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>The projects that a solution lists: <c>.sln</c>, <c>.slnx</c>, or the filter <c>.slnf</c>.</summary>
internal static partial class SolutionFile
{
    /// <summary>Paths from the top of the tree; those that lead out of it are left out.</summary>
    public static IEnumerable<string> Read(ObjectReader reader, SourceFile file, Limits limits)
    {
        string directory = file.Directory;
        var written = Path.GetExtension(file.Path).ToLowerInvariant() switch
        {
            ".slnx" => BuildXml.TryLoad(reader, file, limits)?.Descendants().Where(element => element.Name.LocalName == "Project").Select(element => BuildXml.Value(element, "Path") ?? "") ?? [],
            ".slnf" => Filter(reader, file, limits, ref directory),
            _ => BlobText.TryRead(reader, file, BlobText.MostBuildFileBytes, limits) is { } bytes ? Projects().Matches(BlobText.Decode(bytes)).Select(match => match.Groups["path"].Value) : [],
        };
        return [.. written.Select(path => Paths.Resolve(directory, path)).OfType<string>()];
    }

    // { "solution": { "path": "..\\A.sln", "projects": [ "src\\A\\A.csproj" ] } }, projects relative to the solution.
    private static string[] Filter(ObjectReader reader, SourceFile file, Limits limits, ref string directory)
    {
        if (BlobText.TryRead(reader, file, BlobText.MostBuildFileBytes, limits) is not { } bytes)
            return [];
        try
        {
            using var json = JsonDocument.Parse(BlobText.Decode(bytes), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var solution = json.RootElement.GetProperty("solution");
            if (Paths.Resolve(directory, solution.GetProperty("path").GetString() ?? "") is { } path)
                directory = Paths.DirectoryOf(path);
            return [.. solution.GetProperty("projects").EnumerateArray().Select(project => project.GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            limits.Add($"{file.Path} was skipped: it is no solution filter ({Paths.Shown(e.Message.TrimEnd('.'))})");
            return [];
        }
    }

    // Project("{type}") = "name", "path", "{id}"; no part can take what the next one needs, so the time is linear.
    [GeneratedRegex(@"^[^\S\n]*Project\(""[^""\n]*""\)\s*=\s*""[^""\n]*""\s*,\s*""(?<path>[^""\n]*)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Projects();
}
