using System.CommandLine;
using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Benchmarks;

/// <summary>Whether verdicts hold when what should not matter is changed: the window's length, a tenth of the commits, whether aliases are joined.</summary>
internal static class Sensitivity
{
    private const int Draws = 100;
    private const double Dropped = 0.1;
    private const int MostFlips = 5;
    private const int Seed = 20100903;

    public static Command ToCommand()
    {
        var repositories = new Argument<DirectoryInfo[]>("REPO") { Description = "Repositories to judge.", Arity = ArgumentArity.OneOrMore };
        var labels = new Option<FileInfo?>("--labels") { Description = "A table of repository,label,grade,… to compare with." };
        var command = new Command("sensitivity", "Whether verdicts hold for other windows, fewer commits and joined aliases.") { repositories, labels };
        command.SetAction(parsed =>
        {
            var known = parsed.GetValue(labels) is { } file ? ReadLabels(file) : [];
            Console.WriteLine(
                $"{"repository",-18} {"label",-9} {"ours",-9} {"index",5} {"interval",-12} {"18 months",-14} {"30 months",-14} {"aliases joined",-14} {"flips",5}  holds");
            int broken = 0;
            foreach (var repository in parsed.GetValue(repositories)!)
                broken += Judge(repository, known) ? 0 : 1;
            return broken == 0 ? 0 : 1;
        });
        return command;
    }

    private static bool Judge(DirectoryInfo directory, Dictionary<string, string> known)
    {
        using var repository = GitRepository.Open(directory.FullName);
        var history = HistoryReader.Read(repository, new HistoryOptions());
        var ours = RepositoryAnalyzer.Analyze(history, new AnalysisOptions());
        var shorter = LabelOf(history, 18);
        var longer = LabelOf(history, 30);
        var joined = LabelOf(HistoryReader.Read(repository, new HistoryOptions { People = Joined(history) }), 24);
        int flips = Flips(history, ours);

        // What lies on a boundary may fall to either side.
        bool onBoundary = ours.Verdict.Interval is { } interval && (Within(interval, Calibration.MixedFrom) || Within(interval, Calibration.NetworkFrom));
        bool holds = onBoundary || (flips <= MostFlips && shorter.Label == ours.Verdict.Label && longer.Label == ours.Verdict.Label && joined.Label == ours.Verdict.Label);
        string name = NameOf(directory);
        Console.WriteLine(
            $"{name,-18} {known.GetValueOrDefault(name, ""),-9} {Word(ours.Verdict.Label),-9} {Figure(ours.Verdict.Index),5} "
            + $"{(ours.Verdict.Interval is { } i ? $"{Figure(i.Low)} to {Figure(i.High)}" : ""),-12} {Text(shorter),-14} {Text(longer),-14} {Text(joined),-14} {flips,5}  "
            + (holds ? onBoundary ? "on a boundary" : "yes" : "NO"));
        return holds;
    }

    private static int Flips(RepositoryHistory history, RepositoryAnalysis ours)
    {
        if (ours.Verdict.Index is null)
            return 0;
        int flips = 0;
        Parallel.For(0, Draws, draw =>
        {
            var random = new Random(Seed + draw);
            bool[] kept = [.. Enumerable.Range(0, history.Commits.Length).Select(_ => random.NextDouble() >= Dropped)];
            var judgement = RepositoryAnalyzer.Judge(Sample.Whole(WindowTable.Build(history, ours.Window, commit => kept[commit])), jobs: 1, CancellationToken.None);
            if (judgement.Label != ours.Verdict.Label)
                Interlocked.Increment(ref flips);
        });
        return flips;
    }

    private static (VerdictLabel Label, double? Index) LabelOf(RepositoryHistory history, int months)
    {
        var verdict = RepositoryAnalyzer.Analyze(history, new AnalysisOptions { WindowMonths = months }).Verdict;
        return (verdict.Label, verdict.Index);
    }

    /// <summary>Everybody who may be one person is one.</summary>
    private static PeopleOptions Joined(RepositoryHistory history)
    {
        int[] person = [.. Enumerable.Range(0, history.Contributors.Length)];
        int Find(int contributor) => person[contributor] == contributor ? contributor : person[contributor] = Find(person[contributor]);
        foreach (var proposal in history.AliasProposals)
            person[Find(proposal.Second)] = Find(proposal.First);
        return new PeopleOptions
        {
            People =
            [
                .. person.Select((_, contributor) => contributor).GroupBy(Find).Where(group => group.Count() > 1)
                    .Select(group => new PersonRule(
                        history.Contributors[group.Key].Name,
                        [.. group.SelectMany(one => history.Contributors[one].Identities).Select(identity => $"{identity.Name} <{identity.Email}>").Distinct()])),
            ],
        };
    }

    private static Dictionary<string, string> ReadLabels(FileInfo file) => File.ReadLines(file.FullName).Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => cells[0].Split('/')[^1], cells => $"{cells[1]} {cells[2]}");

    /// <summary><c>lua.git</c> is lua, and so is <c>lua+lua/repo</c>.</summary>
    private static string NameOf(DirectoryInfo directory)
    {
        string name = directory.Name == "repo" ? directory.Parent!.Name : directory.Name;
        return (name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name).Split('+')[^1];
    }

    private static bool Within(Interval interval, double value) => interval.Low <= value && value <= interval.High;

    private static string Text((VerdictLabel Label, double? Index) verdict) => $"{Word(verdict.Label)} {Figure(verdict.Index)}";

    private static string Word(VerdictLabel label) => label switch
    {
        VerdictLabel.GroupLike => "group",
        VerdictLabel.NetworkLike => "network",
        VerdictLabel.Mixed => "mixed",
        _ => "too few",
    };

    private static string Figure(double? index) => index?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
