using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// The report: one HTML file that holds its data, its script and its style, and asks no network for anything. Its policy allows this one script and
/// this one style sheet by their hashes. https://www.w3.org/TR/CSP3/
/// </summary>
public static class ReportPage
{
    /// <summary>
    /// Documents beyond so many bytes are compressed, so that a page stays light; those that take more even then are left out, but for the analysis itself.
    /// </summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Whether this build has the page: it has none where Node was not there to make it.</summary>
    public static bool IsAvailable => typeof(ReportPage).Assembly.GetManifestResourceInfo("page.js") is not null;

    /// <param name="documents">With an analysis.</param>
    /// <param name="output">UTF-8 without a byte order mark.</param>
    public static void Write(ReportDocuments documents, Stream output)
    {
        string script = Resource("page.js"), style = Resource("page.css");
        using var page = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        page.WriteLine("<!doctype html>");
        page.WriteLine("<html lang=\"en\">");
        page.WriteLine("<head>");
        page.WriteLine("<meta charset=\"utf-8\">");
        page.WriteLine($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{HashOf(script)}'; style-src '{HashOf(style)}'; img-src data: blob:; base-uri 'none'; form-action 'none'\">");
        page.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.WriteLine("<meta name=\"referrer\" content=\"no-referrer\">");
        page.WriteLine($"<title>{WebUtility.HtmlEncode(TitleOf(documents["analysis"]!))}</title>");
        page.WriteLine($"<style>{style}</style>");
        page.WriteLine("</head>");
        page.WriteLine("<body>");
        page.WriteLine("<noscript><p>This report draws itself with a script that it brings along; the figures are in this file as JSON.</p></noscript>");
        page.WriteLine("<div id=\"report\"></div>");
        var missing = new List<(string Kind, string Command, string? Why)>();
        foreach (var (kind, command) in ReportDocuments.Kinds)
            if (documents[kind] is not { } bytes)
                missing.Add((kind, command, documents.WhyMissing(kind)));
            else if (ElementOf(kind, bytes) is { } element)
                page.WriteLine(element);
            else
                missing.Add((kind, command, $"It takes {(bytes.Length / 1048576.0).ToString("F1", CultureInfo.InvariantCulture)} MB and is left out, so that the page stays light."));
        page.WriteLine($"<script type=\"application/json\" id=\"page\">{FactsJson(missing)}</script>");
        page.WriteLine($"<script>{script}</script>");
        page.WriteLine("</body>");
        page.WriteLine("</html>");
    }

    /// <summary>The analysis is byte for byte what 'analyze' writes, for it is copied out of pages by scripts and by hand; the rest is without white space.</summary>
    /// <returns>Null for what would make the page heavy.</returns>
    private static string? ElementOf(string kind, byte[] bytes)
    {
        byte[] text = Inert(bytes, verbatim: kind == "analysis");
        if (text.Length <= MostBytes)
            return $"<script type=\"application/json\" id=\"{kind}\">{Encoding.UTF8.GetString(text)}</script>";
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(text);
        string letters = Convert.ToBase64String(packed.ToArray());
        return kind == "analysis" || letters.Length <= MostBytes ? $"<script type=\"application/gzip\" id=\"{kind}\">{letters}</script>" : null;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"this build has no {name}; ask IsAvailable first");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string TitleOf(byte[] analysis)
    {
        using var document = JsonDocument.Parse(analysis);
        string name = document.RootElement.TryGetProperty("repository", out var repository) && repository.ValueKind == JsonValueKind.Object
            && repository.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.String ? TerminalText.Clean(path.GetString()!) : "";
        return name.Length == 0 ? "RepoTopology" : $"{name} · RepoTopology";
    }

    /// <summary>What the page must know beside its documents.</summary>
    private static string FactsJson(List<(string Kind, string Command, string? Why)> missing)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("mixedFrom", Verdict.MixedFrom);
            json.WriteNumber("networkFrom", Verdict.NetworkFrom);
            json.WriteStartArray("missing");
            foreach (var (kind, command, why) in missing)
            {
                json.WriteStartObject();
                json.WriteString("kind", kind);
                json.WriteString("command", command);
                json.WriteString("why", why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(Inert(stream.ToArray(), verbatim: true));
    }

    /// <summary>The same JSON with nothing in it that ends a script element or begins a comment: "&lt;" stands in strings only, and is written as an escape there.</summary>
    private static byte[] Inert(byte[] json, bool verbatim)
    {
        var text = new List<byte>(json.Length);
        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            byte next = json[i];
            if (inString && next == (byte)'\\' && i + 1 < json.Length)
            {
                text.Add(next);
                text.Add(json[++i]);
                continue;
            }

            if (next == (byte)'"')
                inString = !inString;
            if (next == (byte)'<')
                text.AddRange("\\u003c"u8);
            else if (inString || verbatim || next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                text.Add(next);
        }

        return [.. text];
    }
}
