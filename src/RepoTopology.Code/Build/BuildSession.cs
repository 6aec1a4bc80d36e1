using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;

namespace RepoTopology.Code;

/// <summary>
/// Runs projects' builds in this process up to the compiler, as editors do: all targets before it run, the compiler itself does not.
/// https://github.com/dotnet/project-system/blob/main/docs/design-time-builds.md
/// </summary>
/// <remarks>
/// Each project is built alone, in the one framework that is taken; it asks those it references where their outputs would be. A graph of all projects
/// (ProjectGraph) would fail as a whole where one can't be evaluated, and doesn't say which framework of a project another one gets.
/// <para>
/// A step of the repository's or a package's own that fails (a script that isn't executable, a tool that isn't there) does not end the build: the SDK's
/// steps before the compiler go on after errors in a build of this kind, and so that others do too, their tasks are told to.
/// </para>
/// </remarks>
internal sealed class BuildSession : IDisposable
{
    private static readonly Dictionary<string, string> Properties = new()
    {
        ["DesignTimeBuild"] = "true",
        ["BuildingInsideVisualStudio"] = "true",
        ["BuildingProject"] = "false",
        ["BuildProjectReferences"] = "false",
        ["SkipCompilerExecution"] = "true",
        ["ProvideCommandLineArgs"] = "true",
        ["ContinueOnError"] = "ErrorAndContinue",
        // An output that is never there: the compiler's target must not be skipped as up to date.
        ["NonExistentFile"] = Path.Join("__NonExistentSubDir__", "__NonExistentFile__"),
    };

    // The SDK's own targets are here: they say themselves what may fail.
    private static readonly string SdkDirectory = Path.GetDirectoryName(typeof(ProjectInstance).Assembly.Location)! + Path.DirectorySeparatorChar;

    private readonly ProjectCollection _collection = new(Properties);
    private readonly BuildManager _manager = new("RepoTopology");
    private readonly FirstError _error = new();
    // Kept, for the collection would read from the disk again what nobody holds.
    private readonly Dictionary<string, ProjectRootElement?> _tolerant = new(StringComparer.Ordinal);
    private volatile bool _cancelled;
    private volatile bool _building;

    public BuildSession() => _manager.BeginBuild(new BuildParameters(_collection)
    {
        EnableNodeReuse = false,
        MaxNodeCount = 1,
        Loggers = [_error],
        UseSynchronousLogging = true,
    });

    /// <summary>A build is under way, not only an evaluation.</summary>
    public bool IsBuilding => _building;

    /// <summary>From any thread; nothing more can be built then.</summary>
    public void Cancel()
    {
        _cancelled = true;
        _manager.CancelAllSubmissions();
    }

    /// <param name="path">Full path of a .csproj.</param>
    /// <returns>No call when the build doesn't get as far as the compiler; the first thing that went wrong, or null.</returns>
    public (CompilerCall? Call, string? Trouble) Run(string path)
    {
        _error.Message = null;
        try
        {
            var project = Evaluate(path);
            // As written: the build adds what these reference in turn.
            var references = project.GetItems("ProjectReference").Select(item => (FullPath(item), IsCompiled(item))).ToList();
            _building = true;
            if (_cancelled)
                return (null, "it was cancelled");
            var result = _manager.BuildRequest(new BuildRequestData(project, ["Compile"]));
            string[] arguments = [.. project.GetItems("CscCommandLineArgs").Select(item => item.EvaluatedInclude)];
            string? trouble = _error.Message ?? result.Exception?.Message;
            return arguments.Length == 0 ? (null, trouble ?? "nothing was compiled") : (Call(project, arguments, references), trouble);
        }
        catch (Exception e) when (e is Microsoft.Build.Exceptions.InvalidProjectFileException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
        finally
        {
            _building = false;
        }
    }

    public void Dispose()
    {
        _manager.EndBuild();
        _manager.Dispose();
        _collection.Dispose();
    }

    private ProjectInstance Evaluate(string path)
    {
        var properties = new Dictionary<string, string>(Properties);
        var project = new ProjectInstance(path, properties, toolsVersion: null, _collection);
        string several = project.GetPropertyValue("TargetFrameworks");
        if (project.GetPropertyValue("TargetFramework").Length == 0 && several.Length > 0)
        {
            properties["TargetFramework"] = RepoTopology.Code.TargetFramework.Choose(several.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Name;
            project = new ProjectInstance(path, properties, toolsVersion: null, _collection);
        }

        bool changed = false;
        foreach (string file in project.ImportPaths.Prepend(project.FullPath))
            changed |= MakeTolerant(file);
        return changed ? new ProjectInstance(path, properties, toolsVersion: null, _collection) : project;
    }

    // In memory only.
    private bool MakeTolerant(string file)
    {
        if (file.StartsWith(SdkDirectory, StringComparison.OrdinalIgnoreCase) || _tolerant.ContainsKey(file))
            return false;
        var root = _tolerant[file] = ProjectRootElement.TryOpen(file, _collection);
        bool changed = false;
        foreach (var task in root?.Targets.SelectMany(target => target.Tasks) ?? [])
            if (task.ContinueOnError is "" or "false" or "ErrorAndStop")
            {
                task.ContinueOnError = "ErrorAndContinue";
                changed = true;
            }

        return changed;
    }

    private static CompilerCall Call(ProjectInstance project, string[] arguments, List<(string, bool)> references)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var framework = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in project.GetItems("ReferencePathWithRefAssemblies"))
            if (item.GetMetadataValue("MSBuildSourceProjectFile") is { Length: > 0 } source)
                outputs[FullPath(item)] = Path.GetFullPath(source);
            else if (item.GetMetadataValue("FrameworkReferenceName").Length > 0)
                framework.Add(FullPath(item));
        return new CompilerCall(arguments, project.GetPropertyValue("AssemblyName"), project.GetPropertyValue("TargetFramework"), references, outputs, framework);
    }

    private static string FullPath(ProjectItemInstance item) => Path.GetFullPath(item.GetMetadataValue("FullPath"));

    private static bool IsCompiled(ProjectItemInstance item) =>
        !item.GetMetadataValue("ReferenceOutputAssembly").Equals("false", StringComparison.OrdinalIgnoreCase)
        && !item.GetMetadataValue("OutputItemType").Equals("Analyzer", StringComparison.OrdinalIgnoreCase);

    private sealed class FirstError : ILogger
    {
        public string? Message { get; set; }

        public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Quiet;

        public string? Parameters { get; set; }

        public void Initialize(IEventSource eventSource) => eventSource.ErrorRaised += (_, error) => Message ??= error.Message;

        public void Shutdown()
        {
        }
    }
}
