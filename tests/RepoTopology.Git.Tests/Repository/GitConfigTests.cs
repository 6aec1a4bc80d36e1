using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests;

public sealed class GitConfigTests
{
    [Fact]
    public void TheUsersConfigGoesBeforeTheSystemsAndOneFileReplacesBothOfTheUser()
    {
        using var folder = new TemporaryFolder();
        string Write(string path, string value)
        {
            string file = Path.Combine(folder.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, $"[core]\nattributesFile = {value}\n");
            return file;
        }

        var environment = new Dictionary<string, string> { ["HOME"] = folder.Path, ["GIT_CONFIG_SYSTEM"] = Write("system", "/system") };
        string? Get() => GitConfig.LoadOutside(name => environment.GetValueOrDefault(name)).Get("core.attributesfile");
        Assert.Equal("/system", Get());
        Write(".config/git/config", "/xdg");
        Assert.Equal("/xdg", Get());
        Write(".gitconfig", "~/own");
        Assert.Equal("~/own", Get());
        environment["GIT_CONFIG_GLOBAL"] = Path.Combine(folder.Path, "none");
        Assert.Equal("/system", Get());
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        Assert.Null(Get());
    }

    [Theory]
    [InlineData("[core]\n\tbare = false\n")]
    [InlineData("[Core]\n\tBare=false\n[CORE] FileMode = on")]
    [InlineData("[core] bare\n")]
    [InlineData("[core]\nbare =\n")]
    [InlineData("[remote \"Origin\"]\n\turl = a\\\\b\n")]
    [InlineData("[remote \"a \\\"b\\\" \\c.d\"]\n\turl = x\n")]
    [InlineData("[remote \"a;b#c]\"]\n\turl = x\n")]
    [InlineData("[branch.Main.X]\n\tremote = o\n")]
    [InlineData("[branch\t \"x\"]\n\tremote = o\n")]
    [InlineData("[a]\nb = c ; comment\nd = \"e ; f\" # g\n; h\n# i\n")]
    [InlineData("[a]\nb = c;d#e\n")]
    [InlineData("[a]\nb = one \\\n   two\\\n\n")]
    [InlineData("[a]\nb = c \\\n; d\nc = e # x \\\nf = g\n")]
    [InlineData("[a]\nb = \"  padded  \"  \n")]
    [InlineData("[a]\nb = x\"  y  \"z \n")]
    [InlineData("[a]\nb = \"\" c\n")]
    [InlineData("[a]\nb = c \"\" \n")]
    [InlineData("[a]\nb = t\\tn\\nb\\bq\\\"s\\\\\n")]
    [InlineData("[a]\r\n\tb = c\r\n\td = e \\\r\n f\r\n")]
    [InlineData("[a]\n\tb = c")]
    [InlineData("[a]\nb = c\\")]
    [InlineData("\uFEFF[a]\nb = c\n")]
    [InlineData("[a]\nb-c1 = d\n")]
    [InlineData("[a][b]\nc = d\n")]
    [InlineData("[a]b=c\n[a]b=d\n")]
    [InlineData("[a]\n\tb = größe ✓\n")]
    [InlineData("[a \"\"]\n\tb = c\n")]
    [InlineData("b = c\n")]
    [InlineData("[.]\n\tb = c\n")]
    [InlineData("")]
    [InlineData("\n\n# only comments\n")]
    public void ReadsWhatGitReads(string text) => AssertSameAsGit(Encoding.UTF8.GetBytes(text), mustBeValid: true);

    [Theory]
    [InlineData("[]\n\tb = c\n")]
    [InlineData("[a\nb = c\n")]
    [InlineData("[a b]\n")]
    [InlineData("[a \"b]\n")]
    [InlineData("[a \"b\\\n\"]\n")]
    [InlineData("[a \"b\" ]\n")]
    [InlineData("[a_b]\nc = d\n")]
    [InlineData("[a]\n1b = c\n")]
    [InlineData("[a]\nb c = d\n")]
    [InlineData("[a]\nb ; c\n")]
    [InlineData("[a]\nb_c = d\n")]
    [InlineData("[a]\nb = \"c\nd = e\n")]
    [InlineData("[a]\nb = \"c")]
    [InlineData("[a]\nb = \\x\n")]
    [InlineData("[a]\n= c\n")]
    [InlineData("[a]\nb = c\n]\n")]
    [InlineData("[")]
    public void RefusesWhatGitRefuses(string text)
    {
        Assert.Null(GitReads(Encoding.UTF8.GetBytes(text)));
        var error = Assert.Throws<GitDataException>(() => GitConfig.Parse(Encoding.UTF8.GetBytes(text), "config"));
        Assert.Equal(GitDataProblem.Corrupt, error.Problem);
        Assert.Matches("^config: line [0-9]+ is not in git's config format$", error.Message);
    }

    [Fact]
    public void ReadsWhatGitReadsInRandomTexts()
    {
        // No tabs: inside a value, older git made a space of them.
        string[] pieces =
        [
            "[a]", "[B \"c\"]", "[b.D]", "[", "]", "\"", "\\", "\n", "\n", "\n", " ", " ", "=", " = ", "key", "K-2", "value", "value", "  ", ";", "#", "\r\n",
            "\\n", "\\\\", "\\\"", "\\\n", "é", "[a]\nx = ", "\ny = \"", "\"\n",
        ];
        var random = new Random(1);
        int valid = 0;
        for (int i = 0; i < 400; i++)
        {
            var text = new StringBuilder("[first]\n");
            for (int n = random.Next(1, 10); n > 0; n--)
                text.Append(pieces[random.Next(pieces.Length)]);
            valid += AssertSameAsGit(Encoding.UTF8.GetBytes(text.ToString()), mustBeValid: false) ? 1 : 0;
        }

        Assert.InRange(valid, 40, 360);
    }

    [Fact]
    public void TheLastValueCountsAndSectionAndKeyAreReadInAnyCase()
    {
        var config = Parse("[Remote \"Up.Stream\"]\n\tURL = a\n\tUrl = b\n[core]\n\tbare\n");
        Assert.Equal("b", config.Get("remote.Up.Stream.url"));
        Assert.Equal("b", config.Get("REMOTE.Up.Stream.URL"));
        Assert.Null(config.Get("remote.up.stream.url"));
        Assert.Null(config.Get("remote"));
        Assert.Equal("true", config.Get("core.bare"));
    }

    [Theory]
    [InlineData("a = TRUE", true)]
    [InlineData("a = yes", true)]
    [InlineData("a = on", true)]
    [InlineData("a = 2", true)]
    [InlineData("a", true)]
    [InlineData("a = False", false)]
    [InlineData("a = no", false)]
    [InlineData("a = off", false)]
    [InlineData("a = 0", false)]
    [InlineData("a =", false)]
    [InlineData("b = 1", null)]
    public void BooleansAreReadAsInGit(string line, bool? expected) => Assert.Equal(expected, Parse($"[x]\n{line}\n").GetBoolean("x.a"));

    [Fact]
    public void AValueThatIsNoBooleanOrNumberIsCorrupt()
    {
        var config = Parse("[x]\na = maybe\n");
        Assert.Contains("x.a is neither true nor false", Assert.Throws<GitDataException>(() => config.GetBoolean("x.a")).Message, StringComparison.Ordinal);
        Assert.Contains("x.a is not a number", Assert.Throws<GitDataException>(() => config.GetNumber("x.a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IncludedFilesAreNotRead()
    {
        string folder = Directory.CreateTempSubdirectory("repotopology-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "config"), "[include]\n\tpath = other\n");
            File.WriteAllText(Path.Combine(folder, "other"), "[core]\n\tbare = true\n");
            Assert.Null(GitConfig.Load(folder, folder).Get("core.bare"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static GitConfig Parse(string text) => GitConfig.Parse(Encoding.UTF8.GetBytes(text), "config");

    /// <summary>Returns whether the text is valid.</summary>
    private static bool AssertSameAsGit(byte[] text, bool mustBeValid)
    {
        string? expected = GitReads(text);
        string? actual = null;
        try
        {
            actual = string.Concat(GitConfig.Parse(text, "config").Entries.Select(entry => entry.Name + (entry.Value is null ? "" : "\n" + entry.Value) + "\0"));
        }
        catch (GitDataException)
        {
        }

        Assert.True(expected == actual, $"text: {Show(Encoding.UTF8.GetString(text))}\ngit:  {Show(expected)}\nours: {Show(actual)}");
        Assert.False(mustBeValid && expected is null, "git refuses it");
        return expected is not null;
    }

    private static string Show(string? text) =>
        text?.Replace("\n", "␊", StringComparison.Ordinal).Replace("\r", "␍", StringComparison.Ordinal).Replace("\0", "␀", StringComparison.Ordinal)
        ?? "(refused)";

    private static string? GitReads(byte[] text)
    {
        try
        {
            return Encoding.UTF8.GetString(GitTestRepository.Git(Path.GetTempPath(), ["config", "-z", "--list", "--file", "-"], input: text));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
