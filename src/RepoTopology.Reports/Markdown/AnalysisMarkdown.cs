using System.Globalization;
using System.Text;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// The report in short, for wikis and pull requests: GitHub's Markdown, with Mermaid drawings. Names of people, modules and paths stand in code
/// spans unless they are plain words, so that nothing of a repository is a link, a mention or HTML.
/// </summary>
public static class AnalysisMarkdown
{
    private const int MostModules = 10, MostLimits = 12;

    public static void Write(RepositoryAnalysis analysis, ReportOptions options, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        new Page(analysis, options, text).Write();
    }

    private sealed class Page(RepositoryAnalysis analysis, ReportOptions options, StreamWriter text)
    {
        private readonly RepositoryHistory _history = analysis.History;

        public void Write()
        {
            WriteVerdict();
            WriteDimensions();
            WritePeople();
            WriteModules();
            WriteLines();
            WriteLimits();
        }

        private void WriteVerdict()
        {
            var (verdict, window) = (analysis.Verdict, analysis.Window);
            text.WriteLine($"# {Name(RepositoryName.Of(_history))}");
            text.WriteLine();
            text.WriteLine($"**{Sentence(verdict.Sentence)}**");
            text.WriteLine();
            text.WriteLine($"Index {Figure(verdict.Index)}{Between(verdict.Interval)}, from 0 (group) to 1 (network) · {Number(window.Commits)} commits by {Number(window.Authors)} people in {window.Months} months to {Day(window.To)} · `{_history.Head.ToString()[..10]}`");
            text.WriteLine();
            foreach (string fact in verdict.Evidence.Concat(verdict.Split))
                text.WriteLine($"- {Sentence(fact)}");
            if (verdict.Flip is { } flip)
                text.WriteLine($"- {Sentence(flip)}");
        }

        private void WriteDimensions()
        {
            text.WriteLine();
            text.WriteLine("## Four dimensions");
            text.WriteLine();
            text.WriteLine("| dimension | index | interval | |");
            text.WriteLine("|---|---:|---|---|");
            foreach (var dimension in analysis.Dimensions)
            {
                var telling = dimension.Indicators.Where(indicator => indicator.Score is not null)
                    .OrderByDescending(indicator => indicator.Coverage * Math.Abs(indicator.Score!.Value - 0.5)).FirstOrDefault();
                text.WriteLine($"| {dimension.Name} | {Figure(dimension.Index)} | {(dimension.Interval is { } interval ? $"{Figure(interval.Low)} to {Figure(interval.High)}" : "–")} | {(telling is null ? "" : Sentence(telling.Phrase))} |");
            }
        }

        private void WritePeople()
        {
            text.WriteLine();
            text.WriteLine("## People");
            text.WriteLine();
            text.WriteLine("| layer | people | of the commits |");
            text.WriteLine("|---|---:|---:|");
            foreach (var layer in analysis.Layers)
                text.WriteLine($"| {layer.Layer} | {Number(layer.People)} | {Share(layer.Share)} |");
            Drawing("Who edits the same files", GraphDocuments.Contributors(analysis, options, ["co-edit"]));
        }

        private void WriteModules()
        {
            if (analysis.Modules.Length == 0)
                return;
            text.WriteLine();
            text.WriteLine("## Modules most at risk");
            text.WriteLine();
            text.WriteLine("| module | commits | people | most by one person | bus factor |");
            text.WriteLine("|---|---:|---:|---|---:|");
            foreach (var module in analysis.Modules.OrderByDescending(module => module.Risk).ThenBy(module => module.Module).Take(MostModules))
                text.WriteLine($"| {Name(_history.Modules[module.Module].Name)} | {Number(module.Commits)} | {Number(module.Authors)} | {(module.TopContributor < 0 ? "–" : $"{Share(module.TopShare)} {Name(ContributorName.Of(_history.Contributors[module.TopContributor], options.Emails))}")} | {module.BusFactor} |");
            Drawing("What changes together", GraphDocuments.Modules(analysis, options));
        }

        private void WriteLines()
        {
            if (analysis.Lines is not { } lines)
                return;
            text.WriteLine();
            text.WriteLine("## Living lines");
            text.WriteLine();
            text.WriteLine($"- {Number(lines.Lines)} lines stand, half of them written by {Number(lines.HalfHeldBy)} of {Number(lines.People)} people.");
            if (analysis.Risk.OrphanedShare is { } orphaned)
                text.WriteLine($"- {Share(orphaned.Low)} of them are by people who have left (no commit since {Day(analysis.Risk.LeftSince)}).");
            if (analysis.Risk.BusFactor is { } busFactor)
                text.WriteLine($"- The bus factor is {busFactor.Value}: {string.Join(", ", busFactor.People.Take(5).Select(person => $"{(person.Contributor < 0 ? "somebody" : Name(ContributorName.Of(_history.Contributors[person.Contributor], options.Emails)))} ({Share(person.Share)})"))}{(busFactor.People.Length > 5 ? $" and {busFactor.People.Length - 5} more" : "")}.");
        }

        private void WriteLimits()
        {
            text.WriteLine();
            text.WriteLine("## What the data could not show");
            text.WriteLine();
            foreach (string limit in analysis.Limits.Take(MostLimits))
                text.WriteLine($"- {Sentence(limit)}");
            if (analysis.Limits.Length > MostLimits)
                text.WriteLine($"- {analysis.Limits.Length - MostLimits} more in `repotopology analyze --format json`.");
            if (analysis.Limits.Length == 0)
                text.WriteLine("- No cap was hit and nothing was missing.");
            text.WriteLine();
            text.WriteLine($"Made by repotopology {ReportOptions.ToolVersion}; `repotopology report` draws it, `repotopology explain` tells what stands behind each figure.");
        }

        private void Drawing(string title, GraphDocument graph)
        {
            if (graph.Edges.IsEmpty)
                return;
            // A drawing of everything would be a tangle: the strongest ties of those with most of them.
            var few = graph with { Edges = [.. graph.Edges.OrderByDescending(edge => edge.Weight).Take(25)] };
            text.WriteLine();
            text.WriteLine($"<details><summary>{title}</summary>");
            text.WriteLine();
            text.WriteLine("```mermaid");
            text.Flush();
            few.Write(GraphFormat.Mermaid, text.BaseStream);
            text.WriteLine("```");
            text.WriteLine();
            text.WriteLine("</details>");
        }

        /// <summary>Sentences of ours repeat names: what could be markup in them is made none.</summary>
        private string Sentence(string sentence)
        {
            var inert = new StringBuilder();
            foreach (char next in TerminalText.Clean(options.Sentence(sentence)))
                inert.Append(next is '<' or '>' or '[' or ']' or '`' or '*' or '_' or '|' or '!' or '\\' or '@' or '#' or '~' or '&' ? $"&#{(int)next};" : next.ToString());
            return inert.ToString();
        }

        private static string Name(string name) => GateInert.Prose(GateInert.Name(name));

        private static string Figure(double? value) => value is { } figure ? figure.ToString("F2", CultureInfo.InvariantCulture) : "–";

        private static string Between(Interval? interval) => interval is { } known ? $" ({Figure(known.Low)} to {Figure(known.High)})" : "";

        private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

        private static string Share(double value) => $"{(value * 100).ToString("F0", CultureInfo.InvariantCulture)} %";

        private static string Day(DateTimeOffset time) => JsonFields.TimeText(time)[..10];
    }
}
