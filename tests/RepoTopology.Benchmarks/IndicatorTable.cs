using System.CommandLine;
using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Testing;

namespace RepoTopology.Benchmarks;

/// <summary>
/// Indicator values of an independent script over the last 24 months of known repositories, and ours for the same commits. The script counts commits
/// that are no merges, leaves bots out by a crude filter, and joins identities by name or e-mail.
/// </summary>
internal sealed class IndicatorTable(Clones clones, bool joinsNames)
{
    private const int Months = 24;
    private const double Allowed = 0.05;
    private const int MostCauses = 8;

    private static readonly Figure[] Figures =
    [
        new("commits", 0.5, sample => sample.Commits),
        new("authors", 0.5, sample => sample.Authors),
        new("E100", 0.5, sample => RarefiedAuthors.Compute(sample).Value),
        new("top5", 0.005, sample => BigSpike.Compute(sample).Value),
        new("core80", 0.5, sample => ContributorAbsence.Factor(sample.CommitsOf, 0.8)),
        new("effective_authors", 0.05, sample => Entropy.EffectiveNumber(sample.CommitsOf)),
        new("authors_per_100", 0.05, sample => 100.0 * sample.Authors / sample.Commits),
        new("casual", 0.005, sample => CasualShare.Compute(sample).Value),
        new("degree_centralisation", 0.005, sample => DegreeCentralisation.Compute(sample).Value, OfFiles: true),
        new("co_edit_Q", 0.005, sample => CoEditModularity.Compute(sample).Value, OfFiles: true),
    ];

    public static Command ToCommand()
    {
        var clones = new Argument<DirectoryInfo>("CLONES") { Description = "A directory of clones, found by OWNER+NAME or NAME." };
        var table = new Argument<FileInfo>("TABLE")
        {
            Description = "Columns repository,commits,authors,E100,….",
            DefaultValueFactory = _ => new FileInfo(Path.Join(SourceTree.Root, "..", "shared", "oracles", "indicators-24-months.csv")),
        };
        var identities = new Option<string>("--identities")
        {
            Description = "Who is one person: ours (mailmap, then e-mail), or name-or-email, as the script has it.",
            DefaultValueFactory = _ => "name-or-email",
        };
        identities.AcceptOnlyFromAmong("ours", "name-or-email");
        var command = new Command("indicators", "Compares another script's indicator values with ours.") { clones, table, identities };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(table) is not { Exists: true } rows || parsed.GetValue(clones) is not { Exists: true } directory)
            {
                Console.Error.WriteLine("give a directory of clones, and a table of values");
                return 1;
            }

            return new IndicatorTable(new Clones(directory), parsed.GetValue(identities) == "name-or-email").Print(rows, Console.Out) ? 0 : 1;
        });
        return command;
    }

    /// <returns>Whether all are within 5 %, or equal as far as the table's digits tell.</returns>
    private bool Print(FileInfo table, TextWriter output)
    {
        bool within = true;
        string[]? header = null;
        foreach (string line in File.ReadLines(table.FullName).Where(line => line.Length > 0))
        {
            string[] cells = line.Split(',');
            if (header is null)
                header = cells;
            else if (clones.Find(cells[0]) is { } path)
                within &= Print(path, header, cells, output);
            else
                output.WriteLine($"{cells[0]}: no clone");
        }

        return within;
    }

    private bool Print(string path, string[] header, string[] cells, TextWriter output)
    {
        using var repository = GitRepository.Open(path);
        var apart = HistoryReader.Read(repository, new HistoryOptions());
        var joins = joinsNames ? NameOrEmail.Of(repository, apart) : [];
        var history = joins.Count == 0 ? apart : HistoryReader.Read(repository, new HistoryOptions { People = new PeopleOptions { People = joins } });
        int Known(string column) => int.Parse(cells[Array.IndexOf(header, column)], CultureInfo.InvariantCulture);
        var (window, moment) = WindowOf(history, Known("commits"), Known("authors"));
        var sample = Sample.Whole(WindowTable.Build(history, window));
        output.WriteLine($"{cells[0]} at {moment}");

        bool within = true, commitsDiffer = false, filesDiffer = false;
        foreach (var figure in Figures)
        {
            string cell = cells[Array.IndexOf(header, figure.Column)];
            double? ours = figure.Of(sample);
            double? theirs = cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);
            bool near = ours is null || theirs is null || Math.Abs(ours.Value - theirs.Value) <= Math.Max(figure.Digit + 1e-9, Allowed * Math.Abs(theirs.Value));
            within &= near;
            commitsDiffer |= !near && !figure.OfFiles;
            filesDiffer |= !near && figure.OfFiles;
            string difference = ours is null || theirs is null ? "" : theirs == 0 ? Text(ours - theirs) : $"{100 * (ours - theirs) / theirs:+0.0;-0.0;0.0} %";
            output.WriteLine($"  {figure.Column,-22} {Text(ours),8} {cell,8} {difference,9}  {(theirs is null || ours is null ? "not compared" : near ? "" : "BEYOND")}");
        }

        if (commitsDiffer || sample.Commits != Known("commits") || sample.Authors != Known("authors"))
            PrintPeople(history, window, joins, output);
        if (filesDiffer)
            PrintFiles(history, window, output);
        return within;
    }

    /// <summary>24 months before the newest commit at which both counts are the table's; before the analysed commit, where there is none.</summary>
    private static (AnalysisWindow Window, string Moment) WindowOf(RepositoryHistory history, int commits, int authors)
    {
        var head = Ending(history, WindowChoice.CommitterDate(history.Commits[0]));
        if (head.Commits == commits && head.Authors == authors)
            return (head, "the clone's newest commit: the same commits");
        foreach (var end in history.Commits.Select(commit => WindowChoice.CommitterDate(commit)).Where(end => end >= head.From && end < head.To).Distinct())
            if (Ending(history, end) is var window && window.Commits == commits && window.Authors == authors)
                return (window, $"{end:yyyy-MM-dd HH:mm}: the same number of commits and authors");
        return (head, $"the clone's newest commit: {head.Commits} commits of {head.Authors} people where the table has {commits} of {authors}");
    }

    private static AnalysisWindow Ending(RepositoryHistory history, DateTimeOffset end)
    {
        var window = new AnalysisWindow
        {
            From = end.AddMonths(-Months),
            To = end,
            RequestedMonths = Months,
            Months = Months,
            Commits = 0,
            Authors = 0,
            MergeCommits = 0,
            BotCommits = 0,
            AgentCommits = 0,
            GiantCommits = 0,
        };
        int[] counted = [.. Enumerable.Range(0, history.Commits.Length)
            .Where(i => window.Contains(history.Commits[i]) && history.ClassOf(i) == CommitClass.Counted)];
        return window with { Commits = counted.Length, Authors = counted.Select(i => history.Commits[i].Author).Distinct().Count() };
    }

    /// <summary>Which commits are no person's for us, and whom the rule joined.</summary>
    private static void PrintPeople(RepositoryHistory history, AnalysisWindow window, IReadOnlyList<PersonRule> joins, TextWriter output)
    {
        var within = Enumerable.Range(0, history.Commits.Length).Where(i => window.Contains(history.Commits[i])).ToList();
        foreach (var group in within.Where(i => history.ClassOf(i) is CommitClass.Bot or CommitClass.Agent)
            .GroupBy(i => history.Commits[i].Author).OrderByDescending(group => group.Count()).Take(MostCauses))
            output.WriteLine(
                $"    not a person's: {group.Count()} of {history.Contributors[group.Key].Name} ({history.Contributors[group.Key].KindRule}), "
                + string.Join(" ", group.Take(MostCauses).Select(i => history.Commits[i].Id.ToString()[..10])));
        var authors = within.Where(i => history.ClassOf(i) == CommitClass.Counted)
            .CountBy(i => history.Commits[i].Author).ToDictionary();
        foreach (var suspect in authors.Where(author => IsBotLike(history.Contributors[author.Key])))
            output.WriteLine($"    a person's for us: {suspect.Value} of {history.Contributors[suspect.Key].Name}");
        var known = authors.Keys.Select(author => history.Contributors[author].Name).ToHashSet();
        foreach (var join in joins.Where(join => known.Contains(join.Name)).Take(MostCauses))
            output.WriteLine($"    joined: {join.Name}, {join.Emails.Count} identities");
    }

    // What a crude filter may take for one.
    private static bool IsBotLike(Contributor contributor) => contributor.Identities.Any(identity =>
        identity.Name.Contains("bot", StringComparison.OrdinalIgnoreCase) || identity.Email.Contains("bot", StringComparison.OrdinalIgnoreCase)
        || identity.Name.Contains("copilot", StringComparison.OrdinalIgnoreCase));

    /// <summary>What other choices of files would give, and the commits of most files.</summary>
    private static void PrintFiles(RepositoryHistory history, AnalysisWindow window, TextWriter output)
    {
        foreach (int most in (int[])[20, 30, 50, 100, int.MaxValue])
            output.WriteLine(
                $"    commits of at most {(most == int.MaxValue ? "any number of" : most)} files: all files {Variant(history, window, most, _ => true)}, "
                + $"no tests {Variant(history, window, most, path => !IsTest(path))}, "
                + $"nor translations {Variant(history, window, most, path => !IsTest(path) && !IsTranslation(path))}");
        var giants = Enumerable.Range(0, history.Commits.Length)
            .Where(i => window.Contains(history.Commits[i]) && history.ClassOf(i) == CommitClass.Counted && history.FilesOf(i) > 20)
            .OrderByDescending(history.FilesOf).Take(MostCauses);
        output.WriteLine("    largest: " + string.Join(", ", giants.Select(i => $"{history.Commits[i].Id.ToString()[..10]} ({history.FilesOf(i)} files)")));
    }

    private static bool IsTest(string path) => path.Contains("test", StringComparison.OrdinalIgnoreCase);

    private static bool IsTranslation(string path) => Path.GetExtension(path) is ".resx" or ".resw" or ".po" or ".pot";

    private static string Variant(RepositoryHistory history, AnalysisWindow window, int most, Func<string, bool> keeps)
    {
        var touches = new Dictionary<int, HashSet<int>>();
        var people = new HashSet<int>();
        for (int i = 0; i < history.Commits.Length; i++)
            if (window.Contains(history.Commits[i]) && history.ClassOf(i) == CommitClass.Counted)
            {
                people.Add(history.Commits[i].Author);
                if (history.FilesOf(i) <= most)
                    foreach (var change in history.ChangesOf(i))
                        if (keeps(history.Paths[change.Path].Text))
                            (touches.TryGetValue(change.Path, out var those) ? those : touches[change.Path] = []).Add(history.Commits[i].Author);
            }

        var edges = new HashSet<(int, int)>();
        foreach (var those in touches.Values.Where(those => those.Count <= CoEditing.MostAuthors))
            foreach (int a in those)
                foreach (int b in those)
                    if (a != b)
                        edges.Add((a, b));
        double n = people.Count;
        int greatest = edges.Count == 0 ? 0 : edges.CountBy(edge => edge.Item1).Max(pair => pair.Value);
        return Text((n * greatest - edges.Count) / ((n - 1) * (n - 2)));
    }

    private static string Text(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    /// <param name="Column">Of the table.</param>
    /// <param name="Digit">Half of the last digit that the table gives.</param>
    /// <param name="Of">Ours.</param>
    /// <param name="OfFiles">It looks at the files that commits change.</param>
    private sealed record Figure(string Column, double Digit, Func<Sample, double?> Of, bool OfFiles = false);
}
