using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>
/// Reads the code of the checked-out commit with what its projects' own build tells the compiler. <b>This runs the build code of the repository</b>, with
/// the user's rights: use it only where you would build. Analyzers and generators are not run, and nothing is restored.
/// </summary>
/// <remarks>
/// The build says which files a project has, its symbols and its references; the text of files that the commit holds is the commit's, so that lines
/// agree with who wrote them. Files that the commit doesn't hold (what the build writes, what is not committed yet) are seen by the compiler only.
/// A project whose build doesn't get as far as the compiler, or takes longer than <see cref="CodeOptions.BuildLimit"/>, is read as <see cref="SourceLoader"/>
/// reads it, and the limits say so.
/// </remarks>
public static class BuildLoader
{
    private static readonly Lock Registering = new();

    /// <summary>The model of the checked-out commit. Results are not cached: they follow from the work tree too.</summary>
    /// <param name="repository">With a work tree.</param>
    /// <param name="commit">The one that HEAD is at.</param>
    /// <param name="options">How deep, and at what cost.</param>
    /// <param name="cancellation">Ends it between two files, or within a build.</param>
    /// <exception cref="BuildUnavailableException">There is no work tree, the commit is another one, or there is no SDK.</exception>
    /// <exception cref="GitDataException">As <see cref="SourceLoader.Load"/>.</exception>
    public static CodeModel Load(GitRepository repository, ObjectId commit, CodeOptions? options = null, CancellationToken cancellation = default)
    {
        string workTree = WorkTree(repository, commit);
        Register();
        options ??= new CodeOptions();
        return SourceLoader.Load(
            repository, commit, options with { Cache = null },
            (tree, projects, limits) =>
            {
                using var builds = new DesignTimeBuilds(options.BuildLimit, cancellation);
                return Build(builds, workTree, tree, projects, limits);
            }, cancellation);
    }

    /// <summary>Says early what <see cref="Load"/> would say.</summary>
    /// <exception cref="BuildUnavailableException">There is no work tree, the commit is another one, or there is no SDK.</exception>
    public static void Check(GitRepository repository, ObjectId commit)
    {
        WorkTree(repository, commit);
        Register();
    }

    private static string WorkTree(GitRepository repository, ObjectId commit)
    {
        if (repository.Layout.WorkTree is not { } workTree)
            throw new BuildUnavailableException("a build needs a work tree, and this repository is bare");
        if (Revision.Resolve(repository, "HEAD").Tip != commit)
            throw new BuildUnavailableException($"a build reads what is checked out, and that is not {commit.ToString()[..10]}");
        return Path.GetFullPath(workTree);
    }

    // MSBuild is the SDK's own, whichever is installed: nothing of it may be loaded before this.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Register()
    {
        lock (Registering)
            if (!MSBuildLocator.IsRegistered)
                try
                {
                    MSBuildLocator.RegisterDefaults();
                }
                catch (Exception e) when (e is InvalidOperationException or IOException or DllNotFoundException)
                {
                    throw new BuildUnavailableException($"a build needs the .NET SDK: {Paths.Shown(e.Message.TrimEnd('.'))}");
                }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<ProjectFile> Build(DesignTimeBuilds builds, string workTree, SourceTree tree, List<ProjectFile> projects, Limits limits)
    {
        var built = new List<ProjectFile>();
        int untried = 0;
        foreach (var project in projects)
        {
            if (project.Kind != CodeProjectKind.CSharp || builds.GivenUp is not null)
            {
                untried += project.Kind == CodeProjectKind.CSharp ? 1 : 0;
                built.Add(project);
                continue;
            }

            var (call, trouble) = builds.TryRun(Path.Join(workTree, project.Path));
            string reason = Paths.Shown((trouble ?? "").ReplaceLineEndings(" ").TrimEnd('.'));
            if (call is null)
                limits.Add($"{project.Path}: its build did not call the compiler ({reason}); the project file was read as data instead");
            else if (trouble is not null)
                limits.Add($"{project.Path}: its build met an error and went on ({reason})");
            built.Add(call is null ? project : new BuiltProject(workTree, tree, projects, limits).Of(project, call));
        }

        if (untried > 0)
            limits.Add($"{untried:N0} C# project{(untried == 1 ? " was" : "s were")} not built, for {builds.GivenUp}; project files were read as data instead");
        return built;
    }
}
