using RepoTopology.Testing;

namespace RepoTopology.Code.Tests;

public sealed class CodeCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Sample _sample = new();

    private CodeOptions Cached => new() { Cache = new CodeCache(Path.Join(_folder.Path, "cache")) };

    private string[] Files => Directory.GetFiles(Path.Join(_folder.Path, "cache"));

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
    }

    private Sample TwoProjects() => _sample.Project("L/L.csproj").With("L/l.cs", "namespace L; public class L0 { public static int X; public void M() { } } [System.Obsolete] public class L1 : L0;")
        .Project("A/A.csproj", """<ItemGroup><ProjectReference Include="../L/L.csproj" /></ItemGroup>""").With("A/a.cs", "class A : L.L0 { int x = L0.Y + X; }").With("A/a.g.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"T\")]")
        .With("A/deep.cs", "class D { bool b = " + new string('!', 100_000) + "true; }");

    [Theory]
    [InlineData(CodeDepth.Names)]
    [InlineData(CodeDepth.Bound)]
    public void WhatIsRememberedIsWhatWasComputed(CodeDepth depth)
    {
        string first = ModelText.Of(TwoProjects().Load(depth, Cached));
        Assert.Equal(2, Files.Length);
        var stamps = Files.Select(File.GetLastWriteTimeUtc).ToList();
        Assert.Equal(first, ModelText.Of(_sample.Load(depth, Cached)));
        Assert.Equal(first, ModelText.Of(_sample.Load(depth)));
        Assert.Equal(stamps, Files.Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void AChangeIsSeenInItsProjectAndInThoseThatSeeIt()
    {
        TwoProjects().Project("Z/Z.csproj").With("Z/z.cs", "class Z;").Load(CodeDepth.Bound, Cached);
        Assert.Equal(3, Files.Length);
        var changed = _sample.With("L/l.cs", "namespace L; public class L0 { public static int Y; }").Load(CodeDepth.Bound, Cached);
        Assert.Equal(5, Files.Length);
        Assert.Equal(ModelText.Of(_sample.Load(CodeDepth.Bound)), ModelText.Of(changed));
        _sample.With("A/a.cs", "class A;").Load(CodeDepth.Bound, Cached);
        Assert.Equal(6, Files.Length);
    }

    [Fact]
    public void AnotherDepthAndOtherSymbolsAreOtherResults()
    {
        TwoProjects().Load(CodeDepth.Bound, Cached);
        _sample.Load(CodeDepth.Names, Cached);
        Assert.Equal(4, Files.Length);
        _sample.Project("A/A.csproj", """<PropertyGroup><DefineConstants>MORE</DefineConstants></PropertyGroup><ItemGroup><ProjectReference Include="../L/L.csproj" /></ItemGroup>""").Load(CodeDepth.Names, Cached);
        Assert.Equal(5, Files.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)]
    public void ADamagedFileIsAsGoodAsNone(int at)
    {
        string first = ModelText.Of(TwoProjects().Load(CodeDepth.Bound, Cached));
        foreach (string file in Files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            bytes[at < 0 ? bytes.Length + at : at] ^= 1;
            File.WriteAllBytes(file, at == 0 ? bytes[..20] : bytes);
        }

        Assert.Equal(first, ModelText.Of(_sample.Load(CodeDepth.Bound, Cached)));
    }

    [Fact]
    public void BytesThatAreNoFactsAreRefusedWhereverTheyAreCutOrChanged()
    {
        var facts = new ProjectFacts
        {
            Types = [new TypeFact("N.A", "N", "", CodeTypeKind.Class, CodeAccess.Public, false, [new FactSpan(0, 1, 2)], [new MemberFact("M()", CodeMemberKind.Method, CodeAccess.Private, [new FactSpan(0, 1, 1)])])],
            References = [new ReferenceFact(0, "B.csproj", "B", CodeReferenceKind.Uses, 300)],
            Generated = [true],
            Friends = ["F"],
            Limits = ["said"],
            Identifiers = 1000,
            Unresolved = 2,
        };
        byte[] bytes = FactsBytes.Write(facts);
        Assert.NotNull(FactsBytes.TryRead(bytes, 1));
        Assert.Null(FactsBytes.TryRead(bytes, 2));
        for (int length = 0; length < bytes.Length; length++)
            Assert.Null(FactsBytes.TryRead(bytes[..length], 1));
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0xFF;
            FactsBytes.TryRead(changed, 1); // Anything but a crash.
        }
    }

    [Fact]
    public void TrimmingRemovesTheOldestResultsAndNothingElse()
    {
        var cache = Cached.Cache!;
        byte[] old = new byte[32], young = new byte[32];
        young[0] = 1;
        cache.Store(old, new byte[100]);
        cache.Store(young, new byte[100]);
        File.SetLastWriteTimeUtc(Files.Single(file => Path.GetFileName(file).StartsWith("00", StringComparison.Ordinal)), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.WriteAllText(Path.Join(cache.Directory, "theirs.txt"), new string('x', 1000));
        cache.Trim(150);
        Assert.Null(cache.Try(old));
        Assert.Equal(100, cache.Try(young)?.Length);
        Assert.Equal(2, Files.Length);
    }
}
