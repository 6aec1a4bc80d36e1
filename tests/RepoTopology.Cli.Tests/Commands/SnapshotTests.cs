using RepoTopology.Snapshot;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class SnapshotTests
{
    private const string Ada = "Ada Author <12+ada@users.noreply.github.com>", Bob = "Bob Builder <bob@secret.example.org>", Zoe = "Zoe <zoe@secret.example.org>";

    [Fact]
    public void OneFileForEachProjectSaysWhoHoldsWhat()
    {
        using var repository = Shop();
        Assert.Equal(new RunResult(0, ".repotopology/ownership: wrote 3 projects.\n", ""), RunResult.Of("snapshot", repository.Path));
        Assert.Equal(["src.Core.Core.csproj.tsv", "src.Core.Tests.Core.Tests.csproj.tsv", "src.Web.Web.csproj.tsv"], FilesOf(repository));
        var core = Read(repository, "src.Core.Core.csproj.tsv");
        Assert.Equal("src/Core/Core.csproj", core.Project);
        Assert.Equal(["Ada Author @ada", "Bob Builder ", "Zoe "], core.People.Select(person => $"{person.Name} {person.Handle}").Order(StringComparer.Ordinal));

        // Parts are summed, what is nested is apart, a linked file is in both projects, generated code in none.
        Assert.Equal(["Shop.Core.Box`1", "Shop.Core.Order", "Shop.Core.Order.Line", "Shop.Shared"], core.Types.Select(type => type.Key));
        var order = core.Types[1];
        Assert.Equal((22, 0, 1), (order.Holding.Lines, order.Holding.OrphanedPercent, order.Holding.BusFactor));
        Assert.Equal("Bob Builder 70, Ada Author 30", Owners(core, order.Holding));
        Assert.Equal("Ada Author 100", Owners(core, core.Types[2].Holding));
        Assert.Equal("Zoe 100", Owners(core, core.Types[0].Holding));
        Assert.Equal((100, 0), (core.Types[0].Holding.OrphanedPercent, core.Types[0].Holding.BusFactor));
        Assert.Equal(["Pay(int,List<Line>)"], order.Members.Select(member => member.Key)); // The others have fewer than 10 lines.
        Assert.Equal("Bob Builder 100", Owners(core, order.Members[0].Holding));

        // Page uses Order, and View Page; the test is no dependant.
        Assert.Equal(2, order.Dependants);
        var web = Read(repository, "src.Web.Web.csproj.tsv");
        Assert.Equal(["Shop.Shared", "Shop.Web.Page", "Shop.Web.View"], web.Types.Select(type => type.Key));
        Assert.Equal([5, 4], new[] { web.Types[0].Holding.Lines, web.Types[2].Holding.Lines });
    }

    [Fact]
    public void NobodyIsToldByAnAddressNorByNameWhereNamesAreOff()
    {
        using var repository = Shop();
        RunResult.Of("snapshot", repository.Path);
        foreach (string text in TextsOf(repository))
        {
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain('@', text.Replace("\t@ada\n", "\n", StringComparison.Ordinal).Replace("\t@bob\t", "\t", StringComparison.Ordinal));
        }

        var named = Read(repository, "src.Core.Core.csproj.tsv");
        Assert.Equal(0, RunResult.Of("snapshot", repository.Path, "--anonymous").Code);
        var anonymous = Read(repository, "src.Core.Core.csproj.tsv");
        Assert.Empty(anonymous.People);
        Assert.Equal(named.Total.Owners, anonymous.Total.Owners);
        Assert.DoesNotContain(TextsOf(repository), text => text.Contains("Ada", StringComparison.Ordinal) || text.Contains("@ada", StringComparison.Ordinal));
    }

    [Fact]
    public void BytesFollowFromTheCommitAlone()
    {
        using var repository = Shop();
        RunResult.Of("snapshot", repository.Path, "--jobs", "1");
        string[] once = TextsOf(repository);
        Assert.All(once, text => Assert.DoesNotContain('\r', text));
        var stamps = FilesOf(repository).Select(file => File.GetLastWriteTimeUtc(PathOf(repository, file))).ToList();
        Assert.Equal(".repotopology/ownership is up to date: 3 projects.\n", RunResult.Of("snapshot", repository.Path, "--jobs", "3", "--no-cache").Output);
        Assert.Equal(stamps, FilesOf(repository).Select(file => File.GetLastWriteTimeUtc(PathOf(repository, file))));

        // A bare clone says the same into another directory; the snapshot itself is nobody's work.
        repository.Commit("snapshot", Bob);
        string bare = Path.Combine(repository.Root, "bare"), there = Path.Combine(repository.Root, "there");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--bare", repository.Path, bare]);
        Assert.Contains("name a directory with -o", RunResult.Of("snapshot", bare).Sentence(), StringComparison.Ordinal);
        Assert.Equal(0, RunResult.Of("snapshot", bare, "-o", there).Code);
        Assert.Equal(once, Directory.GetFiles(there).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        Assert.Equal(0, RunResult.Of("snapshot", bare, "--check").Code);
    }

    [Fact]
    public void OfTestProjectsTypesAreToldAndNoMembers()
    {
        using var repository = Shop();
        string Type(string name) => $"class {name}\n{{\n    int Long()\n    {{\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"        _ = {i};\n"))}        return 0;\n    }}\n}}\n";
        repository.Write("src/Core.Tests/Long.cs", Type("LongTests")).Write("src/Core/Long.cs", Type("Long")).Commit("long ones", Bob);
        RunResult.Of("snapshot", repository.Path);
        Assert.Single(Read(repository, "src.Core.Core.csproj.tsv").Types.Single(type => type.Key == "Long").Members);
        Assert.Empty(Read(repository, "src.Core.Tests.Core.Tests.csproj.tsv").Types.Single(type => type.Key == "LongTests").Members);
    }

    [Fact]
    public void SnapshotsOfGoneProjectsAreRemovedAndOtherFilesLeftAlone()
    {
        using var repository = Shop();
        RunResult.Of("snapshot", repository.Path);
        File.WriteAllText(PathOf(repository, "notes.tsv"), "mine\n");
        Directory.Delete(Path.Combine(repository.Path, "src", "Core.Tests"), recursive: true);
        repository.Commit("no tests", Ada);
        Assert.Equal(".repotopology/ownership: wrote 0 projects, left 2 as they are, removed 1 of a project that is gone.\n", RunResult.Of("snapshot", repository.Path).Output);
        Assert.Equal(["notes.tsv", "src.Core.Core.csproj.tsv", "src.Web.Web.csproj.tsv"], FilesOf(repository));
    }

    [Fact]
    public void ACheckFailsWhenAValueMovedMoreThanAStep()
    {
        using var repository = Shop();
        Assert.StartsWith("there is no committed snapshot to check", Check(repository, 2).Sentence(), StringComparison.Ordinal);
        RunResult.Of("snapshot", repository.Path);
        repository.Commit("snapshot", Bob);
        Assert.StartsWith("The committed snapshots of 3 projects are within a step", Check(repository, 0).Output, StringComparison.Ordinal);

        // A type more is told and fails nothing, but who held little before holds much now.
        repository.Write("src/Web/More.cs", "class More { }\n").Commit("more", Bob);
        Assert.Contains("1 type or member is new", Check(repository, 0).Output, StringComparison.Ordinal);
        repository.Write("src/Core/Order.cs", OrderText.Replace("public", "internal", StringComparison.Ordinal)).Commit("hide", Bob);
        var moved = Check(repository, 2);
        Assert.Contains("src/Core/Core.csproj: Shop.Core.Order: share of Ada Author 20 %, committed 30 %", Unfilled(moved.Output), StringComparison.Ordinal);
        Assert.Equal("", moved.Error);

        string core = PathOf(repository, "src.Core.Core.csproj.tsv");
        File.WriteAllText(core, File.ReadAllText(core).Replace("\t22\t", "\tmany\t", StringComparison.Ordinal));
        Assert.Matches("^.repotopology/ownership/src.Core.Core.csproj.tsv, line [0-9]+: column 3 is no number.*; 'repotopology snapshot' writes it anew$", Check(repository, 1).Sentence());
    }

    [Fact]
    public void AShallowCloneIsRefusedUntilItHasTheCacheOfAWholeOne()
    {
        using var repository = Shop();
        var cached = new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Path.Combine(repository.Root, "cache") };
        RunResult.Of(cached, ["snapshot", repository.Path]);
        string archive = Path.Combine(repository.Root, "facts.cache"), clone = Path.Combine(repository.Root, "clone", "repo");
        Assert.Equal(0, RunResult.Of(cached, ["cache", "export", archive, repository.Path]).Code);
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--depth=1", "file://" + repository.Path, clone]);

        var github = new Dictionary<string, string>(cached) { ["GITHUB_ACTIONS"] = "true" };
        string sentence = RunResult.Of(github, ["snapshot", clone]).Sentence();
        Assert.StartsWith("this clone lacks a part of the history", sentence, StringComparison.Ordinal);
        Assert.Contains("fetch-depth: 0", sentence, StringComparison.Ordinal);
        Assert.Equal([1, 3], new[] { RunResult.Of(cached, ["snapshot", clone]).Code, RunResult.Of(cached, ["snapshot", clone, "--require-history"]).Code });
        Assert.False(Directory.Exists(Path.Combine(clone, ".repotopology")));

        Assert.Equal(0, RunResult.Of(cached, ["cache", "import", archive, clone]).Code);
        Assert.Equal(new RunResult(0, ".repotopology/ownership: wrote 3 projects.\n", ""), RunResult.Of(cached, ["snapshot", clone]));
        Assert.Equal(TextsOf(repository), Directory.GetFiles(Path.Combine(clone, ".repotopology", "ownership")).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    [Fact]
    public void WhatCodeOwnersSaysAgainstTheLinesIsInTheProjectOfTheLines()
    {
        using var repository = Shop();
        repository.Write(".github/CODEOWNERS", "* @org/all\n/src/Core/ @bob\n/src/Web/ @ada\n").Commit("owners", Ada);
        // Bob's handle is what the configuration says.
        repository.Write(".repotopology/config.json", """{ "people": [{ "name": "Bob Builder", "emails": ["bob@secret.example.org"], "handle": "bob" }] }""").Commit("config", Ada);
        RunResult.Of("snapshot", repository.Path);
        var core = Read(repository, "src.Core.Core.csproj.tsv");
        Assert.Empty(core.CodeOwners); // Bob holds some of it.
        var web = Read(repository, "src.Web.Web.csproj.tsv");
        Assert.Equal(["/src/Web/ HoldsNone @ada 0", "/src/Web/ LeavesOut @bob 100"], web.CodeOwners.Select(finding => $"{finding.Pattern} {finding.Kind} {finding.Handle} {finding.Percent}"));
        Assert.Equal("Bob Builder", Assert.Single(web.People, person => person.Id == web.CodeOwners[1].Person).Name);

        RunResult.Of("snapshot", repository.Path, "--anonymous");
        Assert.Equal(["HoldsNone @ada -", $"LeavesOut  {web.CodeOwners[1].Person}"], Read(repository, "src.Web.Web.csproj.tsv").CodeOwners.Select(finding => $"{finding.Kind} {finding.Handle} {finding.Person}"));
    }

    [Fact]
    public void WhatCannotBeASnapshotIsOneSentence()
    {
        using var repository = Shop();
        Assert.Contains("leave out --scope", RunResult.Of("snapshot", repository.Path, "--scope", "src").Sentence(), StringComparison.Ordinal);
        Assert.Contains("is a range", RunResult.Of("snapshot", repository.Path, "--rev", "HEAD~1..HEAD").Sentence(), StringComparison.Ordinal);
        Assert.Contains("-o takes one directory", RunResult.Of("snapshot", repository.Path, "-o", "-").Sentence(), StringComparison.Ordinal);
        using var other = WhatIfTests.TwoPeople();
        Assert.StartsWith("this commit has no C# project", RunResult.Of("snapshot", other.Path).Sentence(), StringComparison.Ordinal);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateSymbolicLink(Path.Combine(repository.Path, ".repotopology"), repository.Root);
        Assert.Contains("is a link", RunResult.Of("snapshot", repository.Path).Sentence(), StringComparison.Ordinal);
    }

    private const string OrderText = """
        namespace Shop.Core;

        public partial class Order
        {
            public int Total { get; set; }

            public class Line
            {
            }

            public int Sum() => Total;
        }

        """;

    /// <summary>Zoe, who left, wrote Box; Ada Order, Bob its other part and the web. What both projects link is Ada's.</summary>
    private static GitTestRepository Shop()
    {
        var repository = GitTestRepository.Create();
        repository.Write("src/Core/Core.csproj", ProjectWith("<ItemGroup><Compile Include=\"../Shared.cs\" /></ItemGroup>"))
            .Write("src/Core/Box.cs", "namespace Shop.Core;\n\npublic class Box<T>\n{\n}\n").Commit("box", Zoe, date: new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        repository.Write("src/Shared.cs", "namespace Shop;\n\nclass Shared\n{\n    // Both\n    // have it.\n}\n").Write("src/Core/Order.cs", OrderText)
            .Write("src/Core/Data.cs", "// <auto-generated/>\nnamespace Shop.Core;\n\nclass Data\n{\n}\n").Commit("order", Ada);
        repository.Write("src/Core/Order.Pay.cs", $$"""
            namespace Shop.Core;

            public partial class Order
            {
                public int Pay(int amount, System.Collections.Generic.List<Line> lines)
                {
            {{string.Concat(Enumerable.Range(0, 8).Select(i => $"        amount -= {i};\n"))}}        return amount;
                }
            }

            """).Commit("pay", Bob);
        repository.Write("src/Web/Web.csproj", ProjectWith("<ItemGroup><ProjectReference Include=\"../Core/Core.csproj\" /><Compile Include=\"../Shared.cs\" /></ItemGroup>"));
        repository.Write("src/Web/Page.cs", "using Shop.Core;\n\nnamespace Shop.Web;\n\nclass View\n{\n    Page? Page;\n}\n\nclass Page\n{\n    public Order? Order { get; set; }\n}\n").Commit("web", Bob);
        repository.Write("src/Core.Tests/Core.Tests.csproj", ProjectWith("<PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup><ItemGroup><ProjectReference Include=\"../Core/Core.csproj\" /></ItemGroup>"))
            .Write("src/Core.Tests/OrderTests.cs", "class OrderTests\n{\n    Shop.Core.Order? Order;\n}\n").Commit("tests", Bob);
        return repository;
    }

    private static string ProjectWith(string inner) =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{inner}</Project>\n";

    private static RunResult Check(GitTestRepository repository, int code)
    {
        var result = RunResult.Of("snapshot", repository.Path, "--check");
        Assert.Equal(code, result.Code);
        return result;
    }

    private static string PathOf(GitTestRepository repository, string file) => Path.Combine(repository.Path, ".repotopology", "ownership", file);

    private static string[] FilesOf(GitTestRepository repository) => [.. Directory.GetFiles(PathOf(repository, "")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string[] TextsOf(GitTestRepository repository) => [.. FilesOf(repository).Select(file => File.ReadAllText(PathOf(repository, file)))];

    private static OwnershipSnapshot Read(GitTestRepository repository, string file) => SnapshotReader.Read(File.ReadAllText(PathOf(repository, file)));

    private static string Owners(OwnershipSnapshot snapshot, Holding holding) =>
        string.Join(", ", holding.Owners.Select(owner => $"{snapshot.People.Single(person => person.Id == owner.Person).Name} {owner.Percent}"));

    /// <summary>A text without the line ends that filling made.</summary>
    private static string Unfilled(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
