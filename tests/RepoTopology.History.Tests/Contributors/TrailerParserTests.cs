using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Contributors;

public sealed class TrailerParserTests
{
    private const string Jane = "Jane Doe <jane@example.org>";

    [Theory]
    [InlineData("Signed-off-by", TrailerKind.SignedOffBy)]
    [InlineData("CO-AUTHORED-BY", TrailerKind.CoAuthoredBy)]
    [InlineData("co-developed-by", TrailerKind.CoAuthoredBy)]
    [InlineData("Reviewed-by", TrailerKind.ReviewedBy)]
    [InlineData("Acked-by", TrailerKind.AckedBy)]
    [InlineData("Tested-by", TrailerKind.TestedBy)]
    [InlineData("Reported-by", TrailerKind.ReportedBy)]
    [InlineData("Suggested-by", TrailerKind.SuggestedBy)]
    [InlineData("Helped-by", TrailerKind.HelpedBy)]
    [InlineData("Mentored-by", TrailerKind.MentoredBy)]
    [InlineData("Based-on-patch-by", TrailerKind.Other)]
    public void TokensAreKnownInAnyCase(string token, TrailerKind kind) => Assert.Equal([(kind, "Jane Doe", "jane@example.org")], Parse($"Title\n\n{token}: {Jane}\n"));

    [Theory]
    [InlineData("Fixes: #12")]
    [InlineData("Change-Id: I0123456789abcdef")]
    [InlineData("See: a <b>")]
    [InlineData("Link: https://example.org/x@y")]
    [InlineData("Reviewed-by: Jane Doe")]
    [InlineData("Reviewed-by: @jane")]
    [InlineData("Reviewed-by: Jane <>")]
    [InlineData("Reviewed-by: Jane <jane@example.org")]
    [InlineData("Reviewed-by:")]
    public void ATrailerWithoutAPersonsEmailNamesNobody(string line) => Assert.Empty(Parse($"Title\n\n{line}\n"));

    [Fact]
    public void ABareEmailBehindAKnownTokenNamesAPerson() =>
        Assert.Equal([(TrailerKind.ReviewedBy, "", "jane@example.org")], Parse("Title\n\nReviewed-by: jane@example.org\n"));

    [Fact]
    public void TheTitleIsNoTrailer() => Assert.Empty(Parse($"Signed-off-by: {Jane}\n"));

    [Fact]
    public void AHostingPlatformsSquashKeepsItsCoAuthors() =>
        Assert.Equal(2, Parse($"Title (#1)\n\n* one\n\n* two\n\n---------\n\nCo-authored-by: {Jane}\nCo-authored-by: Joe <joe@example.org>").Count);

    [Fact]
    public void HostileMessagesAreReadInOnePassAndBounded()
    {
        Assert.Equal(1000, Parse("t\n\n" + string.Concat(Enumerable.Repeat($"Acked-by: {Jane}\n", 50_000))).Count);
        Assert.Empty(Parse(new string('\n', 1_000_000)));
        Assert.Empty(Parse("t\n\nA:" + string.Concat(Enumerable.Repeat("\n x", 300_000))));
        Assert.Empty(Parse("t\n\n" + new string(':', 1_000_000)));
    }

    public static TheoryData<string> Messages =>
    [
        "", "\n", "Title", "Title\n", "\n\nTitle\n\nAcked-by: A <a@x.org>\n", "Title\n\nText.\n\nAcked-by: A <a@x.org>\n\n\n",
        "Title\n\nText\nAcked-by: A <a@x.org>\n", "Title\n\nText\nText\nText\nSigned-off-by: A <a@x.org>\n",
        "Title\n\nText\nText\nText\nText\nSigned-off-by: A <a@x.org>\n", "Title\n\nText\nSigned-off-by: A <a@x.org>\nAcked-by: B <b@x.org>\n",
        "Title\n\na\nb\nc\nd\ne\nf\ng\n(cherry picked from commit 0123456789012345678901234567890123456789)\nAcked-by: B <b@x.org>\n",
        "Title\n\na\nb\nc\n(cherry picked from commit 0123456789012345678901234567890123456789)\nAcked-by: B <b@x.org>\n",
        "Title\n\nAcked-by : A <a@x.org>\n", "Title\n\nAcked-by\t:A <a@x.org>\n", "Title\n\n Acked-by: A <a@x.org>\n", "Title\n\nAcked by: A <a@x.org>\n",
        "Title\n\nAcked-by:\n A <a@x.org>\n", "Title\n\nAcked-by: A\n <a@x.org>\nTested-by: B <b@x.org>\n", "Title\n\nAcked-by: A <a@x.org>\n more\n",
        "Title\n\nSigned-off-by: A <a@x.org>\n\nAcked-by: B <b@x.org>\n", "Title\nSigned-off-by: A <a@x.org>\n", "Title\n \t\nAcked-by: A <a@x.org>\n",
        "Title\r\n\r\nAcked-by: A <a@x.org>\r\nTested-by: B <b@x.org>\r\n", "Title\n\nText\n continued\nSigned-off-by: A <a@x.org>\n x\n",
        "Title\n\n: A <a@x.org>\nAcked-by: B <b@x.org>\n", "Title\n\nAcked-by: A <a@x.org>\n---\nnot in\n", "Title\n\n---\n\nAcked-by: A <a@x.org>\n",
        "Title\n\nsigned-off-by: A <a@x.org>\nText\n", "Title\n\nAcked-by: A <a@x.org> # note\nhttps://x.org/a\n", "Title\n\nAcked-by: Ä Ö <a@x.org>",
        "Title\n\nFixes #1\nSigned-off-by: A <a@x.org>", "Title\n\nAcked_by: A <a@x.org>\n", "Title\n\n\tText\nSigned-off-by: A <a@x.org>\n",
        "Title\n\nConflicts:\n\ta.c\n\nSigned-off-by: A <a@x.org>\n", "Title\n\nSigned-off-by: A <a@x.org>\n[b: fixed]\n",
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void InventedMessagesHaveTheTrailersThatGitSees(string message)
    {
        using var repository = GitTestRepository.Create();
        byte[] commit = Encoding.UTF8.GetBytes(
            "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a@x.org> 1 +0000\ncommitter A <a@x.org> 1 +0000\n\n" + message);
        repository.RunBytes("mktree", "--missing");
        string id = Encoding.ASCII.GetString(GitTestRepository.Git(repository.Path, ["hash-object", "-t", "commit", "-w", "--stdin"], input: commit)).Trim();
        string trailers = repository.Run("log", "-1", "--format=%(trailers:only,unfold)", id);
        Assert.Equal(PeopleIn(trailers), Parse(message));
    }

    [Theory]
    [InlineData("serilog")]
    [InlineData("Humanizer")]
    [InlineData("ohmyzsh")]
    [InlineData("Faker")]
    public void RealMessagesHaveTheTrailersThatGitSees(string history)
    {
        byte[] log = GitTestRepository.Git(
            SharedFiles.History(history), ["log", "-z", "--format=%B%x01%(trailers:only,unfold)", "HEAD"]);
        int found = 0;
        foreach (string entry in Encoding.UTF8.GetString(log).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            int split = entry.LastIndexOf('\u0001');
            var people = Parse(entry[..split]);
            Assert.Equal(PeopleIn(entry[(split + 1)..]), people);
            found += people.Count;
        }

        Assert.NotEqual(0, found);
    }

    private static List<(TrailerKind, string, string)> Parse(string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        List<ParsedTrailer> trailers = [];
        TrailerParser.Parse(bytes, trailers);
        return [.. trailers.Select(trailer => (trailer.Kind, Encoding.UTF8.GetString(bytes[trailer.Name]), Encoding.UTF8.GetString(bytes[trailer.Email])))];
    }

    /// <summary>What git printed, read in the plainest way.</summary>
    private static List<(TrailerKind, string, string)> PeopleIn(string trailers)
    {
        List<(TrailerKind, string, string)> people = [];
        foreach (string line in trailers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(':');
            string token = line[..colon].Trim().Replace("-", "", StringComparison.Ordinal).Replace("developed", "authored", StringComparison.OrdinalIgnoreCase);
            var kind = Enum.TryParse<TrailerKind>(token, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : TrailerKind.Other;
            string value = line[(colon + 1)..].Trim();
            int open = value.IndexOf('<'), close = value.IndexOf('>', open + 1);
            bool named = open >= 0 && close > open + 1 && (kind != TrailerKind.Other || open > 0 && value[open..close].Contains('@'));
            if (named)
                people.Add((kind, value[..open].Trim(), value[(open + 1)..close].Trim()));
            else if (open < 0 && kind != TrailerKind.Other && value.Contains('@') && !value.Contains(' ') && value[0] != '@')
                people.Add((kind, "", value));
        }

        return people;
    }
}
