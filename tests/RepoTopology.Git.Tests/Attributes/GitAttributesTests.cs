using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Attributes;

/// <summary>Attributes are what <c>git check-attr</c> says, in the work tree; a commit's own are read from its tree.</summary>
public sealed class GitAttributesTests
{
    private static readonly string[] Names = ["diff", "binary", "text", "foo", "m", "linguist-generated"];

    [Theory]
    [InlineData("[attr]m diff -text foo=bar\n*.c m\nb.c -m")]
    [InlineData("*.c m\n[attr]m diff -text foo=bar")]
    [InlineData("[attr]m foo m\n[attr]foo m diff\n*.c m\n*.h foo")]
    [InlineData("d/ foo\nd/** diff\n!a foo\n\"b.c\" m\n\"b\\056h\" text\n/b.c foo\n**/b.c binary")]
    [InlineData("d/*.c foo\n[bd].c foo=x\nd/**/b.c m\n**/e/** text=z\na/**/ diff\n**/ foo")]
    [InlineData("*.c binary\nd/*.c diff\nb.c !diff")]
    [InlineData("a foo=1 foo=2 foo\n b.c m\n\tb.h m\n#a diff\n\"a diff\na bad!name diff\na -foo=3 m= text=-\n")]
    [InlineData("[attr]binary foo\n*.c binary")]
    [InlineData("\\b.c foo\nb\\.c m\n*.C diff\nB.C text\n[[:alpha:]].[!a-b^] binary\n[]b].c foo=1\n[b foo=2\n[a\\-z].c foo=3\n[z-a].c m")]
    [InlineData("*.c foo -m\r\nd/b.c diff=cpp\r\n")]
    [InlineData("d/**b.c foo\nd**/b.c m\n** diff\nd/** text\n*/b.c foo=2\n/**/b.h m\n/d/e/b.c text=1\n\\!x foo\n?.c m=q")]
    [InlineData("*.c diff=x linguist-generated=false\n*.h linguist-generated\n.* -diff")]
    public void ALineMeansWhatItMeansToGit(string lines) => Compare(new() { [".gitattributes"] = lines });

    [Fact]
    public void LowerFilesAndInfoAttributesWinButOnlyTheRootDefinesMacros() => Compare(new()
    {
        [".gitattributes"] = "*.c foo=root diff\n[attr]m text=m\n",
        ["d/.gitattributes"] = "[attr]m foo=lower\n[attr]other foo=lower\n*.c foo=d m\n/b.c -diff\ne/b.c text=1\n",
        ["d/e/.gitattributes"] = "b.c foo=e other\n*.h !foo\n",
        [".git/info/attributes"] = "[attr]m text=info\nd/b.c foo=info\n",
    });

    [Fact]
    public void AByteOrderMarkIsSkippedAndALongLineIgnored() => Compare(new()
    {
        [".gitattributes"] = "\uFEFF*.c foo\n*.h " + string.Join(' ', Enumerable.Repeat("diff", 500)) + "\n*.h m\n*.c " + new string('x', 2043) + "\n*.c " + new string('y', 2042),
    });

    [Fact]
    public void CaseFollowsTheConfig()
    {
        Compare(new() { [".gitattributes"] = "B.C foo\n*.C m\nD/*.c diff\n[A-C].c text\n[[:upper:]].h m" }, "core.ignoreCase", "true");
        Compare(new() { [".gitattributes"] = "B.C foo\n*.C m\nD/*.c diff\n[A-C].c text\n[[:upper:]].h m" }, "core.ignoreCase", "false");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomPatternsMeanWhatTheyMeanToGit(int seed)
    {
        var random = new Random(seed);
        string[] parts = ["*", "**", "?", "/", "b", ".c", "d", "e", "[a-e]", "[!b]", "\\", "a", "."];
        var lines = new StringBuilder();
        for (int i = 0; i < 300; i++)
        {
            string pattern = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]));
            // A backslash at the end is an escape without a character; a slash after one is beyond what anybody writes.
            if (pattern.EndsWith('\\') || pattern.Contains("\\/", StringComparison.Ordinal))
                continue;
            lines.Append(pattern).Append(' ').Append(Names[random.Next(Names.Length)]).Append('=').Append(i).Append('\n');
        }

        // One rule at a time: so a single wrong pattern shows.
        foreach (string line in lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(30).Select(chunk => string.Join('\n', chunk)))
            Compare(new() { [".gitattributes"] = line });
    }

    [Fact]
    public void ALinkIsNotFollowedAndTheIndexStandsInForNothing()
    {
        using var repository = GitTestRepository.Create();
        repository.Write(".gitattributes", "*.c foo\n").Write("d/.gitattributes", "*.c m\n").Commit("all");
        File.Delete(Path.Combine(repository.Path, ".gitattributes"));
        string link = Path.Combine(repository.Path, "d", ".gitattributes");
        File.Move(link, Path.Combine(repository.Root, "outside"));
        File.CreateSymbolicLink(link, Path.Combine(repository.Root, "outside"));
        using var opened = GitRepository.Open(repository.Path);
        Assert.All(Find(GitAttributes.OfWorkTree(opened, usersToo: false), "d/b.c"), value => Assert.Equal(AttributeState.Unspecified, value.State));
    }

    [Fact]
    public void ACommitsOwnAttributesAreReadFromItsTree()
    {
        using var repository = GitTestRepository.Create();
        repository.Write(".gitattributes", "*.c foo\n").Write("d/.gitattributes", "*.c m=1\n").Commit("all");
        repository.Write(".gitattributes", "*.c -foo\n");
        using var opened = GitRepository.Open(repository.Path);
        using var reader = opened.Objects.CreateReader();
        var attributes = GitAttributes.OfTree(reader, ObjectId.Parse(repository.Run("rev-parse", "HEAD^{tree}").Trim()));
        Assert.Equal(
            [default, default, default, new(AttributeState.Set), new(AttributeState.Text, "1"), default], Find(attributes, "d/b.c"));
    }

    [Fact]
    public void AHostilePatternOrPathCostsLittle()
    {
        var pattern = AttributePattern.Parse(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a*", 1000)) + "b"), ignoreCase: false)!;
        byte[] path = Encoding.ASCII.GetBytes(new string('a', 4000));
        Assert.False(pattern.Matches(path, path));
        using var repository = GitTestRepository.Create();
        repository.Write(".gitattributes", "*.c foo\n");
        using var opened = GitRepository.Open(repository.Path);
        string deep = string.Concat(Enumerable.Repeat("d/", 100_000)) + "b.c";
        Assert.Equal(AttributeState.Set, Find(GitAttributes.OfWorkTree(opened, usersToo: false), deep)[3].State);
    }

    [Fact]
    public void TooManyRulesForSoManyPathsAreToldAndTheRestHasNoAttributes()
    {
        using var repository = GitTestRepository.Create();
        repository.Write(".gitattributes", "*.c foo\n" + string.Concat(Enumerable.Range(0, 99).Select(i => $"{i} diff\n")));
        using var opened = GitRepository.Open(repository.Path);
        var attributes = GitAttributes.OfWorkTree(opened, usersToo: false);
        attributes.CostLeft = 250;
        foreach (bool fits in (bool[])[true, true, false, false])
        {
            Assert.Equal(fits ? AttributeState.Set : AttributeState.Unspecified, Find(attributes, "b.c")[3].State);
            Assert.Equal(!fits, attributes.IsCapped);
        }
    }

    [Fact]
    public void APatternThatIsMadeToHurtCostsWhatItMayTake()
    {
        Assert.Equal(1, AttributePattern.Parse("*.c"u8, ignoreCase: false)!.CostFor(4000));
        var hostile = AttributePattern.Parse(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a*", 1000)) + "b"), ignoreCase: false)!;
        Assert.Equal(1 + 2001 * 4000 / 64, hostile.CostFor(4000));
    }

    [Theory]
    [InlineData("*.c -diff", "", DiffTreatment.Binary)]
    [InlineData("*.c binary", "", DiffTreatment.Binary)]
    [InlineData("*.c diff", "", DiffTreatment.Text)]
    [InlineData("*.c !diff", "", DiffTreatment.ByContent)]
    [InlineData("*.c diff=foo", "", DiffTreatment.ByContent)]
    [InlineData("*.c diff=foo", "[diff \"foo\"]\nbinary = true\ntextconv = touch x", DiffTreatment.Binary)]
    [InlineData("*.c diff=foo", "[diff \"foo\"]\nbinary = false", DiffTreatment.Text)]
    [InlineData("*.c diff=foo", "[diff \"foo\"]\nbinary = auto", DiffTreatment.ByContent)]
    [InlineData("*.c diff=foo", "[diff \"foo\"]\nbinary", DiffTreatment.Binary)]
    public void TheDiffAttributeSaysHowFilesAreCompared(string line, string config, DiffTreatment expected)
    {
        using var repository = GitTestRepository.Create();
        repository.Write(".gitattributes", line);
        using var opened = GitRepository.Open(repository.Path);
        var attributes = GitAttributes.OfWorkTree(opened, usersToo: false);
        Assert.Equal(expected, new DiffTreatments(attributes, GitConfig.Parse(Encoding.UTF8.GetBytes(config), "config")).Of("a.c"u8));
    }

    private static void Compare(Dictionary<string, string> files, string? key = null, string? value = null)
    {
        using var repository = GitTestRepository.Create();
        if (key is not null)
            repository.Run("config", key, value!);
        foreach (var (path, content) in files)
            repository.Write(path, content);
        using var opened = GitRepository.Open(repository.Path);
        var attributes = GitAttributes.OfWorkTree(opened, usersToo: false);
        foreach (string path in (string[])["a", "b.c", "b.h", "B.c", "B.h", "d.c", "d/a", "d/b.c", "d/b.h", "d/e/b.c", "d/e/b.h", "d/e/f/.b", "e/b.c", "!x", "x y/b.c", "bd", "ebd", "d.c/e"])
        {
            string gits = repository.Run(["check-attr", .. Names, "--", path]);
            var values = Find(attributes, path);
            for (int i = 0; i < Names.Length; i++)
                Assert.True(
                    gits.Contains($"{path}: {Names[i]}: {Text(values[i])}\n", StringComparison.Ordinal),
                    $"{path}: {Names[i]}: {Text(values[i])}, git:\n{gits}\nof\n{string.Join('\n', files.Values)}");
        }
    }

    private static AttributeValue[] Find(GitAttributes attributes, string path)
    {
        var values = new AttributeValue[Names.Length];
        attributes.Find(Encoding.UTF8.GetBytes(path), Names, values);
        return values;
    }

    private static string Text(AttributeValue value) => value.State switch
    {
        AttributeState.Set => "set",
        AttributeState.Unset => "unset",
        AttributeState.Text => value.Text!,
        _ => "unspecified",
    };
}
