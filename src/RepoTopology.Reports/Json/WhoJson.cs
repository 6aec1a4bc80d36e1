using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Who knows some code (<c>knowers</c>, <c>others</c>), or who should review a range of commits (<c>reviewers</c>, <c>left</c>, <c>learner</c>).</summary>
public static class WhoJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    public static void Write(RepositoryAnalysis analysis, Knowledge knowledge, ReportOptions options, Stream output) =>
        Write(analysis, options, output, (json, risk) =>
        {
            var history = analysis.History;
            json.WriteString("subject", knowledge.Subject.Text);
            json.Strings("files", knowledge.Subject.Files.Select(file => history.Paths[file.Path].Text));
            json.WriteNumber("lines", knowledge.Lines);
            json.WriteNumber("unknown", knowledge.Unknown);
            json.WriteNumber("commits", knowledge.Commits);
            if (knowledge.Line is { } line)
            {
                json.WriteStartObject("line");
                json.WriteString("commit", history.Commits[line.Commit].Id.ToString());
                risk.Person("author", history.Commits[line.Commit].Author);
                json.Time("date", DateTimeOffset.FromUnixTimeSeconds(history.Commits[line.Commit].AuthorTime));
                json.WriteString("path", line.OriginalPath < 0 ? null : history.Paths[line.OriginalPath].Text);
                if (line.OriginalStart < 0)
                    json.WriteNull("number");
                else
                    json.WriteNumber("number", line.OriginalStart + 1);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("line");
            }

            json.WriteStartArray("knowers");
            foreach (var knower in knowledge.Knowers)
            {
                json.WriteStartObject();
                risk.Person("person", knower.Contributor);
                json.Figure("familiarity", knower.Familiarity);
                json.WriteNumber("lines", knower.Lines);
                json.WriteNumber("commits", knower.Commits);
                if (knower.LastCommit is { } last)
                    json.Time("lastCommit", last);
                else
                    json.WriteNull("lastCommit");
                json.WriteBoolean("left", knower.HasLeft);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("others");
            foreach (var pairing in knowledge.Others)
                PlanJson.Write(json, analysis.History, risk, pairing);
            json.WriteEndArray();
        });

    public static void Write(RepositoryAnalysis analysis, ReviewAdvice advice, ReportOptions options, Stream output) =>
        Write(analysis, options, output, (json, risk) =>
        {
            json.WriteNumber("commits", advice.Commits);
            json.Strings("files", advice.Files.Select(file => analysis.History.Paths[file].Text));
            json.Strings("authors", advice.Authors.Select(person => ContributorName.Of(analysis.History.Contributors[person], options.Emails)));
            json.WriteNumber("replaced", advice.Replaced);
            Reviewers("reviewers", advice.Reviewers);
            Reviewers("left", advice.Left);
            if (advice.Learner is { } learner)
            {
                json.WritePropertyName("learner");
                PlanJson.Write(json, analysis.History, risk, learner);
            }
            else
            {
                json.WriteNull("learner");
            }

            void Reviewers(string name, IEnumerable<Reviewer> reviewers)
            {
                json.WriteStartArray(name);
                foreach (var reviewer in reviewers)
                {
                    json.WriteStartObject();
                    risk.Person("person", reviewer.Contributor);
                    json.Figure("familiarity", reviewer.Familiarity);
                    json.WriteNumber("replaced", reviewer.Replaced);
                    json.WriteNumber("lines", reviewer.Lines);
                    json.WriteNumber("commits", reviewer.Commits);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        });

    private static void Write(RepositoryAnalysis analysis, ReportOptions options, Stream output, Action<Utf8JsonWriter, RiskJson> write)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("head", analysis.History.Head.ToString());
            json.Time("leftSince", analysis.Risk.LeftSince);
            write(json, new RiskJson(analysis.History, options, json));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
