using System.Text.RegularExpressions;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>
/// samples/GatedRepository as its README says: its history is made, the tool tells what that history knows, the package is consumed from a folder, and real builds speak.
/// </summary>
public sealed class GatedRepositoryTests
{
    private static readonly string[] Expected =
    [
        ".github/CODEOWNERS(3,1): RT2001",
        ".github/CODEOWNERS(3,17): RT2001",
        ".repotopology/ownership/src.Stock.Stock.csproj.tsv(6,3): RT1005",
        ".repotopology/ownership/src.Web.Web.csproj.tsv(6,3): RT1005",
        "src/Stock/LegacyImport.cs(6,21): RT1004",
        "src/Stock/Shelf.cs(23,16): RT1002",
        "src/Stock/Shelf.cs(4,21): RT1001",
        "src/Stock/Shelf.cs(4,21): RT1003",
        "src/Stock/Shelf.cs(48,17): RT1002",
        "src/Web/Labels.cs(13,10): RT1006",
    ];

    private static string Sample => Path.Combine(SourceTree.Root, "samples", "GatedRepository");

    [Fact]
    public void ItsBuildSaysWhereKnowledgeIsUnevenlySpread()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "samples/GatedRepository/make-history needs bash");
        using var folder = new TemporaryFolder();
        string root = Path.Combine(folder.Path, "warehouse");
        var made = Tool.RunProcess(Path.Combine(Sample, "make-history"), folder.Path, [root]);
        Assert.True(made.ExitCode == 0, made.Error);
        string version = Pack(folder.Path, root);

        // The committed snapshot is the one of this history, to the byte.
        Snapshot(root);
        string[] snapshots = [.. Directory.GetFiles(Path.Combine(Sample, ".repotopology", "ownership")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(snapshots, Directory.GetFiles(Path.Combine(root, ".repotopology", "ownership")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach (string file in snapshots)
            Assert.Equal(File.ReadAllText(Path.Combine(Sample, ".repotopology", "ownership", file)), File.ReadAllText(Path.Combine(root, ".repotopology", "ownership", file)));

        Assert.Equal(Expected, Warnings(root, Build(root, version, 0)));
        Assert.Contains("error RT1001", Build(root, version, 1, "--no-incremental", "-warnaserror"), StringComparison.Ordinal);

        // A commit that touches no code changes no snapshot, so nothing is compiled anew.
        Build(root, version, 0, "-p:IncludeSourceRevisionInInformationalVersion=false");
        var compiled = Compiled(root);
        File.AppendAllText(Path.Combine(root, "README.md"), "\nOne more line.\n");
        GitTestRepository.Git(root, ["-c", "user.name=Bo Ek", "-c", "user.email=bo-ek@users.noreply.github.com", "commit", "--quiet", "-am", "readme"]);
        Assert.Contains("is up to date: 3 projects", Snapshot(root), StringComparison.Ordinal);
        Build(root, version, 0, "-p:IncludeSourceRevisionInInformationalVersion=false");
        Assert.Equal(compiled, Compiled(root));

        // Lines that come above a type move what is said of it, without a new snapshot.
        string import = Path.Combine(root, "src", "Stock", "LegacyImport.cs");
        File.WriteAllText(import, File.ReadAllText(import).Replace("namespace Warehouse.Stock;\n", "namespace Warehouse.Stock;\n\n// Four\n// more\n// lines.\n", StringComparison.Ordinal));
        Assert.Equal(Expected.Select(line => line.Replace("LegacyImport.cs(6,", "LegacyImport.cs(10,", StringComparison.Ordinal)), Warnings(root, Build(root, version, 0, "--no-incremental")));

        Directory.Delete(Path.Combine(root, ".repotopology", "ownership"), recursive: true);
        Assert.Empty(Warnings(root, Build(root, version, 0, "--no-incremental", "-warnaserror")));
    }

    /// <summary>Packs the analyzers under a version of their own, and lets the sample find them.</summary>
    private static string Pack(string folder, string root)
    {
        string version = $"0.0.{Environment.ProcessId}-gated{Environment.TickCount64}";
        string feed = Path.Combine(folder, "feed");
        var packed = Tool.RunProcess(
            "dotnet", SourceTree.Root, ["pack", "analyzers/RepoTopology.Analyzers", "-c", "Release", "-o", feed, $"-p:Version={version}", "--artifacts-path", Path.Combine(folder, "artifacts")]);
        Assert.True(packed.ExitCode == 0, packed.Output + packed.Error);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""<configuration><packageSources><clear /><add key="feed" value="{feed}" /></packageSources><config><add key="globalPackagesFolder" value="{Path.Combine(folder, "packages")}" /></config></configuration>""");
        Assert.True(Directory.Exists(root));
        return version;
    }

    private static string Snapshot(string root)
    {
        var result = Tool.Run(root, "snapshot");
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private static string Build(string root, string version, int code, params string[] more)
    {
        var result = Tool.RunProcess("dotnet", root, ["build", $"-p:RepoTopologyVersion={version}", .. more]);
        Assert.True(result.ExitCode == code, result.Output + result.Error);
        return result.Output;
    }

    private static string[] Warnings(string root, string output) =>
    [
        .. Regex.Matches(output, @"(?m)^\s*(?<path>[^\s(]+)(?<place>\(\d+,\d+\)): warning (?<id>RT\d+):")
            .Select(match => $"{Path.GetRelativePath(root, match.Groups["path"].Value).Replace('\\', '/')}{match.Groups["place"].Value}: {match.Groups["id"].Value}")
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static DateTime[] Compiled(string root) =>
        [.. Directory.GetFiles(root, "Warehouse.*.dll", SearchOption.AllDirectories).Where(file => file.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.GetLastWriteTimeUtc)];
}
