using System.Text;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// What the gate says, as GitHub's Markdown: one comment that is found again by its first line and replaced, or the summary of a step. Platforms refuse what is
/// too long as a whole, so rows that don't fit are left out, and that is said.
/// </summary>
public static class GateMarkdown
{
    /// <summary>The first line of the comment.</summary>
    public const string Marker = "<!-- repotopology -->";

    // A comment may have 65,536 characters, a step's summary 1,024 KiB; below both is room for what others add.
    private const int MostOfComment = 60_000;
    private const int MostOfSummary = 900 * 1024;
    private const int RoomForLeftOut = 200;

    public static void WriteComment(GateResult result, ReportOptions options, Stream output) => Write(result, options, Marker + "\n", MostOfComment, output);

    public static void WriteSummary(GateResult result, ReportOptions options, Stream output) => Write(result, options, "", MostOfSummary, output);

    private static void Write(GateResult result, ReportOptions options, string start, int mostBytes, Stream output)
    {
        var words = new GateWords(result, options, GateInert.Code, GateInert.Prose);
        var findings = words.Failures.AddRange(words.Warnings);
        string head = $"{start}### RepoTopology\n\n**{words.Headline()}**\n\n{words.Circumstances()}\n";
        string tail = string.Concat(new[] { words.AcceptedLine(), words.AcceptedConcentrationsLine() }.OfType<string>().Select(accepted => $"\n{accepted}\n"))
            + (words.Notes.Count > 0 ? "\n" + string.Concat(words.Notes.Select(note => $"- {note}\n")) : "");
        int room = mostBytes - Encoding.UTF8.GetByteCount(head) - Encoding.UTF8.GetByteCount(tail) - RoomForLeftOut;

        string table = findings.IsEmpty ? "" : "\n| part | measure | before → after | bar | verdict |\n| --- | --- | --- | --- | --- |\n";
        room -= table.Length;
        var (rows, shown) = Fill(findings.Select(finding => Row(words, finding)), ref room);
        var (details, told) = shown < findings.Length ? ("", 0) : Fill(findings.Select(finding => Detail(words, finding)), ref room);
        string leftOut = shown < findings.Length ? $"\n{GateWords.Count(findings.Length - shown, "more row", "more rows")} and all details are left out: there is no room here. The JSON output has them.\n"
            : told < findings.Length ? $"\n{GateWords.Count(findings.Length - told, "more detail is", "more details are")} left out: there is no room here. The JSON output has them.\n"
            : "";
        output.Write(Encoding.UTF8.GetBytes(head + table + rows + details + leftOut + tail));
    }

    /// <summary>As many of the pieces, from the first on, as there is room for.</summary>
    private static (string Text, int Pieces) Fill(IEnumerable<string> pieces, ref int room)
    {
        var text = new StringBuilder();
        int count = 0;
        foreach (string piece in pieces)
        {
            int bytes = Encoding.UTF8.GetByteCount(piece);
            if (bytes > room)
                break;
            room -= bytes;
            text.Append(piece);
            count++;
        }

        return (text.ToString(), count);
    }

    private static string Row(GateWords words, GateFinding finding) =>
        $"| {words.Part(finding)} | {GateWords.Measure(finding)} | {GateWords.Change(finding)} | {GateWords.Bar(finding)} | {GateWords.VerdictWord(finding)} |\n";

    private static string Detail(GateWords words, GateFinding finding)
    {
        string wayOut = words.WayOut(finding) is { } sentence ? $"It {sentence}. " : "";
        string place = words.Place(finding) is { } at ? $"\n\n{at}" : "";
        string part = GateWords.IsOfRepository(finding) ? words.Part(finding) : GateInert.HtmlCode(GateWords.PartName(finding));
        // Up to the empty line this is HTML, where Markdown's code spans mean nothing.
        return $"\n<details><summary>{part}: {GateWords.Measure(finding)}</summary>\n\n"
            + $"{words.Sentence(finding)}. {wayOut}{GateMeasureText.Of(finding.Rule.Measure).Help}{place}\n\n</details>\n";
    }
}
