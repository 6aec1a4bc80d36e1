using System.CommandLine;
using RepoTopology.Code;
using RepoTopology.Code.Tests;
using RepoTopology.Git;

namespace RepoTopology.Benchmarks;

/// <summary>How many of the references that the build loader sees the source loader finds, and how many it makes up.</summary>
internal static class CodeEdges
{
    public static Command ToCommand()
    {
        var path = new Argument<DirectoryInfo>("WORKTREE") { Description = "A restored work tree. Its build code is run." };
        var packages = new Option<bool>("--no-packages") { Description = "The source loader does not look at restored packages." };
        var list = new Option<bool>("--list") { Description = "Print the references that differ." };
        var command = new Command("code-edges", "Compares references between types: source loader against the projects' own build, which is run.") { path, packages, list };
        command.SetAction(parsed => Print(parsed.GetValue(path)!.FullName, !parsed.GetValue(packages), parsed.GetValue(list)));
        return command;
    }

    private static int Print(string path, bool usePackages, bool list)
    {
        using var repository = GitRepository.Open(path);
        var commit = Revision.Resolve(repository, "HEAD").Tip;
        var built = BuildLoader.Load(repository, commit, new CodeOptions { Depth = CodeDepth.Bound });
        var source = SourceLoader.Load(repository, commit, new CodeOptions { Depth = CodeDepth.Bound, UseRestoredPackages = usePackages });
        var comparison = new EdgeComparison(source, built);
        Console.WriteLine($"{built.Projects.Count(project => project.Loader == "msbuild")} of {built.Projects.Length} projects built, {built.Types.Length} types (source loader: {source.Types.Length}), {comparison.Expected} pairs of types");
        Console.WriteLine($"recall {comparison.Recall:P2} ({comparison.Missed.Count()} missed), precision {comparison.Precision:P2} ({comparison.Extra.Count()} extra)");
        foreach (var (name, model) in ((string, CodeModel)[])[("source", source), ("msbuild", built)])
            Console.WriteLine($"  {name}: {model.Projects.Sum(project => project.Unresolved)} of {model.Projects.Sum(project => project.Identifiers)} identifiers unresolved");
        foreach (string limit in built.Limits)
            Console.WriteLine($"  {limit}");
        if (list)
            foreach (string edge in comparison.Missed.Select(edge => "missed " + edge).Concat(comparison.Extra.Select(edge => "extra  " + edge)))
                Console.WriteLine($"  {edge}");
        return 0;
    }
}
