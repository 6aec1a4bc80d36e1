using System.Text.RegularExpressions;

namespace RepoTopology.Code;

/// <summary>
/// The property functions that project files find each other with. They look at paths of the tree only, which have a slash before them.
/// https://learn.microsoft.com/visualstudio/msbuild/property-functions
/// </summary>
internal static partial class PathFunctions
{
    // Of a folder to begin at: each one above it is asked.
    private const int MostLength = 4096;

    /// <summary>A function's value, empty where nothing was found; null when it is another function, or leads out of the tree.</summary>
    /// <param name="expression">Without <c>$( )</c>.</param>
    /// <param name="expand">Puts properties in; null for what it can't.</param>
    /// <param name="directory">Of the file that it stands in.</param>
    /// <param name="project">The project's directory.</param>
    /// <param name="exists">Whether the tree has a path.</param>
    public static string? Call(string expression, Func<string, string?> expand, string directory, string project, Func<string, bool> exists)
    {
        if (Function().Match(expression) is not { Success: true } call)
            return null;
        var arguments = call.Groups["arguments"].Value.Split(',').Select(argument => expand(argument.Trim().Trim('\'', '"', '`'))).ToArray();
        return (call.Groups["name"].Value, arguments) switch
        {
            (_, var values) when values.Contains(null) => null,
            ("GetPathOfFileAbove", [{ } name]) => Above("", name) is { } folder ? "/" + Paths.Prefix(folder) + name : "",
            ("GetPathOfFileAbove", [{ } name, { } start]) => Above(start, name) is { } folder ? "/" + Paths.Prefix(folder) + name : "",
            // The top must differ from what is not there.
            ("GetDirectoryNameOfFileAbove", [{ } start, { } name]) => Above(start, name) is { } folder ? folder.Length == 0 ? "/." : "/" + folder : "",
            ("NormalizeDirectory", _) => Joined() is { } folder ? "/" + Paths.Prefix(folder) : null,
            ("NormalizePath" or "GetFullPath" or "Combine", _) => Joined() is { } path ? "/" + path : null,
            _ => null,
        };

        string? Above(string start, string name) =>
            name.Length > 0 && Paths.Resolve(directory, start.Length == 0 ? "." : start) is { Length: <= MostLength } from
                ? Paths.Upwards(from).FirstOrDefault(folder => Paths.Resolve(folder, name) is { } path && exists(path)) : null;

        string? Joined() => arguments.Aggregate((string?)project, (folder, path) => folder is null ? null : Paths.Resolve(folder, path!));
    }

    // Arguments with a function of their own are not looked into. No part can take what the next one needs, so the time is linear.
    [GeneratedRegex(@"^\[(?:MSBuild|System\.IO\.Path)\]::(?<name>\w+)\((?<arguments>(?:\$\([\w-]+\)|[^()])*)\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Function();
}
