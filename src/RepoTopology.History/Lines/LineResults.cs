using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>Puts the workers' findings together, in an order that does not depend on who found what.</summary>
internal static class LineResults
{
    public static LivingLines Assemble(RepositoryHistory history, LineWork work, List<FileFamily> families, IEnumerable<FoundLines> found, bool isComplete)
    {
        var all = found.ToList();
        return new LivingLines
        {
            Files = [.. all.SelectMany(lines => lines.Files).OrderBy(file => history.Paths[file.Path].Bytes, ByteOrder)],
            IsComplete = isComplete,
            Unreadable = [.. all.SelectMany(lines => lines.Unreadable).Order()],
            Capped =
            [
                .. families.Where(family => family.MostVersions < int.MaxValue).SelectMany(family => family.Paths)
                    .Union(all.SelectMany(lines => lines.CutShort)).Where(work.IsWanted).Order(),
            ],
            CappedRenameSearches = work.CappedRenameSearches,
            OverTime = Samples(work, all),
            Rewrites = work.Options.Changes ? Rewrites(history, work.Table, all) : null,
            Sizes = work.Options.Changes ? Sizes(history, work.Table, all) : null,
        };
    }

    private static Comparer<ImmutableArray<byte>> ByteOrder { get; } =
        Comparer<ImmutableArray<byte>>.Create((a, b) => a.AsSpan().SequenceCompareTo(b.AsSpan()));

    private static ImmutableArray<LineSample> Samples(LineWork work, List<FoundLines> all)
    {
        var shares = all.SelectMany(lines => lines.Shares)
            .GroupBy(share => share.Key, (key, parts) => (key.Sample, Share: new LineShare(key.Module, key.Contributor, parts.Sum(part => part.Value))))
            .ToLookup(share => share.Sample, share => share.Share);
        return
        [
            .. work.Samples.Commits.Select((commit, sample) => new LineSample(
                work.Options.SampleTimes[sample], commit,
                [.. shares[sample].OrderBy(share => share.Module).ThenBy(share => share.Contributor)])),
        ];
    }

    private static LineRewrites Rewrites(RepositoryHistory history, VersionTable table, List<FoundLines> all)
    {
        var found = all.SelectMany(lines => lines.Rewrites)
            .OrderBy(item => table.CommitOf[item.Version]).ThenBy(item => item.Rewrite.Path).ThenBy(item => item.Rewrite.Contributor).ToList();
        var rows = new RowsBuilder<LineRewrite>(history.Commits.Length, found.Count);
        int next = 0;
        for (int commit = 0; commit < history.Commits.Length; commit++)
        {
            for (; next < found.Count && table.CommitOf[found[next].Version] == commit; next++)
                rows.Add(found[next].Rewrite);
            rows.EndRow();
        }

        return new LineRewrites(rows.ToRows());
    }

    private static ChangeSizes Sizes(RepositoryHistory history, VersionTable table, List<FoundLines> all)
    {
        var values = new ChangeSize[history.ChangeCount];
        values.AsSpan().Fill(ChangeSize.Unknown);
        foreach (var (version, size) in all.SelectMany(lines => lines.Sizes))
            values[history.Changes.Starts[table.CommitOf[version]] + table.RowOf(version)] = size;
        return new ChangeSizes(new Rows<ChangeSize>(history.Changes.Starts, values))
        {
            Missing = all.Sum(lines => lines.Sizes.Count(size => size.Size == ChangeSize.Unknown)),
            OverBudget = 0,
        };
    }
}
