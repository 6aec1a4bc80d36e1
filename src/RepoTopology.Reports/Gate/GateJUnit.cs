using System.Globalization;
using System.Xml;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// JUnit XML: a suite for each measure, a case for each part. What fails is a failure; JUnit knows no warnings, so what warns or is accepted is skipped, with
/// its message: readers show that and fail nothing.
/// <code>
/// &lt;testsuites&gt;&lt;testsuite name="top-owner-share" package="repotopology" id="0" tests="2" failures="1" …&gt;&lt;properties/&gt;
///   &lt;testcase name="Core" classname="repotopology.top-owner-share" time="0"&gt;&lt;failure message="…" type="top-owner-share"&gt;… &lt;system-out/&gt;&lt;system-err/&gt;
/// </code>
/// </summary>
public static class GateJUnit
{
    public static void Write(GateResult result, ReportOptions options, Stream output)
    {
        using (var xml = XmlWriter.Create(output, GraphMlWriter.Settings))
        {
            var words = new GateWords(result, options);
            int number = 0;
            xml.WriteStartElement("testsuites");
            foreach (var suite in result.Findings.GroupBy(finding => finding.Rule.Measure).OrderBy(suite => suite.Key))
                Write(xml, result, words, GateMeasures.NameOf(suite.Key), number++, [.. suite.OrderBy(finding => finding.Symbol, StringComparer.Ordinal)]);
            xml.WriteEndElement();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter xml, GateResult result, GateWords words, string rule, int number, GateFinding[] findings)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", rule);
        xml.WriteAttributeString("package", "repotopology");
        xml.WriteAttributeString("id", Text(number));
        // Never the clock's: the same result gives the same bytes.
        xml.WriteAttributeString("timestamp", result.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("hostname", "localhost");
        xml.WriteAttributeString("tests", Text(findings.Length));
        xml.WriteAttributeString("failures", Text(findings.Count(finding => finding.Verdict == GateVerdict.Fail)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Text(findings.Count(finding => finding.Verdict == GateVerdict.Warn || finding.IsAccepted)));
        xml.WriteAttributeString("time", "0");
        xml.WriteElementString("properties", "");
        foreach (var finding in findings)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", GateWords.PartName(finding));
            xml.WriteAttributeString("classname", "repotopology." + rule);
            xml.WriteAttributeString("time", "0");
            if (finding.Verdict != GateVerdict.Pass || finding.IsAccepted)
                WriteOutcome(xml, words, rule, finding);
            xml.WriteEndElement();
        }

        xml.WriteElementString("system-out", "");
        xml.WriteElementString("system-err", "");
        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, GateWords words, string rule, GateFinding finding)
    {
        bool fails = finding.Verdict == GateVerdict.Fail;
        xml.WriteStartElement(fails ? "failure" : "skipped");
        xml.WriteAttributeString("message", fails ? words.Sentence(finding) : $"{(finding.IsAccepted ? "accepted" : "warning")}: {words.Sentence(finding)}");
        if (fails)
            xml.WriteAttributeString("type", rule);
        string wayOut = words.WayOut(finding) is { } sentence ? $"It {sentence}." : GateMeasureText.Of(finding.Rule.Measure).Help;
        xml.WriteString(words.Place(finding) is { } place ? $"{wayOut}\n{place}" : wayOut);
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
