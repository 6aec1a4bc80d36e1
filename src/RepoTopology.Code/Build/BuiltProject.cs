using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepoTopology.Code;

/// <summary>Puts what a build tells the compiler in the place of what was read from the project file.</summary>
internal sealed class BuiltProject(string workTree, SourceTree tree, IReadOnlyList<ProjectFile> projects, Limits limits)
{
    public ProjectFile Of(ProjectFile project, CompilerCall call)
    {
        string directory = Path.GetDirectoryName(Path.Join(workTree, project.Path))!;
        // Arguments of analyzers and generators are parsed like any others, and then left alone.
        var arguments = CSharpCommandLineParser.Default.Parse(call.Arguments, directory, sdkDirectory: null);
        var files = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        var outside = new List<(string Path, string Text)>();
        foreach (string path in arguments.SourceFiles.Select(file => file.Path).Distinct(StringComparer.Ordinal))
            if (Inside(path) is { } inside && tree.Find(inside) is { } file)
                files[file.Path] = file;
            else if (Text(path) is { } text)
                outside.Add((Inside(path) ?? Path.GetFileName(path), text));

        var known = projects.Where(each => each.Kind == CodeProjectKind.CSharp).Select(each => each.Path).ToHashSet(StringComparer.Ordinal);
        var assemblies = arguments.MetadataReferences.Select(reference => Path.GetFullPath(reference.Reference, directory))
            .Where(path => !(call.Outputs.TryGetValue(path, out string? source) && Inside(source) is { } inside && known.Contains(inside)) && File.Exists(path))
            .Distinct(StringComparer.Ordinal).ToLookup(call.Framework.Contains);
        return project with
        {
            AssemblyName = call.AssemblyName,
            TargetFramework = call.TargetFramework,
            References = [.. References(project, call)],
            Files = [.. files.Values],
            Symbols = [.. arguments.ParseOptions.PreprocessorSymbolNames.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            BuildSources = outside,
            Friends = [],
            AllowUnsafe = arguments.CompilationOptions.AllowUnsafe,
            Nullable = arguments.CompilationOptions.NullableContextOptions != NullableContextOptions.Disable,
            Unevaluated = 0,
            Build = new ProjectBuild([.. assemblies[true]], [.. assemblies[false]], arguments.ParseOptions.LanguageVersion),
        };
    }

    private IEnumerable<(string Path, bool Compiled)> References(ProjectFile project, CompilerCall call) =>
        call.References.Select(each => (Path: Inside(each.Path), each.Compiled)).Where(each => each.Path is not null && each.Path != project.Path)
            .GroupBy(each => each.Path!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Any(each => each.Compiled)));

    // From the top of the tree, with slashes; null for what is elsewhere.
    private string? Inside(string path)
    {
        string relative = Path.GetRelativePath(workTree, path).Replace('\\', '/');
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? null : relative;
    }

    private string? Text(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length <= BlobText.MostSourceBytes)
                return BlobText.Decode(File.ReadAllBytes(path));
            limits.Add($"{Paths.Shown(Inside(path) ?? Path.GetFileName(path))} was skipped: {(file.Exists ? $"{file.Length:N0} bytes are more than the {BlobText.MostSourceBytes:N0} that are read" : "it is compiled, but not there")}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            limits.Add($"{Paths.Shown(Inside(path) ?? Path.GetFileName(path))} was skipped: {e.Message}");
        }

        return null;
    }
}
