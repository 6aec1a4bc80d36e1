using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RepoTopology.Analysis;

namespace RepoTopology.Reports.Tests.Gate;

/// <summary>Whatever a repository calls its people, modules, paths and branches: no format lets it act, on a terminal, in a log or on a page.</summary>
public sealed partial class GateHostileTextTests
{
    private static readonly string[] Hostile =
    [
        "::set-output name=a::b", "::stop-commands::x", "x\n::error file=a::b", "x\r::add-mask::y", " \u00A0\u3000::error::x", "a ::error::x b", ":::::warning::x", "x :\u200B:error::x",
        "##vso[task.complete result=Succeeded;]", "x ##vso[task.setvariable variable=PATH]y", "###vso[task.complete]", "##[set-env name=PATH]x", "x;result=Succeeded;]y", "#\u200D#vso[task.complete]",
        "##teamcity[buildStatus status='SUCCESS']", "section_start:1:x\r\e[0K", "%0A::error::x", "%0D%0A##vso[task.complete]", "%AZP25%0A", "100%25%0A",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</code></summary></details><h1>x", "<!-- repotopology -->", "--> <b>x", "&lt;b&gt;&#60;&amp;", "<!--", "<?php", "<![CDATA[x]]>", "]]>",
        "[click](https://example.org)", "![x](https://example.org/x.png)", "](javascript:alert(1))", "[x]: https://example.org", "[x][y]", "<https://example.org>",
        "`", "``x``", "```\nx\n```", "a`b`c ` d", new string('`', 200), "`@ann`", "\\`@ann\\`", "a|b", "a\\|b", "| --- |", "\\", "x\\", "\\\\|`<b>`|@ann",
        "@ann", "@org/team", "mail ann@example.org now", "ann@example.org", "#123", "org/repo#123", "GH-1", "!1", "~label", "$1", "%milestone", "&1", "https://example.org", "www.example.org", "ftp://example.org/x.y",
        "# heading", "- item", "1. item", "> quote", "---", "===", "**bold** _it_ ~~no~~", "- [ ] task", ":smile:", "$`x`$", "{0} {{1}} ${{ secrets.X }} $(x)", "=1+1", "\t", "  ",
        "\e[31mred", "\e]0;title\a", "\e]8;;https://example.org\e\\x", "\u009B31m", "\b\b\b\u007F", "a\0b", "a\u0085b\u2028c\u2029d", "\u202Egnp.exe", "\u200F\u061C\u2066x\u2069", "\uFEFFx", "\uFFFE\uFFFF",
        "\uD800", "x\uDC00y", "\uD83D\uDE00\uD83D", "\u0001\u001F\u000B\u000C", "'\"`'\"", "\"},{\"x\":\"y", "'; drop table x; --", "../../etc/passwd", "/etc/passwd", "C:\\x", "a:b", "./a", "", "e\u0301\u0301\u0301",
        new string('x', 10_000), string.Concat(Enumerable.Repeat("::error::x ", 1_000)), new string('|', 10_000), new string('<', 10_000), string.Concat(Enumerable.Repeat("\uD83D\uDE00", 5_000)),
    ];

    public static TheoryData<string, int> All => [.. GateFormats.Names.SelectMany(format => Enumerable.Range(0, Hostile.Length).Select(number => (format, number)))];

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void NothingOfItActs(string format, int number)
    {
        string hostile = Hostile[number];
        string text = SampleGate.Write(format, SampleGate.Change(hostile), new ReportOptions { Emails = true });
        Assert.All(text, letter => Assert.False(char.IsControl(letter) && letter != '\n', $"U+{(int)letter:X4}"));
        Assert.All(text.EnumerateRunes(), rune => Assert.False(rune.Value != '\n' && TerminalText.IsHarmful(rune), $"U+{rune.Value:X4}"));
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        Assert.DoesNotContain("##teamcity", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, format is "json" or "sarif" or "gitlab" ? 2_000_000 : 250_000);
        AssertCommands(format, text);
        string plain = SampleGate.Write(format, SampleGate.Change("plain"));
        switch (format)
        {
            case "json":
                AssertSameShape(JsonNode.Parse(plain)!, JsonNode.Parse(text)!);
                Assert.Equal(Repaired(hostile), (string?)JsonNode.Parse(text)!["findings"]![0]!["symbol"]);
                break;
            case "sarif":
                AssertSameShape(JsonNode.Parse(plain)!, JsonNode.Parse(text)!);
                AssertSarif(JsonNode.Parse(text)!, hostile);
                break;
            case "gitlab":
                AssertSameShape(JsonNode.Parse(plain)!, JsonNode.Parse(text)!);
                Assert.Equal(Repaired(hostile), (string?)JsonNode.Parse(text)![0]!["location"]!["path"]);
                break;
            case "junit":
                Assert.Equal(ElementsOf(plain), ElementsOf(text));
                break;
            case "github-summary" or "markdown":
                Assert.Equal(Skeleton(plain, "plain"), Skeleton(text, ProseOf(hostile)));
                break;
            case "github" or "azure":
                Assert.Equal(plain.Count(letter => letter == '\n'), text.Count(letter => letter == '\n'));
                break;
        }
    }

    [Fact]
    public void OnlyHarmlessWordsStandInMarkdownAsTheyAre()
    {
        Assert.Equal("Ann-Marie O'Neill, 3rd", GateInert.Prose("Ann-Marie O'Neill, 3rd"));
        Assert.Equal("Jörg Müller", GateInert.Prose("Jörg Müller"));
        Assert.Equal("A sentence: of 0.8 (or 80 %).", GateInert.Prose("A sentence: of 0.8 (or 80 %)."));
        foreach (string text in (string[])["@ann", "a@b", "x #1", "GH-1", "a.example.org", "http://x", "*x*", "_x_", "1. x", "- x", "<b>", "a|b", "[x]", "`x`", "~x", "!1", "$1", "&amp;", "\\", "x  y", "", " x"])
            Assert.False(GateInert.Prose(text) == text && text.Length > 0, text);
    }

    [Fact]
    public void AddressesAreHiddenUnlessAskedFor()
    {
        foreach (string format in GateFormats.Names)
        {
            Assert.DoesNotContain("secret.example.org", SampleGate.Write(format, SampleGate.Change() with { History = Named("Ann <ann@secret.example.org>"), Notes = ["Of ann@secret.example.org."] }), StringComparison.Ordinal);
        }
    }

    private static History.RepositoryHistory Named(string name)
    {
        var history = SampleGate.Change().History;
        return history with { Contributors = [.. history.Contributors.Select(contributor => contributor with { Name = name })] };
    }

    /// <summary>GitHub's runner trims a line and looks at its start; the agent of Azure Pipelines, and GitHub's for its old form, look anywhere.</summary>
    private static void AssertCommands(string format, string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (format == "github")
                Assert.Matches(Annotation(), line);
            else
                Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line);
            int last = line.LastIndexOf("##vso[", StringComparison.Ordinal);
            Assert.Equal(format == "azure" ? 0 : -1, last);
            if (format == "azure")
                Assert.Matches(Logged(), line);
        }
    }

    private static void AssertSarif(JsonNode sarif, string hostile)
    {
        foreach (var result in sarif["runs"]![0]!["results"]!.AsArray())
        {
            string message = (string)result!["message"]!["text"]!;
            Assert.DoesNotContain("](", message, StringComparison.Ordinal);
            string uri = (string)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!;
            Assert.Matches(RelativeUri(), uri);
            Assert.DoesNotContain("..", uri.Split('/'));
            if (!hostile.Split('/').Any(segment => segment is "" or "." or ".."))
                Assert.Equal(Repaired(hostile), Uri.UnescapeDataString(uri));
        }
    }

    /// <summary>The same objects with the same properties, and arrays as long.</summary>
    private static void AssertSameShape(JsonNode expected, JsonNode actual)
    {
        Assert.Equal(expected.GetValueKind() is JsonValueKind.True or JsonValueKind.False, actual.GetValueKind() is JsonValueKind.True or JsonValueKind.False);
        if (expected is JsonObject properties)
        {
            Assert.Equal(properties.Select(property => property.Key), actual.AsObject().Select(property => property.Key));
            foreach (var (name, value) in properties)
                if (value is not null && actual[name] is { } other)
                    AssertSameShape(value, other);
        }
        else if (expected is JsonArray items)
        {
            Assert.Equal(items.Count, actual.AsArray().Count);
            for (int i = 0; i < items.Count; i++)
                AssertSameShape(items[i]!, actual[i]!);
        }
    }

    private static string[] ElementsOf(string xml) =>
        [.. XDocument.Parse(xml).Descendants().Select(element => $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => attribute.Name))}")];

    /// <summary>The page without what stands in code, where nothing acts.</summary>
    private static string Skeleton(string markdown, string word) =>
        HtmlCode().Replace(CodeSpan().Replace(markdown, "CODE"), "CODE").Replace("(empty)", "CODE", StringComparison.Ordinal).Replace(word.Length == 0 ? "\0" : word, "CODE", StringComparison.Ordinal);

    /// <summary>How a hostile text that is nothing but words stands in prose.</summary>
    private static string ProseOf(string hostile)
    {
        string inert = GateInert.Name(hostile.Trim());
        return GateInert.Prose(inert) == inert ? inert : "";
    }

    /// <summary>Lone surrogates cannot be written in UTF-8.</summary>
    private static string Repaired(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("^::(error|warning|notice) (file=[^:,]*,line=[0-9]+,endLine=[0-9]+,)?title=[a-zA-Z-]+::.*$")]
    private static partial Regex Annotation();

    [GeneratedRegex(@"^##vso\[task\.(logissue type=(error|warning);(sourcepath=[^];]*;linenumber=[0-9]+;columnnumber=1;)?code=[a-z-]+;|complete result=Failed;)\].*$")]
    private static partial Regex Logged();

    [GeneratedRegex("^([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$")]
    private static partial Regex RelativeUri();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("<code>[^<>\n]*</code>")]
    private static partial Regex HtmlCode();
}
