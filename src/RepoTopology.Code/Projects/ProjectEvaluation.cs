using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>
/// What of a project file can be known without a build: properties in order, then items, with conditions and the imports that are in the tree. No
/// target is looked at, no function is called but a few that only look at text and at paths of the tree; what needs more is skipped and counted.
/// Folders are shown to the project as paths from the top of the tree with a slash before them.
/// https://learn.microsoft.com/visualstudio/msbuild/comparing-properties-and-items
/// </summary>
internal sealed partial class ProjectEvaluation
{
    // Values may double with each property: without a limit ten lines would fill the memory.
    private const int MostValueLength = 1 << 16;
    private const int MostImports = 50;
    private const int MostImportDepth = 20;

    // Whether something is there may take reading a folder after the other.
    private const int MostQuestions = 2_000;

    private readonly SourceTree _tree;
    private readonly ObjectReader _reader;
    private readonly Dictionary<string, XElement?> _documents;
    private readonly Limits _limits;
    private readonly string _project;
    private readonly Dictionary<string, string?> _global = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(XElement Group, string File)> _items = [];
    private readonly HashSet<string> _imported = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unfollowed = new(StringComparer.Ordinal);
    private int _importDepth;
    private int _questions;

    /// <param name="tree">The commit's files.</param>
    /// <param name="reader">Reads them.</param>
    /// <param name="documents">Shared files that were read before.</param>
    /// <param name="project">The project file's path.</param>
    /// <param name="targetFramework">The framework to evaluate for; null to find out which there are.</param>
    /// <param name="limits">Where it is said which files can't be read.</param>
    public ProjectEvaluation(
        SourceTree tree, ObjectReader reader, Dictionary<string, XElement?> documents, string project, string? targetFramework, Limits limits)
    {
        (_tree, _reader, _documents, _project, _limits) = (tree, reader, documents, project, limits);
        string directory = "/" + Paths.Prefix(Paths.DirectoryOf(project));
        foreach (var (name, value) in new (string, string)[]
        {
            ("MSBuildProjectName", Path.GetFileNameWithoutExtension(Paths.NameOf(project))), ("MSBuildProjectFile", Paths.NameOf(project)),
            ("MSBuildProjectExtension", Path.GetExtension(project)), ("MSBuildProjectDirectory", directory.TrimEnd('/')), ("MSBuildProjectFullPath", "/" + project),
        })
            _global[name] = value;
        if (targetFramework is not null)
            _global["TargetFramework"] = targetFramework;
        _properties["Configuration"] = "Debug";
        _properties["Platform"] = "AnyCPU";
    }

    /// <summary>The SDKs it names, in order.</summary>
    public List<string> Sdks { get; } = [];

    /// <summary>Conditions, values and items that were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>A sentence for each import that is not of the tree, or one too many.</summary>
    public IReadOnlyCollection<string> Unfollowed => _unfollowed;

    /// <summary>Reads the project between the tree's props and targets, as the SDK does.</summary>
    public void Evaluate(XElement project)
    {
        if (Value(project.Attribute("Sdk")) is { } sdks)
            Sdks.AddRange(sdks.Split(';').Select(NameOfSdk));
        _imported.Add(_project);
        ImportNearest("Directory.Build.props");
        Read(project, _project);
        ImportNearest("Directory.Build.targets");
    }

    /// <summary>A property's value; empty when it isn't set or can't be known.</summary>
    public string Property(string name) => _global.GetValueOrDefault(name) ?? _properties.GetValueOrDefault(name) ?? "";

    public bool Is(string property, bool byDefault = false) =>
        Property(property).Trim() is { Length: > 0 } value ? value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("enable", StringComparison.OrdinalIgnoreCase) : byDefault;

    /// <summary>The items that hold, in order, each with the directory of the project: that is what their paths are relative to.</summary>
    public IEnumerable<ProjectItem> Items()
    {
        foreach (var (group, file) in _items)
            if (Holds(group, file))
                foreach (var element in group.Elements())
                    if (Holds(element, file))
                        yield return new ProjectItem(this, element, file);
    }

    /// <summary>Text with its properties put in; null, and counted, when that takes more than looking.</summary>
    public string? Expand(string text, string file)
    {
        if (TryExpand(text, file) is { } expanded)
            return expanded;
        Skipped++;
        return null;
    }

    private void Read(XElement container, string file)
    {
        foreach (var element in container.Elements())
            switch (element.Name.LocalName)
            {
                case "PropertyGroup" when Holds(element, file):
                    foreach (var property in element.Elements())
                        Set(property, file);
                    break;
                case "ItemGroup":
                    _items.Add((element, file));
                    break;
                case "Choose":
                    Choose(element, file);
                    break;
                case "Sdk":
                    if (Value(element.Attribute("Name")) is { } sdk)
                        Sdks.Add(NameOfSdk(sdk));
                    break;
                case "ImportGroup" when Holds(element, file):
                    Read(element, file);
                    break;
                case "Import" when Holds(element, file):
                    Import(element, file);
                    break;
            }
    }

    private void Set(XElement property, string file)
    {
        string name = property.Name.LocalName;
        if (_global.ContainsKey(name) || !Holds(property, file))
            return;
        _properties[name] = Expand(property.Value, file);
    }

    private void Choose(XElement choose, string file)
    {
        foreach (var branch in choose.Elements())
            if (branch.Name.LocalName == "Otherwise" || branch.Name.LocalName == "When" && Holds(branch, file))
            {
                Read(branch, file);
                return;
            }
    }

    private void ImportNearest(string name)
    {
        foreach (string directory in Paths.Upwards(Paths.DirectoryOf(_project)))
            if (_tree.Find(Paths.Prefix(directory) + name) is { } found)
            {
                Import(found, found.Path, name);
                return;
            }
    }

    private void Import(XElement import, string file)
    {
        if (Value(import.Attribute("Sdk")) is { } sdk)
        {
            Sdks.Add(NameOfSdk(sdk));
            return;
        }

        string written = Value(import.Attribute("Project")) ?? "";
        // The SDK's own, in project files from before there were SDKs.
        if (written.StartsWith("$(MSBuild", StringComparison.OrdinalIgnoreCase) && !written.StartsWith("$(MSBuildThisFile", StringComparison.OrdinalIgnoreCase)
            && !written.StartsWith("$(MSBuildProject", StringComparison.OrdinalIgnoreCase))
            return;
        if (TryExpand(written, file) is { } path && Paths.Resolve(Paths.DirectoryOf(file), path) is { } target
            && _tree.Find(target) is { } found && !found.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            Import(found, file, written);
        else
            NotFollowed(file, written);
    }

    // Each file once, as MSBuild does; so circles end.
    private void Import(SourceFile file, string importing, string written)
    {
        if (_imported.Contains(file.Path))
            return;
        if (_imported.Count > MostImports || _importDepth == MostImportDepth)
        {
            NotFollowed(importing, written);
            return;
        }

        _imported.Add(file.Path);
        if (!_documents.TryGetValue(file.Path, out var root))
            _documents[file.Path] = root = BuildXml.TryLoad(_reader, file, _limits);
        _importDepth++;
        if (root is not null)
            Read(root, file.Path);
        _importDepth--;
    }

    private void NotFollowed(string file, string written) => _unfollowed.Add($"{file}: the import of {Paths.Shown(written)} is not followed");

    private bool Holds(XElement element, string file)
    {
        if (element.Attribute("Condition")?.Value is not { } condition || string.IsNullOrWhiteSpace(condition))
            return true;
        // Paths of imports and of properties are relative to the file that they stand in, others to the project.
        string from = Paths.DirectoryOf(element.Name.LocalName is "Import" or "ImportGroup" or "PropertyGroup" ? file : _project);
        bool? holds = Condition.Evaluate(condition, text => TryExpand(text, file), path => Paths.Resolve(from, path) is { } found && Exists(found));
        if (holds is null)
            Skipped++;
        return holds == true;
    }

    private bool Exists(string path)
    {
        if (++_questions <= MostQuestions)
            return _tree.Exists(path);
        Skipped++;
        return false;
    }

    private string? TryExpand(string text, string file)
    {
        int at = text.IndexOf("$(", StringComparison.Ordinal);
        if (text.Contains("@(", StringComparison.Ordinal) || text.Contains("%(", StringComparison.Ordinal))
            return null;
        if (at < 0)
            return text.Length > MostValueLength ? null : text;

        var expanded = new StringBuilder();
        int done = 0;
        for (; at >= 0; at = text.IndexOf("$(", done, StringComparison.Ordinal))
        {
            expanded.Append(text, done, at - done);
            int end = ClosingParenthesis(text, at + 2);
            if (end < 0 || Lookup(text[(at + 2)..end].Trim(), file) is not { } value || expanded.Length + value.Length > MostValueLength)
                return null;
            expanded.Append(value);
            done = end + 1;
        }

        return expanded.Append(text, done, text.Length - done).ToString();
    }

    private string? Lookup(string expression, string file)
    {
        if (NameOfProperty().IsMatch(expression))
            return expression.ToUpperInvariant() switch
            {
                "MSBUILDTHISFILEDIRECTORY" => "/" + Paths.Prefix(Paths.DirectoryOf(file)),
                "MSBUILDTHISFILE" => Paths.NameOf(file),
                "MSBUILDTHISFILENAME" => Path.GetFileNameWithoutExtension(Paths.NameOf(file)),
                _ => _global.TryGetValue(expression, out string? value) || _properties.TryGetValue(expression, out value) ? value : "",
            };
        if (TextQuestion().Match(expression) is { Success: true } question && Lookup(question.Groups["name"].Value, file) is { } text)
        {
            string part = question.Groups["part"].Value;
            bool answer = question.Groups["ask"].Value switch
            {
                "StartsWith" => text.StartsWith(part, StringComparison.Ordinal),
                "EndsWith" => text.EndsWith(part, StringComparison.Ordinal),
                _ => text.Contains(part, StringComparison.Ordinal),
            };
            return answer ? "True" : "False";
        }

        return ++_questions > MostQuestions ? null : PathFunctions.Call(expression, argument => TryExpand(argument, file), Paths.DirectoryOf(file), Paths.DirectoryOf(_project), Exists);
    }

    private static int ClosingParenthesis(string text, int at)
    {
        for (int depth = 1; at < text.Length; at++)
        {
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (depth == 0)
                return at;
        }

        return -1;
    }

    private static string NameOfSdk(string sdk) => sdk.Split('/')[0].Trim();

    private static string? Value(XAttribute? attribute) => attribute?.Value.Trim();

    [GeneratedRegex(@"^[A-Za-z_][\w-]*$")]
    private static partial Regex NameOfProperty();

    [GeneratedRegex(@"^(?<name>[A-Za-z_][\w-]*)\.(?<ask>StartsWith|EndsWith|Contains)\(\s*(?:'(?<part>[^'$]*)'|""(?<part>[^""$]*)""|`(?<part>[^`$]*)`)\s*\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex TextQuestion();
}

/// <summary>One item of a project file, whose conditions hold.</summary>
internal readonly record struct ProjectItem(ProjectEvaluation Evaluation, XElement Element, string File)
{
    public string Kind => Element.Name.LocalName;

    /// <summary>A value with its properties put in; empty when there is none or it can't be known.</summary>
    public string Value(string name) => BuildXml.Value(Element, name) is { } text ? Evaluation.Expand(text, File)?.Trim() ?? "" : "";

    /// <summary>The parts of a list such as <c>a.cs;b.cs</c>.</summary>
    public IEnumerable<string> List(string name) => Value(name).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
