using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// Text of a repository made inert for where the gate's results go. They are printed into the logs of CI systems, which obey what stands there:
/// GitHub's runner takes <c>::command::</c> at the start of a line and <c>##[command]</c> anywhere in it, the agent of Azure Pipelines <c>##vso[…]</c> anywhere.
/// </summary>
internal static partial class GateInert
{
    private const int MostRunes = 160;
    private const int MostRunesOfNote = 300;

    /// <summary>
    /// JSON in ASCII without <c>#</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and <c>'</c>: it stays JSON, and no log or page finds a command in it.
    /// </summary>
    public static JsonWriterOptions Json { get; } = new() { Indented = true, NewLine = "\n", Encoder = AsciiWithoutHash() };

    /// <summary>A name or path for a line of a log: harmless for terminals, one line, not endless, no command.</summary>
    public static string Name(string text) => Line(text, MostRunes);

    /// <summary>A sentence for a line of a log.</summary>
    public static string Note(string text) => Line(text, MostRunesOfNote);

    /// <summary>A path or title of any length, where it must stay what it is.</summary>
    public static string Whole(string text) => Line(text, int.MaxValue);

    /// <summary>
    /// For Markdown: a code span, in which nothing is a link, a mention, a reference, HTML or an image, for GitHub, GitLab and Azure alike. Backslashes are no
    /// escapes there, so a backtick becomes an apostrophe, and what would end the cell of a table a broken bar.
    /// </summary>
    public static string Code(string text) => text.Length == 0 ? "(empty)" : $"`{text.Replace('`', '\'').Replace('|', '¦')}`";

    /// <summary>For Markdown: words that can only be words stand as they are, anything else in a code span.</summary>
    public static string Prose(string text) => Words().IsMatch(text) ? text : Code(text);

    /// <summary>For messages whose only markup is <c>[text](target)</c>, as in SARIF.</summary>
    public static string Unlinked(string text) => text.Replace("](", "] (", StringComparison.Ordinal);

    /// <summary>For HTML within Markdown; platforms look for no mentions or references in <c>code</c>.</summary>
    public static string HtmlCode(string text) => $"<code>{WebUtility.HtmlEncode(text)}</code>";

    /// <summary>A path as a relative URI: percent-encoded, with slashes, and never leading out of the root.</summary>
    public static string Uri(string path) =>
        string.Join('/', path.Split('/').Select(segment => segment is "" or "." or ".." ? "_" : System.Uri.EscapeDataString(segment)));

    /// <summary>What a finding is known by, whatever lines move: 64 hexadecimal digits of rule and symbol.</summary>
    public static string Fingerprint(GateFinding finding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{GateMeasures.NameOf(finding.Rule.Measure)}|{finding.Symbol}")));

    private static string Line(string text, int most)
    {
        var clean = new StringBuilder();
        char last = '\0';
        int runes = 0;
        foreach (var rune in TerminalText.Clean(text).EnumerateRunes())
        {
            if (++runes > most)
                return clean.Append("...").ToString();
            // Neither XML nor a terminal knows the two last of the basic plane.
            char only = rune.Value is 0xFFFE or 0xFFFF ? '\uFFFD' : rune.IsBmp ? (char)rune.Value : '\0';
            if (only is ':' or '#' && only == last)
                clean.Append(' ');
            if (only == '\0')
                clean.Append(rune);
            else
                clean.Append(only);
            last = only;
        }

        return clean.ToString();
    }

    private static JavaScriptEncoder AsciiWithoutHash()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        settings.ForbidCharacters('#');
        return JavaScriptEncoder.Create(settings);
    }

    // No dot or colon within a word (links), no hyphen before a digit (GH-1), nothing that Markdown or a platform reads as more than text.
    [GeneratedRegex(@"^\p{L}(?:[\p{L}\p{M}\p{N},;'()%]|[ ](?=\S)|-(?=\p{L})|[.:](?=[ ]|$)|(?<=[0-9])\.(?=[0-9]))*$")]
    private static partial Regex Words();
}
