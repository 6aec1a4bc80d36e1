using System.Text.Json;
using System.Text.RegularExpressions;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>
/// The analyzers as their users get them: packed, restored from a folder, run by real builds of two projects. Lib has its rules raised by <c>.editorconfig</c>, App refers to Lib
/// and takes the strict profile.
/// </summary>
public sealed class AnalyzerPackageTests
{
    private const string Head = "repotopology-ownership\t1.0\nn\tada000\tAda\t@ada\nn\tbob000\tBob\t-\n";
    private const string LibSnapshot = Head + "p\tsrc/Lib/Lib.csproj\t4400\t5\t-\t3\tada000:40\nt\tLib.Engine\t230\t0\t12\t1\tada000:95 bob000:5\n";
    private const string AppSnapshot = Head
        + "p\tsrc/App/App.csproj\t4400\t5\t-\t1\tada000:60\nc\t/src/App/\tleaves-out\t@ada\tada000\t80\nt\tApp.Start\t230\t75\t12\t0\tbob000:75\nt\tApp.Fine\t230\t100\t12\t0\tbob000:100\n";

    [Fact]
    public void TheRulesSpeakInRealBuilds()
    {
        using var folder = new TemporaryFolder();
        string version = $"0.0.{Environment.ProcessId}-test{Environment.TickCount64}";
        string feed = Path.Combine(folder.Path, "feed");
        Succeeds(SourceTree.Root, "pack", "analyzers/RepoTopology.Analyzers", "-c", "Release", "-o", feed, $"-p:Version={version}", "--artifacts-path", Path.Combine(folder.Path, "artifacts"));
        string root = Path.Combine(folder.Path, "repository");
        WriteRepository(root, feed, version);

        // The first build: warnings at their places, from the options and the profile; and a log that machines read.
        string output = Succeeds(root, "build", "src/App", "-p:ErrorLog=findings.sarif%2Cversion=2.1").Output;
        Assert.Equal(
            [
                ".github/CODEOWNERS(2,1): RT2001", ".repotopology/ownership/src.App.App.csproj.tsv(4,3): RT1005", "src/App/Start.cs(3,14): RT1004",
                "src/Lib/Engine.cs(3,14): RT1001",
            ],
            Warnings(root, output));
        Assert.Contains("RT1001: Knowledge of 'Engine' is concentrated: Ada wrote 95 % of its 230 living lines; Bob, who wrote 5 %, could review its next change", output, StringComparison.Ordinal);
        using var log = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "src/Lib/findings.sarif")));
        var told = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(result => result.GetProperty("ruleId").GetString() == "RT1001");
        var properties = told.GetProperty("properties").GetProperty("customProperties");
        Assert.Equal(("ada000", "95", "230", "Lib.Engine"), (Value("owner"), Value("share"), Value("lines"), Value("key")));
        string? Value(string name) => properties.GetProperty(name).GetString();

        // A change of App's snapshot compiles App anew, and nothing of Lib.
        DateTime lib = Compiled(root, "Lib");
        DateTime app = Compiled(root, "App");
        string snapshot = Path.Combine(root, ".repotopology/ownership/src.App.App.csproj.tsv");
        File.WriteAllText(snapshot, AppSnapshot.Replace("bob000:75", "bob000:70", StringComparison.Ordinal));
        Succeeds(root, "build", "src/App", "--no-restore", "-p:ErrorLog=findings.sarif%2Cversion=2.1");
        Assert.Equal(lib, Compiled(root, "Lib"));
        Assert.NotEqual(app, Compiled(root, "App"));

        // Who makes errors of warnings is stopped, until there is nothing to read.
        var stopped = Tool.RunProcess("dotnet", root, ["build", "src/App", "--no-restore", "--no-incremental", "-warnaserror"]);
        Assert.NotEqual(0, stopped.ExitCode);
        Assert.Contains("Engine.cs(3,14): error RT1001", stopped.Output, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(root, ".repotopology/ownership"), recursive: true);
        Succeeds(root, "build", "src/App", "--no-restore", "--no-incremental", "-warnaserror");
    }

    private static void WriteRepository(string root, string feed, string version)
    {
        Write("nuget.config", $"""<configuration><packageSources><clear /><add key="feed" value="{feed}" /></packageSources></configuration>""");
        // What stands above it must not count, nor must the machine's own packages be left behind with this one.
        Write("Directory.Build.props", $"<Project><PropertyGroup><RestorePackagesPath>{Path.Combine(root, "packages")}</RestorePackagesPath></PropertyGroup></Project>");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(".editorconfig", "root = true\n[src/Lib/**.cs]\ndotnet_diagnostic.RT1001.severity = warning\n");
        Write(".github/CODEOWNERS", "# who is asked\n/src/App/ @bob\n");
        Write(".repotopology/accepted.txt", "App.Fine\tnobody needs it any more\n");
        Write(".repotopology/ownership/src.Lib.Lib.csproj.tsv", LibSnapshot);
        Write(".repotopology/ownership/src.App.App.csproj.tsv", AppSnapshot);
        Write("src/Lib/Lib.csproj", Project(version, ""));
        Write("src/Lib/Engine.cs", "namespace Lib;\n\npublic class Engine\n{\n}\n");
        Write("src/App/App.csproj", Project(version, """<ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup><PropertyGroup><RepoTopologyAnalysisMode>Strict</RepoTopologyAnalysisMode></PropertyGroup>"""));
        Write("src/App/Start.cs", "namespace App;\n\npublic class Start : Lib.Engine\n{\n}\n\npublic class Fine\n{\n}\n");

        void Write(string path, string text)
        {
            string file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string Project(string version, string more) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
          <ItemGroup><PackageReference Include="RepoTopology.Analyzers" Version="{version}" PrivateAssets="all" /></ItemGroup>
          {more}
        </Project>
        """;

    /// <summary>Each warning once, with its path below the root.</summary>
    private static string[] Warnings(string root, string output) =>
        [.. Regex.Matches(output, @"(?m)^\s*(?<path>[^\s(]+)(?<place>\(\d+,\d+\)): warning (?<id>\w+):")
            .Select(match => $"{Path.GetRelativePath(root, match.Groups["path"].Value).Replace('\\', '/')}{match.Groups["place"].Value}: {match.Groups["id"].Value}")
            .Distinct().Order(StringComparer.Ordinal)];

    private static DateTime Compiled(string root, string project) => File.GetLastWriteTimeUtc(Path.Combine(root, "src", project, "obj/Debug/net10.0", project + ".dll"));

    private static Tool.Result Succeeds(string directory, params string[] arguments)
    {
        var result = Tool.RunProcess("dotnet", directory, arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result;
    }
}
