using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who knows some code, and who else could. Somebody's familiarity is the mean of two shares, 0 to 1: of its living lines, who wrote them; of the window's
/// counted commits to its files (giant ones left out), who made them. Where there are no lines or no commits, the other share alone counts. Commits follow
/// a file through its renames, and are those of the whole file where only some lines are asked about.
/// </summary>
public sealed record Knowledge
{
    /// <summary>From this familiarity on somebody knows it.</summary>
    public const double KnowingShare = 0.1;

    private const int MostOthers = 3;

    public required Subject Subject { get; init; }

    /// <summary>Living lines, unknown ones included.</summary>
    public required long Lines { get; init; }

    /// <summary>Those of which nobody can tell who wrote them.</summary>
    public required long Unknown { get; init; }

    /// <summary>The window's counted commits to its files.</summary>
    public required int Commits { get; init; }

    /// <summary>Everybody with a line or a commit, most familiar first; those who have left among them.</summary>
    public required ImmutableArray<Knower> Knowers { get; init; }

    /// <summary>Who does not know it and is nearest to the module it lies in (<see cref="Nearness"/>), nearest first; empty outside modules.</summary>
    public required ImmutableArray<Pairing> Others { get; init; }

    /// <summary>The commit that wrote the line, when one line is asked about and it is known.</summary>
    public required LineRun? Line { get; init; }

    /// <param name="analysis">With the window, the graphs and who has left.</param>
    /// <param name="lines">With the files of the subject.</param>
    /// <param name="subject">What is asked about.</param>
    public static Knowledge Of(RepositoryAnalysis analysis, LivingLines lines, Subject subject)
    {
        var history = analysis.History;
        var held = Holdings(history, lines, subject, out long all, out long unknown, out var line);
        var files = subject.Files.Select(file => file.Path).ToHashSet();
        var work = FileWork.Of(analysis, files, _ => true);
        double known = all - unknown;
        ImmutableArray<Knower> knowers =
        [
            .. held.Keys.Union(work.LastCommit.Keys)
                .Where(person => history.Contributors[person].Kind == ContributorKind.Person)
                .Select(person => new Knower(
                    person,
                    held.GetValueOrDefault(person),
                    known == 0 ? 0 : held.GetValueOrDefault(person) / known,
                    work.Commits.GetValueOrDefault(person),
                    work.Total == 0 ? 0 : (double)work.Commits.GetValueOrDefault(person) / work.Total,
                    work.LastCommit.TryGetValue(person, out long last) ? Dates.FromUnixSeconds(last) : null,
                    analysis.Risk.HasLeft[person]))
                .Select(knower => knower with { Familiarity = FamiliarityOf(knower, known > 0, work.Total > 0) })
                .OrderByDescending(knower => knower.Familiarity)
                .ThenByDescending(knower => knower.LastCommit)
                .ThenBy(knower => knower.Contributor),
        ];
        return new Knowledge
        {
            Subject = subject,
            Lines = all,
            Unknown = unknown,
            Commits = work.Total,
            Knowers = knowers,
            Others = OthersOf(analysis, ModuleOf(history, files), knowers),
            Line = line,
        };
    }

    /// <summary>Who could learn it: the nearest of those who are there and do not know it.</summary>
    private static ImmutableArray<Pairing> OthersOf(RepositoryAnalysis analysis, int module, ImmutableArray<Knower> knowers)
    {
        if (module < 0)
            return [];
        int[] knowing = [.. knowers.Where(knower => knower.Familiarity >= KnowingShare).Select(knower => knower.Contributor)];
        var nearness = new Nearness(analysis);
        var aliases = new LikelyAliases(analysis.History);
        return
        [
            .. analysis.Contributors
                .Where(standing => standing.Layer is not null && !analysis.Risk.HasLeft[standing.Contributor] && !aliases.IsAmong(standing.Contributor, knowing))
                .Select(standing => nearness.Of(standing.Contributor, module, knowing))
                .OrderByDescending(pairing => pairing.Nearness)
                .Take(MostOthers),
        ];
    }

    private static double FamiliarityOf(Knower knower, bool hasLines, bool hasCommits) => (hasLines, hasCommits) switch
    {
        (true, true) => (knower.LineShare + knower.CommitShare) / 2,
        (true, false) => knower.LineShare,
        _ => knower.CommitShare,
    };

    private static Dictionary<int, long> Holdings(
        RepositoryHistory history, LivingLines lines, Subject subject, out long all, out long unknown, out LineRun? line)
    {
        var held = new Dictionary<int, long>();
        var fileOf = lines.Files.ToDictionary(file => file.Path);
        (all, unknown, line) = (0, 0, null);
        foreach (var asked in subject.Files)
        {
            if (!fileOf.TryGetValue(asked.Path, out var file))
                continue;
            foreach (var run in file.Runs)
            {
                int count = asked.Spans.IsEmpty ? run.Count : asked.Spans.Sum(span => span.Shared(run));
                if (count == 0)
                    continue;
                all += count;
                if (run.Commit < 0 || history.Commits[run.Commit].IsBoundary)
                {
                    unknown += count;
                    continue;
                }

                int author = history.Commits[run.Commit].Author;
                held[author] = held.GetValueOrDefault(author) + count;
                if (asked.Spans is [{ } span] && span.First == span.Last)
                {
                    int within = span.First - 1 - run.Start;
                    line = new LineRun(span.First - 1, 1, run.Commit, run.OriginalPath, run.OriginalStart < 0 ? -1 : run.OriginalStart + within);
                }
            }
        }

        return held;
    }

    /// <summary>The module that most of the files belong to; −1 for none.</summary>
    internal static int ModuleOf(RepositoryHistory history, IEnumerable<int> files) =>
        files.Select(file => history.Paths[file].Module).Where(module => module >= 0)
            .GroupBy(module => module).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => group.Key).FirstOrDefault(-1);
}

/// <summary>Somebody who wrote or changed what is asked about.</summary>
/// <param name="Contributor">Index into <see cref="RepositoryHistory.Contributors"/>.</param>
/// <param name="Lines">Living lines they wrote.</param>
/// <param name="LineShare">Of the known ones, 0 to 1.</param>
/// <param name="Commits">The window's counted commits.</param>
/// <param name="CommitShare">Of all of them, 0 to 1.</param>
/// <param name="LastCommit">The last one over the whole history; null when they never changed the files themselves (lines that a rename brought).</param>
/// <param name="HasLeft">No commit anywhere for so long that they have left.</param>
public sealed record Knower(int Contributor, long Lines, double LineShare, int Commits, double CommitShare, DateTimeOffset? LastCommit, bool HasLeft)
{
    /// <summary>0 to 1; the formula stands at <see cref="Knowledge"/>.</summary>
    public double Familiarity { get; init; }
}
