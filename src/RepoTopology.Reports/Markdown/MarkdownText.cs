using System.Globalization;
using System.Text.RegularExpressions;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// Lines of GitHub's Markdown in which nothing of a repository is markup: names of people, modules and paths stand in code spans unless they are plain words, and
/// in sentences of ours, which repeat names, every mark is an entity and no mention, reference or address holds together.
/// </summary>
internal sealed partial class MarkdownText(RepositoryHistory history, ReportOptions options, StreamWriter text)
{
    private const int MostEdges = 25;

    private readonly PersonNames _names = new(history);

    public void Line(string line = "") => text.WriteLine(line);

    public void Heading(string title)
    {
        text.WriteLine();
        text.WriteLine($"## {title}");
        text.WriteLine();
    }

    public void Item(string item) => text.WriteLine($"- {item}");

    /// <param name="columns">Titles; those that begin with <c>#</c> hold numbers.</param>
    /// <param name="rows">Cells, inert already.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        text.WriteLine($"| {string.Join(" | ", columns.Select(column => column.TrimStart('#')))} |");
        text.WriteLine($"|{string.Concat(columns.Select(column => column.StartsWith('#') ? "---:|" : "---|"))}");
        foreach (string[] row in rows)
            text.WriteLine($"| {string.Join(" | ", row)} |");
    }

    /// <summary>Commands that tell more about a part.</summary>
    public void More(params IEnumerable<string> commands)
    {
        text.WriteLine();
        text.WriteLine($"More: {string.Join(", ", commands.Select(command => $"`repotopology {command}`"))}");
    }

    /// <summary>A command line to copy, however its words are quoted.</summary>
    public void Command(IEnumerable<string> words)
    {
        text.WriteLine();
        text.WriteLine("```sh");
        text.WriteLine(TerminalText.Clean(string.Join(' ', words.Select(Retrace.Quote))));
        text.WriteLine("```");
    }

    public void Drawing(string title, GraphDocument graph)
    {
        if (graph.Edges.IsEmpty)
            return;
        // A drawing of everything would be a tangle: the strongest ties of those with most of them.
        var few = graph with { Edges = [.. graph.Edges.OrderByDescending(edge => edge.Weight).Take(MostEdges)] };
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

    /// <summary>A sentence of ours.</summary>
    public string Sentence(string sentence) =>
        Marks().Replace(Together().Replace(TerminalText.Clean(options.Sentence(sentence)), "$0\u200B"), mark => $"&#{(int)mark.Value[0]};").Replace("\u200B", "&#8203;", StringComparison.Ordinal);

    public static string Name(string name) => GateInert.Prose(GateInert.Name(name));

    /// <summary>With the pseudonym beside a name that others bear, too.</summary>
    public string Person(int contributor)
    {
        if (contributor < 0)
            return "nobody that can be told";
        string name = Name(ContributorName.Of(history.Contributors[contributor], options.Emails));
        return _names.Pseudonym(contributor, options.Emails) is { } pseudonym ? $"{name} ({pseudonym})" : name;
    }

    public string Module(int module) => history.Modules[module].Name is "." ? "(top directory)" : Name(history.Modules[module].Name);

    public string Modules(IReadOnlyList<int> modules, int most) =>
        string.Join(", ", modules.Take(most).Select(Module)) + (modules.Count > most ? $" and {Number(modules.Count - most)} more" : "");

    public static string Figure(double? value) => value is { } figure ? figure.ToString("F2", CultureInfo.InvariantCulture) : "–";

    public static string Between(Interval? interval) => interval is { } known ? $"{Figure(known.Low)} to {Figure(known.High)}" : "–";

    public static string Number(long value) => RiskText.Count(value);

    public static string People(long count) => GateWords.Count(count, "person", "people");

    public static string Share(double value) => RiskText.Percent(value);

    public static string Day(DateTimeOffset time) => JsonFields.TimeText(time)[..10];

    [GeneratedRegex(@"[<>\[\]`*_|!\\~&$]")]
    private static partial Regex Marks();

    // Mentions, references to issues and addresses: a space without width takes them apart.
    [GeneratedRegex(@"@|#(?=[0-9])|\bGH(?=-)|:(?=//)|\bwww(?=\.)", RegexOptions.IgnoreCase)]
    private static partial Regex Together();
}
