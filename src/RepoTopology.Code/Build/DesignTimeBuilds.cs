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
/// </remarks>
internal sealed class DesignTimeBuilds : IDisposable
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

    private readonly string _directory = Directory.GetCurrentDirectory();
    private readonly ProjectCollection _collection = new(Properties);
    private readonly BuildManager _manager = new("RepoTopology");
    private readonly FirstError _error = new();
    private readonly CancellationTokenRegistration _cancelling;

    public DesignTimeBuilds(CancellationToken cancellation)
    {
        _manager.BeginBuild(new BuildParameters(_collection)
        {
            EnableNodeReuse = false,
            MaxNodeCount = 1,
            Loggers = [_error],
            UseSynchronousLogging = true,
        });
        _cancelling = cancellation.Register(_manager.CancelAllSubmissions);
    }

    /// <summary>Null when the build doesn't get as far as the compiler.</summary>
    /// <param name="path">Full path of a .csproj.</param>
    /// <param name="reason">Then the first thing that went wrong.</param>
    public CompilerCall? TryRun(string path, out string reason)
    {
        _error.Message = null;
        try
        {
            var project = Evaluate(path);
            // As written: the build adds what these reference in turn.
            var references = project.GetItems("ProjectReference").Select(item => (FullPath(item), IsCompiled(item))).ToList();
            var result = _manager.BuildRequest(new BuildRequestData(project, ["Compile"]));
            string[] arguments = [.. project.GetItems("CscCommandLineArgs").Select(item => item.EvaluatedInclude)];
            reason = _error.Message ?? result.Exception?.Message ?? "nothing was compiled";
            return arguments.Length == 0 ? null : Call(project, arguments, references);
        }
        catch (Exception e) when (e is Microsoft.Build.Exceptions.InvalidProjectFileException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            reason = e.Message;
            return null;
        }
    }

    public void Dispose()
    {
        _cancelling.Dispose();
        _manager.EndBuild();
        _manager.Dispose();
        _collection.Dispose();
        // A build goes into the projects' folders.
        Directory.SetCurrentDirectory(_directory);
    }

    private ProjectInstance Evaluate(string path)
    {
        var project = new ProjectInstance(path, Properties, toolsVersion: null, _collection);
        string several = project.GetPropertyValue("TargetFrameworks");
        if (project.GetPropertyValue("TargetFramework").Length > 0 || several.Length == 0)
            return project;
        string newest = RepoTopology.Code.TargetFramework.Choose(several.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Name;
        return new ProjectInstance(path, new Dictionary<string, string>(Properties) { ["TargetFramework"] = newest }, toolsVersion: null, _collection);
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
