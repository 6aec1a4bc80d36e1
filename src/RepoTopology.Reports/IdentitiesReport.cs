using System.Text.Json;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>Pairs of contributors who may be one person, numbered as <c>identities --accept</c> takes them; as text and as JSON.</summary>
public static class IdentitiesReport
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    private const int NumberWidth = 5;

    public static void WriteText(RepositoryHistory history, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        if (history.AliasProposals.IsEmpty)
        {
            page.Line("No two identities look like one person.");
            return;
        }

        page.Line(page.Paint($"{"",NumberWidth}  sure  who", Tone.Heading));
        for (int i = 0; i < history.AliasProposals.Length; i++)
        {
            var proposal = history.AliasProposals[i];
            string lead = $"{RiskText.Count(i + 1),NumberWidth} {RiskText.Percent(proposal.Confidence),5}  ";
            page.Paragraph($"{Person(proposal.First)} = {Person(proposal.Second)}: {TerminalText.Clean(options.Sentence(proposal.Evidence))}", lead);
        }

        page.Line();
        page.Paragraph("None is joined by itself. --accept 1 2 (or all) prints a patch of .mailmap, --write writes it.", tone: Tone.Faint);

        string Person(int contributor)
        {
            var known = history.Contributors[contributor];
            string email = options.Emails && known.Email.Length > 0 ? $" <{known.Email}>" : "";
            long commits = Commits(known);
            return TerminalText.Clean($"{ContributorName.Of(known, options.Emails)}{email}") + $" ({RiskText.Count(commits)} {(commits == 1 ? "commit" : "commits")})";
        }
    }

    public static void WriteJson(RepositoryHistory history, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("head", history.Head.ToString());
            json.WriteStartArray("proposals");
            for (int i = 0; i < history.AliasProposals.Length; i++)
            {
                var proposal = history.AliasProposals[i];
                json.WriteStartObject();
                json.WriteNumber("number", i + 1);
                json.Figure("confidence", proposal.Confidence);
                json.WriteString("evidence", options.Sentence(proposal.Evidence));
                WritePerson("first", proposal.First);
                WritePerson("second", proposal.Second);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void WritePerson(string name, int contributor)
            {
                var known = history.Contributors[contributor];
                json.WriteStartObject(name);
                json.WriteString("name", ContributorName.Of(known, options.Emails));
                if (options.Emails)
                    json.Strings("emails", known.Identities.Select(identity => identity.Email).Prepend(known.Email).Distinct());
                json.WriteNumber("commits", Commits(known));
                json.WriteEndObject();
            }
        }

        output.WriteByte((byte)'\n');
    }

    private static long Commits(Contributor contributor) => contributor.Identities.Sum(identity => (long)identity.Commits);
}
