using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RepoTopology.Analyzers.CodeFixes;
using RepoTopology.Testing;

namespace RepoTopology.Analyzers.Tests;

/// <summary>What ships beside the code: pages, profiles, the table of rules, and what the assemblies ask a compiler for.</summary>
public sealed class ReleaseTests
{
    private static readonly string[] Allowed = ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "netstandard"];

    public static TheoryData<string> Rules => [.. Descriptors.Select(rule => rule.Id)];

    private static string Folder => Path.Combine(SourceTree.Root, "analyzers");

    private static IEnumerable<DiagnosticDescriptor> Descriptors => AnalyzedProject.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    [Fact]
    public void EachRuleIsOneAnalyzer()
    {
        var types = typeof(RuleIdentifiers).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)));
        Assert.Equal(types.Select(type => type.Name).Order(StringComparer.Ordinal), AnalyzedProject.All.Select(analyzer => analyzer.GetType().Name).Order(StringComparer.Ordinal));
        Assert.All(AnalyzedProject.All, analyzer => Assert.Single(analyzer.SupportedDiagnostics));
        Assert.Equal(
            ["RT1001 Info", "RT1002 Hidden", "RT1003 Info", "RT1004 Info", "RT1005 Info", "RT1006 Hidden", "RT2001 Info", "RT9001 Warning"],
            Descriptors.Select(rule => $"{rule.Id} {rule.DefaultSeverity}"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void ARuleHasItsPageAndItsWords(string id)
    {
        var rule = Descriptors.Single(rule => rule.Id == id);
        string page = File.ReadAllText(Path.Combine(Folder, "docs", rule.HelpLinkUri.Split('/')[^1]));
        Assert.StartsWith($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
        Assert.Contains(rule.DefaultSeverity switch { DiagnosticSeverity.Info => "suggestion", DiagnosticSeverity.Hidden => "silent", _ => "warning" }, page, StringComparison.Ordinal);
        Assert.NotEmpty(rule.Description.ToString(CultureInfo.InvariantCulture));
        Assert.True(rule.IsEnabledByDefault);
    }

    /// <summary>The build refuses a table that is wrong; this holds that it is complete in words.</summary>
    [Fact]
    public void EachRuleIsInTheTables()
    {
        string releases = File.ReadAllText(Path.Combine(Folder, "RepoTopology.Analyzers", "AnalyzerReleases.Shipped.md"))
            + File.ReadAllText(Path.Combine(Folder, "RepoTopology.Analyzers", "AnalyzerReleases.Unshipped.md"));
        string readme = File.ReadAllText(Path.Combine(Folder, "RepoTopology.Analyzers", "README.md"));
        foreach (var rule in Descriptors)
        {
            Assert.Contains($"{rule.Id} | {rule.Category} | {rule.DefaultSeverity}", releases, StringComparison.Ordinal);
            Assert.Contains($"[{rule.Id}]({rule.HelpLinkUri})", readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EachOptionIsOnItsPage()
    {
        string page = File.ReadAllText(Path.Combine(Folder, "docs", "options.md"));
        foreach (string option in new[] { OptionNames.MaxOwnerShare, OptionNames.MaxOrphanedShare, OptionNames.MinLines, OptionNames.MinDependents, "show_names" })
            Assert.Contains($"`repotopology.{option}`", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("None", "suggestion=0 silent=0 none=7 warning=0")]
    [InlineData("Strict", "suggestion=2 silent=0 none=0 warning=5")]
    public void AProfileSaysASeverityForEachRule(string name, string counts)
    {
        string text = File.ReadAllText(Path.Combine(Folder, "RepoTopology.Analyzers", "config", name + ".globalconfig"));
        Assert.Contains("is_global = true\n", text, StringComparison.Ordinal);
        // Below 0, so that whatever a repository says itself is stronger.
        Assert.Matches(@"(?m)^global_level = -\d+$", text);
        var said = Regex.Matches(text, @"(?m)^dotnet_diagnostic\.(RT\d+)\.severity = (\w+)$").Select(match => (Id: match.Groups[1].Value, Severity: match.Groups[2].Value)).ToList();
        // A snapshot that can't be read is always told.
        Assert.Equal(Descriptors.Select(rule => rule.Id).Where(id => id != "RT9001"), said.Select(each => each.Id));
        Assert.Equal(counts, string.Join(" ", new[] { "suggestion", "silent", "none", "warning" }.Select(severity => $"{severity}={said.Count(each => each.Severity == severity)}")));
    }

    /// <summary>A compiler has no workspaces and no other packages, and no newer ones than its own.</summary>
    [Fact]
    public void TheAssembliesAskForNothingThatAHostLacks()
    {
        var analyzer = ReferencesOf(typeof(RuleIdentifiers));
        Assert.Equal(Allowed, analyzer.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new Version(4, 8, 0, 0), analyzer["Microsoft.CodeAnalysis"]);
        Assert.True(analyzer["System.Collections.Immutable"] <= new Version(7, 0, 0, 0));
        var fixes = ReferencesOf(typeof(AcceptConcentrationFix));
        Assert.Subset(Allowed.Append("Microsoft.CodeAnalysis.Workspaces").Append("RepoTopology.Analyzers").ToHashSet(), fixes.Keys.ToHashSet());
        Assert.Equal(new Version(4, 8, 0, 0), fixes["Microsoft.CodeAnalysis.Workspaces"]);
    }

    private static Dictionary<string, Version> ReferencesOf(Type type)
    {
        using var file = new PEReader(File.OpenRead(type.Assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).ToDictionary(reference => metadata.GetString(reference.Name), reference => reference.Version);
    }
}
