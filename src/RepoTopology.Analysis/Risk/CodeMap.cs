using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Whose lines stand where, for a map of the code: each file, each module's age, and in whose hands the code was over time.</summary>
public sealed record CodeMap
{
    private const int MostOwners = 8;

    /// <summary>Text files of modules, most lines first.</summary>
    public required ImmutableArray<CodeFile> Files { get; init; }

    /// <summary>Module → the days that half of its lines are older than; null without lines.</summary>
    public required IReadOnlyDictionary<int, double?> Ages { get; init; }

    /// <summary>The dates of all series: the end of each quarter and the analysed commit, oldest first.</summary>
    public required ImmutableArray<DateTimeOffset> Dates { get; init; }

    /// <summary>Lines of those who held most over all dates, most first.</summary>
    public required ImmutableArray<LineSeries> Owners { get; init; }

    /// <summary>Lines of all other people.</summary>
    public required ImmutableArray<long> Others { get; init; }

    /// <summary>Lines by bots and coding agents, which are nobody's.</summary>
    public required ImmutableArray<long> Machines { get; init; }

    /// <summary>Lines of which nobody can tell who wrote them.</summary>
    public required ImmutableArray<long> Unknown { get; init; }

    /// <summary>People's lines by the year of their author's first commit, earliest year first.</summary>
    public required ImmutableArray<LineSeries> Cohorts { get; init; }

    /// <param name="analysis">The window's end is now, for ages.</param>
    /// <param name="lines">With files and samples.</param>
    public static CodeMap Of(RepositoryAnalysis analysis, LivingLines lines)
    {
        var history = analysis.History;
        long end = analysis.Window.To.ToUnixTimeSeconds();
        var files = lines.Files.Where(file => file.Lines > 0 && history.Paths[file.Path].Module >= 0).ToList();
        LineSample[] samples = [.. lines.OverTime.Where(sample => sample.Commit >= 0)];
        var lifetimes = Lifetimes.Of(history, analysis.Window.To);
        bool IsPerson(int contributor) => contributor >= 0 && history.Contributors[contributor].Kind == ContributorKind.Person;
        int YearOf(int contributor) => lifetimes.First[contributor] == long.MaxValue ? 0 : Analysis.Dates.FromUnixSeconds(lifetimes.First[contributor]).Year;
        var people = Series(samples, share => IsPerson(share.Contributor), share => share.Contributor);
        var owners = people.OrderByDescending(owner => owner.Lines.Sum()).ThenBy(owner => owner.Key).Take(MostOwners).ToImmutableArray();
        var shown = owners.Select(owner => owner.Key).ToHashSet();
        return new CodeMap
        {
            Files =
            [
                .. files.Select(file => new CodeFile(file.Path, CodeHolding.Of(analysis, [file]), AgeOf(history, [file], end)))
                    .OrderByDescending(file => file.Holding.Lines).ThenBy(file => file.Path),
            ],
            Ages = files.GroupBy(file => history.Paths[file.Path].Module).ToDictionary(module => module.Key, module => AgeOf(history, module, end)),
            Dates = [.. samples.Select(sample => Analysis.Dates.FromUnixSeconds(sample.Time))],
            Owners = owners,
            Others = Sum(samples, share => IsPerson(share.Contributor) && !shown.Contains(share.Contributor)),
            Machines = Sum(samples, share => share.Contributor >= 0 && !IsPerson(share.Contributor)),
            Unknown = Sum(samples, share => share.Contributor < 0),
            Cohorts = [.. Series(samples, share => IsPerson(share.Contributor), share => YearOf(share.Contributor)).OrderBy(cohort => cohort.Key)],
        };
    }

    private static double? AgeOf(RepositoryHistory history, IEnumerable<LivingFile> files, long end) => LineAge.Median(
        history,
        files.SelectMany(file => file.Runs).Where(run => run.Commit >= 0 && !history.Commits[run.Commit].IsBoundary)
            .GroupBy(run => run.Commit).Select(commit => (commit.Key, commit.Sum(run => (long)run.Count))),
        end);

    private static List<LineSeries> Series(LineSample[] samples, Func<LineShare, bool> counts, Func<LineShare, int> key)
    {
        var found = new Dictionary<int, long[]>();
        for (int i = 0; i < samples.Length; i++)
            foreach (var share in samples[i].Shares)
                if (share.Module >= 0 && counts(share))
                {
                    if (!found.TryGetValue(key(share), out long[]? lines))
                        found[key(share)] = lines = new long[samples.Length];
                    lines[i] += share.Lines;
                }

        return [.. found.Select(series => new LineSeries(series.Key, [.. series.Value]))];
    }

    private static ImmutableArray<long> Sum(LineSample[] samples, Func<LineShare, bool> counts) =>
        [.. samples.Select(sample => sample.Shares.Where(share => share.Module >= 0 && counts(share)).Sum(share => share.Lines))];
}

/// <param name="Path">Index into <see cref="RepositoryHistory.Paths"/>.</param>
/// <param name="Holding">Who wrote its lines.</param>
/// <param name="MedianAge">Half of its lines are older, in days; null without known lines.</param>
public sealed record CodeFile(int Path, CodeHolding Holding, double? MedianAge);

/// <summary>Living lines over time.</summary>
/// <param name="Key">A contributor, or a year; 0 for people without a commit that counts.</param>
/// <param name="Lines">At each of <see cref="CodeMap.Dates"/>.</param>
public sealed record LineSeries(int Key, ImmutableArray<long> Lines);
