using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RepoTopology.History;

/// <summary>Puts the workers' findings together, in an order that does not depend on who found what.</summary>
internal static class LineResults
{
    public static LivingLines Assemble(RepositoryHistory history, LineWork work, List<FileFamily> families, IEnumerable<FoundLines> found, bool isComplete)
    {
        var all = found.ToList();
        var origins = MovedOrigins.Of(work.Moves, all.Select(lines => lines.Moves));
        all.Add(MovedFindings(work, all, origins));
        var files = all.SelectMany(lines => lines.Files)
            .Select(file => (file.Version, File: new LivingFile(work.Table.PathOf(file.Version), file.Lines, Runs(work, file.Origins.SelectMany(origins.Of)))))
            .OrderBy(file => history.Paths[file.File.Path].Bytes, ByteOrder).ToList();
        return new LivingLines
        {
            Files = [.. files.Where(file => work.HeadVersion(file.File.Path) == file.Version).Select(file => file.File)],
            FilesBefore = [.. files.Where(file => work.BeforeVersion(file.File.Path) == file.Version).Select(file => file.File)],
            IsComplete = isComplete,
            Unreadable = [.. all.SelectMany(lines => lines.Unreadable).Order()],
            Capped =
            [
                .. families.Where(family => family.MostVersions < int.MaxValue).SelectMany(family => family.Paths)
                    .Union(all.SelectMany(lines => lines.CutShort)).Where(work.IsWanted).Order(),
            ],
            CappedRenameSearches = work.CappedRenameSearches,
            CappedMoveSearches = work.CappedMoveSearches,
            OverTime = Samples(work, all),
            Rewrites = work.Options.Changes ? Rewrites(history, work.Table, all) : null,
            Sizes = work.Options.Changes ? Sizes(history, work.Table, all) : null,
        };
    }

    private static Comparer<ImmutableArray<byte>> ByteOrder { get; } =
        Comparer<ImmutableArray<byte>>.Create((a, b) => a.AsSpan().SequenceCompareTo(b.AsSpan()));

    private static ImmutableArray<LineRun> Runs(LineWork work, IEnumerable<LineOrigin> origins)
    {
        var runs = ImmutableArray.CreateBuilder<LineRun>();
        int start = 0;
        foreach (var origin in origins)
        {
            runs.Add(origin.Version == VersionTable.None
                ? new LineRun(start, origin.Count, -1, -1, -1)
                : new LineRun(start, origin.Count, work.Table.CommitOf[origin.Version], work.Table.ChangeOf(origin.Version).Path, origin.Line));
            start += origin.Count;
        }

        return runs.DrainToImmutable();
    }

    /// <summary>What was found of moved lines, now that it is known whose they are. Rewrites that have a row already are added to it.</summary>
    private static FoundLines MovedFindings(LineWork work, List<FoundLines> all, MovedOrigins origins)
    {
        var moved = new FoundLines(work, []);
        foreach (var (version, lines) in all.SelectMany(lines => lines.Moves.Standing))
            foreach (var origin in origins.Of(lines))
                moved.AddSteps(version, work.AuthorOf(origin.Version), origin.Count);

        var rewrites = new Dictionary<(int Version, int Author), (int Replaced, int Removed)>();
        foreach (var (version, lines, isReplaced) in all.SelectMany(lines => lines.Moves.Rewrites))
            foreach (var origin in origins.Of(lines))
            {
                ref var taken = ref CollectionsMarshal.GetValueRefOrAddDefault(rewrites, (version, work.AuthorOf(origin.Version)), out _);
                taken = isReplaced ? (taken.Replaced + origin.Count, taken.Removed) : (taken.Replaced, taken.Removed + origin.Count);
            }

        foreach (var lines in all)
            foreach (ref var row in CollectionsMarshal.AsSpan(lines.Rewrites))
                if (rewrites.Remove((row.Version, row.Rewrite.Contributor), out var more))
                    row.Rewrite = row.Rewrite with { Replaced = row.Rewrite.Replaced + more.Replaced, Removed = row.Rewrite.Removed + more.Removed };
        moved.Rewrites.AddRange(rewrites.Select(row =>
            (row.Key.Version, new LineRewrite(work.Table.PathOf(row.Key.Version), row.Key.Author, row.Value.Replaced, row.Value.Removed))));
        return moved;
    }

    private static ImmutableArray<LineSample> Samples(LineWork work, List<FoundLines> all)
    {
        int samples = work.Samples.Commits.Length;
        var shares = new List<LineShare>[samples];
        foreach (ref var list in shares.AsSpan())
            list = [];
        foreach (long holding in all.SelectMany(lines => lines.Steps.Keys).Distinct().Order())
        {
            var (module, contributor) = FoundLines.HolderOf(holding);
            long lines = 0;
            for (int sample = 0; sample < samples; sample++)
            {
                foreach (var found in all)
                    lines += found.Steps.TryGetValue(holding, out int[]? steps) ? steps[sample] : 0;
                if (lines > 0)
                    shares[sample].Add(new LineShare(module, contributor, lines));
            }
        }

        return [.. work.Samples.Commits.Select((commit, sample) => new LineSample(work.Options.SampleTimes[sample], commit, [.. shares[sample]]))];
    }

    private static LineRewrites Rewrites(RepositoryHistory history, VersionTable table, List<FoundLines> all)
    {
        int[] starts = new int[history.Commits.Length + 1];
        foreach (var lines in all)
            foreach (var (version, _) in lines.Rewrites)
                starts[table.CommitOf[version] + 1]++;
        for (int commit = 0; commit < history.Commits.Length; commit++)
            starts[commit + 1] += starts[commit];

        var values = new LineRewrite[starts[^1]];
        int[] next = starts[..^1];
        foreach (var lines in all)
            foreach (var (version, rewrite) in lines.Rewrites)
                values[next[table.CommitOf[version]]++] = rewrite;
        for (int commit = 0; commit < history.Commits.Length; commit++)
            values.AsSpan(starts[commit]..starts[commit + 1]).Sort(
                static (a, b) => a.Path != b.Path ? a.Path.CompareTo(b.Path) : a.Contributor.CompareTo(b.Contributor));
        return new LineRewrites(new Rows<LineRewrite>(starts, values));
    }

    private static ChangeSizes Sizes(RepositoryHistory history, VersionTable table, List<FoundLines> all)
    {
        var values = new ChangeSize[history.ChangeCount];
        values.AsSpan().Fill(ChangeSize.Unknown);
        int missing = 0;
        foreach (var lines in all)
            foreach (var (version, size) in lines.Sizes)
            {
                values[history.Changes.Starts[table.CommitOf[version]] + table.RowOf(version)] = size;
                missing += size == ChangeSize.Unknown ? 1 : 0;
            }

        return new ChangeSizes(new Rows<ChangeSize>(history.Changes.Starts, values))
        {
            Missing = missing,
            OverBudget = 0,
        };
    }
}
