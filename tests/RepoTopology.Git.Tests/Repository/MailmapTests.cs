using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests;

public sealed class MailmapTests
{
    private static readonly string[] People =
    [
        "Ann <ann@example.org>", "ann <ANN@Example.ORG>", "Ann Old <ann@example.org>", "ANN OLD <ann@example.org>", "Bob <bob@example.org>",
        "Bob <bob@home.example.org>", "Émile <e@example.org>", "émile <e@example.org>", "Nobody <nobody@example.org>", "Blank <>",
    ];

    [Theory]
    [InlineData("Proper Ann <ann@example.org>\n")]
    [InlineData("<proper@example.org> <ann@example.org>\n")]
    [InlineData("Proper Ann <proper@example.org> <ann@example.org>\n")]
    [InlineData("Proper Ann <proper@example.org> Ann Old <ann@example.org>\n")]
    [InlineData("<proper@example.org> Ann Old <ann@example.org>\n")]
    [InlineData("Proper Ann <PROPER@example.org> <Ann@EXAMPLE.org>\n")]
    [InlineData("# Proper Ann <ann@example.org>\n")]
    [InlineData(" # Proper Ann <ann@example.org>\n")]
    [InlineData("Proper Ann <ann@example.org> # comment\n")]
    [InlineData("\n\n  \nProper Ann <ann@example.org>\n")]
    [InlineData("Proper Ann <ann@example.org>")]
    [InlineData("Proper Ann <ann@example.org>\r\nProper Bob <bob@example.org>\r\n")]
    [InlineData("  Proper   Ann\t<ann@example.org>\n")]
    [InlineData("One <ann@example.org>\nTwo <ann@example.org>\n")]
    [InlineData("One <ann@example.org>\n<two@example.org> <ann@example.org>\n")]
    [InlineData("<two@example.org> <ann@example.org>\nOne <ann@example.org>\n")]
    [InlineData("Exact <x@example.org> Ann Old <ann@example.org>\nAny <ann@example.org>\n")]
    [InlineData("Any <ann@example.org>\nExact <x@example.org> Ann Old <ann@example.org>\n")]
    [InlineData("Exact <x@example.org> Ann Old <ann@example.org>\n<y@example.org> Ann Old <ann@example.org>\n")]
    [InlineData("Any <any@example.org> <ann@example.org>\n<x@example.org> Ann Old <ann@example.org>\n")]
    [InlineData("Proper Blank <blank@example.org> <>\n")]
    [InlineData("Proper Blank <>\n")]
    [InlineData("<> <ann@example.org>\n")]
    [InlineData("<ann@example.org>\n")]
    [InlineData("Proper Émile <e@example.org>\n")]
    [InlineData("Proper <p@example.org> ÉMILE <e@example.org>\n")]
    [InlineData("Proper <p@example.org> éMILE <e@example.org>\n")]
    [InlineData("Proper Ann < ann@example.org >\n")]
    [InlineData("Proper Ann <ann@example.org\nBob B <bob@example.org> <nobody@example.org\n")]
    [InlineData("Proper Ann ann@example.org\n")]
    [InlineData("A <<x@example.org> <ann@example.org>\nB> <y@example.org> <bob@example.org>\n")]
    [InlineData("A <x@example.org> <ann@example.org> <bob@example.org>\n")]
    [InlineData("Bob B <bob@example.org> <bob@home.example.org>\nBob B <bob@example.org>\n")]
    [InlineData("A <b@example.org> <ann@example.org>\nC <d@example.org> <b@example.org>\n")]
    [InlineData("\uFEFFProper Ann <ann@example.org>\n")]
    [InlineData("\uFEFF# x\nProper Ann <ann@example.org>\n")]
    [InlineData("Proper Ann <ann@example.org>\0\nProper Bob <bob@example.org>\n")]
    [InlineData("")]
    public void MapsAsGitDoes(string text)
    {
        using var git = GitTestRepository.Create("--bare");
        AssertSameAsGit(git, text);
    }

    [Fact]
    public void MapsAsGitDoesWithRandomLines()
    {
        string[] persons = ["Ann <ann@example.org>", "<ann@example.org>", "ann old <ANN@example.org>", "Bob <bob@example.org>", "<bob@home.example.org>", "<>", "X <x@example.org>", "# ", "<", ">"];
        var random = new Random(2);
        using var git = GitTestRepository.Create("--bare");
        for (int i = 0; i < 60; i++)
        {
            var text = new StringBuilder();
            for (int lines = random.Next(1, 7); lines > 0; lines--)
            {
                for (int n = random.Next(1, 4); n > 0; n--)
                    text.Append(persons[random.Next(persons.Length)]).Append(' ');
                text.Append('\n');
            }

            AssertSameAsGit(git, text.ToString());
        }
    }

    [Fact]
    public void TheAnalysedCommitsMailmapIsUsedAndNotTheWorkTrees()
    {
        using var git = GitTestRepository.Create();
        git.Write(".mailmap", "First <ann@example.org>\n");
        var first = ObjectId.Parse(git.Commit("one"));
        git.Write(".mailmap", "Second <ann@example.org>\n");
        var second = ObjectId.Parse(git.Commit("two"));
        git.Write(".mailmap", "Unsaved <ann@example.org>\n");

        using var repository = GitRepository.Open(git.Path);
        using var reader = repository.Objects.CreateReader();
        Assert.Equal("First", Mailmap.Load(reader, first).Resolve("Ann", "ann@example.org").Name);
        Assert.Equal("Second", Mailmap.Load(reader, second).Resolve("Ann", "ann@example.org").Name);
    }

    [Fact]
    public void AuthorsOfABareRepositoryAreThoseOfGitLog()
    {
        using var git = GitTestRepository.Create();
        git.Write(".mailmap", "Ann Proper <ann@example.org> <ann@old.example.org>\nBob Proper <bob@example.org> bobby <shared@example.org>\n");
        string[] authors = ["Ann <ann@old.example.org>", "Ann <ann@example.org>", "BOBBY <shared@example.org>", "Other <shared@example.org>"];
        foreach (string author in authors)
            git.Commit("change", author);
        string bare = Path.Combine(git.Root, "bare.git");
        GitTestRepository.Git(git.Root, ["clone", "--quiet", "--bare", git.Path, bare]);
        string expected = Encoding.UTF8.GetString(GitTestRepository.Git(bare, ["log", "--reverse", "--use-mailmap", "--format=%aN <%aE>"]));

        using var repository = GitRepository.Open(bare);
        using var reader = repository.Objects.CreateReader();
        var mailmap = Mailmap.Load(reader, Revision.Resolve(repository, "HEAD").Tip);

        Assert.Equal(2, mailmap.Count);
        Assert.Equal(expected, string.Concat(authors.Select(author => Resolve(mailmap, author) + "\n")));
    }

    [Fact]
    public void ACommitWithoutAMailmapHasAnEmptyOne()
    {
        using var git = GitTestRepository.Create();
        git.Write("sub/.mailmap", "Proper <ann@example.org>\n");
        var commit = ObjectId.Parse(git.Commit("one"));
        using var repository = GitRepository.Open(git.Path);
        using var reader = repository.Objects.CreateReader();
        Assert.Equal(0, Mailmap.Load(reader, commit).Count);
    }

    [Fact]
    public void AMailmapThatIsALinkIsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var git = GitTestRepository.Create();
        git.Write("people", "Proper <ann@example.org>\n");
        File.CreateSymbolicLink(Path.Combine(git.Path, ".mailmap"), "people");
        var commit = ObjectId.Parse(git.Commit("one"));
        using var repository = GitRepository.Open(git.Path);
        using var reader = repository.Objects.CreateReader();
        Assert.Equal(0, Mailmap.Load(reader, commit).Count);
    }

    private static void AssertSameAsGit(GitTestRepository git, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string blob = Encoding.UTF8.GetString(GitTestRepository.Git(git.Path, ["hash-object", "-w", "--stdin"], input: bytes)).Trim();
        string expected = git.Run(["-c", $"mailmap.blob={blob}", "check-mailmap", .. People]);
        var mailmap = Mailmap.Parse(bytes);
        string actual = string.Concat(People.Select(person => Resolve(mailmap, person) + "\n"));
        Assert.True(expected == actual, $"mailmap:\n{text}\ngit:\n{expected}\nours:\n{actual}");
    }

    private static string Resolve(Mailmap mailmap, string person)
    {
        int open = person.IndexOf('<', StringComparison.Ordinal);
        var (name, email) = mailmap.Resolve(person[..(open - 1)], person[(open + 1)..^1]);
        return $"{name} <{email}>";
    }
}
