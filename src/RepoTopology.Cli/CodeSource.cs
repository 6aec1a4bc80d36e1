using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Reads the C# code of the analysed commit.</summary>
internal static class CodeSource
{
    private const long MostCacheBytes = 256 << 20;

    /// <returns>Null where there is no project and no C# file.</returns>
    public static CodeModel? TryRead(GitRepository opened, RepositoryHistory history, RepositoryRequest request, CodeRequest code, Shell shell, CancellationToken cancellation)
    {
        if (!history.Paths.Any(path => path.AtHead && IsCode(path.Text)))
            return null;
        var cache = Cache(opened, request, shell);
        var options = new CodeOptions { Depth = code.Depth, BudgetSeconds = code.BudgetSeconds, Scope = request.Scope, Cache = cache, UseRestoredPackages = code.RestoredPackages };
        if (request.Jobs > 0)
            options = options with { Jobs = request.Jobs };
        var model = code switch
        {
            { Loader: CodeLoader.MsBuild } => ProgressDisplay.During(shell, "building up to the compiler", () => BuildLoader.Load(opened, history.Head, options, cancellation)),
            { Depth: CodeDepth.Project } => SourceLoader.Load(opened, history.Head, options, cancellation),
            _ => ProgressDisplay.During(shell, "reading code", () => SourceLoader.Load(opened, history.Head, options, cancellation)),
        };
        cache?.Trim(MostCacheBytes);
        return model;
    }

    /// <summary>Says before anything is read that code can't be read as asked for.</summary>
    /// <exception cref="RequestException">The build loader doesn't work here, or on this commit.</exception>
    public static void Check(GitRepository opened, RepositoryRequest request, CodeRequest? code)
    {
        if (code is not { Loader: CodeLoader.MsBuild })
            return;
        try
        {
            BuildLoader.Check(opened, Revision.Resolve(opened, request.Revision).Tip);
        }
        catch (BuildUnavailableException e)
        {
            throw new RequestException($"--loader msbuild: {e.Message}");
        }
    }

    /// <summary>Where results are kept; null where nothing is.</summary>
    public static CodeCache? Cache(GitRepository opened, RepositoryRequest request, Shell shell) => request.UseCache && CacheLocation.Root(shell.Variable) is { } root
        ? new CodeCache(Path.Join(root, CacheLocation.DirectoryName(opened.Layout.CommonDirectory), "code"))
        : null;

    private static bool IsCode(string path) =>
        path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".fsproj", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".vbproj", StringComparison.OrdinalIgnoreCase);
}

/// <summary>How far code is read.</summary>
/// <param name="Depth">What --depth says.</param>
/// <param name="BudgetSeconds">What auto may spend.</param>
/// <param name="Loader">What --loader says.</param>
internal sealed record CodeRequest(CodeDepth Depth, double BudgetSeconds = 60, CodeLoader Loader = CodeLoader.Source)
{
    /// <summary>Whether the compiler may see packages that happen to be restored in the work tree. Without them the commit alone decides what is found.</summary>
    public bool RestoredPackages { get; init; } = true;
}
