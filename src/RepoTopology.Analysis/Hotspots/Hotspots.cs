using System.Collections.Immutable;
using RepoTopology.Code;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Where work, size and concentration meet: score = churn × size × concentration, each 0 to 1. Churn is ln(1 + commits) and size ln(1 + living lines), over the
/// same of whatever has most; concentration is the top owner's share of the known living lines. Logarithms keep one very busy or large file from
/// hiding all others. Churn × size as a hotspot: Tornhill, "Your Code as a Crime Scene" (2015); × concentration is ours.
/// </summary>
public static class Hotspots
{
    /// <summary>Companions change with it at least so often.</summary>
    public const int LeastTogether = 3;

    /// <summary>Authored files and modules that stand and were changed in the window, highest score first.</summary>
    /// <param name="analysis">The window and the facts.</param>
    /// <param name="lines">All files' lines, with <see cref="LivingLinesOptions.Changes"/>.</param>
    /// <param name="level">What to tell of: files or modules.</param>
    public static ImmutableArray<Hotspot> Of(RepositoryAnalysis analysis, LivingLines lines, HotspotLevel level)
    {
        var history = analysis.History;
        var churn = Churn.Of(analysis, lines, level);
        var held = Held(history, lines, level);
        long end = analysis.Window.To.ToUnixTimeSeconds();
        var found = churn.Commits.Where(thing => held.ContainsKey(thing.Key)).Select(thing =>
        {
            var (top, share) = held[thing.Key].Top(history);
            return new Hotspot(thing.Key, thing.Value.Count, churn.Lines.GetValueOrDefault(thing.Key), held[thing.Key].Lines, top, share, held[thing.Key].MedianAge(history, end))
            {
                Companion = churn.CompanionOf(thing.Key),
            };
        }).ToList();
        return Rank(found);
    }

    /// <summary>Types outside tests and generated code, highest score first.</summary>
    /// <param name="analysis">The window and the facts.</param>
    /// <param name="lines">The lines of all C# files.</param>
    /// <param name="code">The types.</param>
    public static ImmutableArray<Hotspot> OfTypes(RepositoryAnalysis analysis, LivingLines lines, CodeModel code)
    {
        var history = analysis.History;
        var ownership = MemberOwnership.Of(history, lines, code);
        int[] types = [.. Enumerable.Range(0, code.Types.Length).Where(type => !code.Types[type].IsTest && !code.Types[type].IsGenerated && ownership.Types[type].Lines > 0)];
        var churn = Churn.OfTypes(analysis, types, ownership);
        long end = analysis.Window.To.ToUnixTimeSeconds();
        return Rank([.. types.Where(churn.Commits.ContainsKey).Select(type =>
        {
            var held = new Holding();
            foreach (var (commit, count) in ownership.Types[type].Commits)
                held.Add(history, new LineRun(0, (int)count, commit, -1, -1));
            var (top, share) = held.Top(history);
            return new Hotspot(type, churn.Commits[type].Count, churn.Lines[type], ownership.Types[type].Lines, top, share, held.MedianAge(history, end))
            {
                Companion = churn.CompanionOf(type),
            };
        })]);
    }

    private static ImmutableArray<Hotspot> Rank(List<Hotspot> found)
    {
        double busiest = found.Select(spot => Math.Log(1 + spot.Commits)).DefaultIfEmpty(1).Max();
        double largest = Math.Max(1e-9, found.Select(spot => Math.Log(1 + spot.Lines)).DefaultIfEmpty(1).Max());
        return
        [
            .. found.Select(spot => spot with { Score = Math.Log(1 + spot.Commits) / busiest * (Math.Log(1 + spot.Lines) / largest) * spot.TopShare })
                .OrderByDescending(spot => spot.Score)
                .ThenByDescending(spot => spot.Commits)
                .ThenBy(spot => spot.Index),
        ];
    }

    private static Dictionary<int, Holding> Held(RepositoryHistory history, LivingLines lines, HotspotLevel level)
    {
        var held = new Dictionary<int, Holding>();
        foreach (var file in lines.Files)
        {
            if (history.Paths[file.Path].Module is var module && module < 0)
                continue;
            int thing = level == HotspotLevel.File ? file.Path : module;
            if (!held.TryGetValue(thing, out var holding))
                held[thing] = holding = new Holding();
            foreach (var run in file.Runs)
                holding.Add(history, run);
        }

        return held;
    }

    private sealed class Holding
    {
        private readonly Dictionary<int, long> _people = [];
        private readonly Dictionary<int, long> _commits = [];

        public long Lines { get; private set; }

        public void Add(RepositoryHistory history, in LineRun run)
        {
            Lines += run.Count;
            if (run.Commit < 0 || history.Commits[run.Commit].IsBoundary)
                return;
            int author = history.Commits[run.Commit].Author;
            _people[author] = _people.GetValueOrDefault(author) + run.Count;
            _commits[run.Commit] = _commits.GetValueOrDefault(run.Commit) + run.Count;
        }

        public (int Person, double Share) Top(RepositoryHistory history)
        {
            var top = _people.Where(held => history.Contributors[held.Key].Kind == ContributorKind.Person)
                .OrderByDescending(held => held.Value).ThenBy(held => held.Key).FirstOrDefault(KeyValuePair.Create(-1, 0L));
            return (top.Key, top.Value == 0 ? 0 : (double)top.Value / _people.Values.Sum());
        }

        public double? MedianAge(RepositoryHistory history, long end) => LineAge.Median(history, _commits.Select(held => (held.Key, held.Value)), end);
    }
}
