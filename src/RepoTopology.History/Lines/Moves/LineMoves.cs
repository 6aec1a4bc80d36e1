using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Lines that were moved: some of a block's, which are numbered from 0.</summary>
/// <param name="Block">Index into <see cref="LineMoves"/>.</param>
/// <param name="Start">The first of them.</param>
internal readonly record struct MovedLines(int Block, int Start);

/// <summary>The blocks of lines that all commits moved, each after those that its lines can have been moved in before.</summary>
internal sealed class LineMoves
{
    private readonly MovedBlock[] _blocks;
    private readonly int[] _bySource;
    private readonly Dictionary<int, (int First, int Count)> _ofTarget = [];
    private readonly Dictionary<int, (int First, int Count)> _ofSource = [];

    // Most versions have none, and every run of lines is asked for its version.
    private readonly bool[] _isTarget;

    private LineMoves(MovedBlock[] blocks, int versions)
    {
        _blocks = blocks;
        _isTarget = new bool[versions];
        _bySource = [.. Enumerable.Range(0, blocks.Length).OrderBy(block => blocks[block].Source).ThenBy(block => blocks[block].OldStart)];
        for (int i = 0; i < blocks.Length; i++)
        {
            _isTarget[blocks[i].Target] = true;
            Extend(_ofTarget, blocks[i].Target, i);
            Extend(_ofSource, blocks[_bySource[i]].Source, i);
        }
    }

    public int Count => _blocks.Length;

    public ref readonly MovedBlock this[int block] => ref _blocks[block];

    /// <param name="blocks">Those of each commit; of one version none overlaps another.</param>
    /// <param name="work">Has the versions.</param>
    public static LineMoves Of(IEnumerable<MovedBlock> blocks, LineWork work)
    {
        var sorted = blocks.ToArray();
        int[] commitOf = work.Table.CommitOf;
        int[] rank = work.Forest.Rank;
        Array.Sort(sorted, (a, b) => (rank[commitOf[a.Target]], a.Target, a.NewStart).CompareTo((rank[commitOf[b.Target]], b.Target, b.NewStart)));
        return new LineMoves(sorted, work.Table.Count);
    }

    /// <summary>Blocks whose lines came to a version, by where they are.</summary>
    public (int First, int Count) To(int version) => _isTarget[version] ? _ofTarget[version] : default;

    /// <summary>Blocks whose lines left with a version, by where they were.</summary>
    public ReadOnlySpan<int> From(int version) =>
        _ofSource.TryGetValue(version, out var range) ? _bySource.AsSpan(range.First, range.Count) : [];

    /// <summary>What lines that a version has of no parent really are.</summary>
    /// <param name="version">The version.</param>
    /// <param name="line">The first of the lines.</param>
    /// <param name="count">How many; cut to those that are of one kind.</param>
    /// <returns>The lines of a block, or null for the version's own.</returns>
    public MovedLines? Find(int version, int line, ref int count)
    {
        if (!_isTarget[version])
            return null;
        var (low, left) = _ofTarget[version];
        int end = low + left;

        // The first block that ends behind the line.
        while (left > 0)
        {
            int half = left / 2;
            if (_blocks[low + half].NewStart + _blocks[low + half].Count <= line)
                (low, left) = (low + half + 1, left - half - 1);
            else
                left = half;
        }

        if (low == end)
            return null;
        ref readonly var block = ref _blocks[low];
        if (block.NewStart > line)
        {
            count = Math.Min(count, block.NewStart - line);
            return null;
        }

        count = Math.Min(count, block.NewStart + block.Count - line);
        return new MovedLines(low, line - block.NewStart);
    }

    /// <summary>Whether a version's parent's line left with it, and for how many lines, at most so many, that is so.</summary>
    public bool HasLeft(int version, int line, ref int count)
    {
        foreach (int index in From(version))
        {
            ref readonly var block = ref _blocks[index];
            if (block.OldStart + block.Count <= line)
                continue;
            bool left = block.OldStart <= line;
            count = Math.Min(count, left ? block.OldStart + block.Count - line : block.OldStart - line);
            return left;
        }

        return false;
    }

    private static void Extend(Dictionary<int, (int First, int Count)> ranges, int version, int index)
    {
        var (first, count) = ranges.GetValueOrDefault(version, (index, 0));
        ranges[version] = (first, count + 1);
    }
}
