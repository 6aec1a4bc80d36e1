namespace RepoTopology.Git;

/// <summary>
/// Numbers every line that a version brought in, consecutive lines consecutively, so that owners are one number a line. Origins live as long
/// as the replay of one <see cref="FileVersions"/>.
/// </summary>
public sealed class LineOrigins
{
    /// <summary>The origin of a line of which nobody can tell where it came from.</summary>
    public const int Unknown = -1;

    private Block[] _blocks = new Block[64];
    private int _count;
    private int _next;
    private int _last;

    /// <summary>Where a line was written.</summary>
    /// <param name="origin">A number from an owners' list, not <see cref="Unknown"/>.</param>
    /// <returns>The version, the line there counted from 0, and how many of the following origins are the lines after it.</returns>
    public (int Version, int Line, int Following) Of(int origin)
    {
        var block = _blocks[Find(origin)];
        int within = origin - block.First;
        return (block.Version, block.Line + within, block.Count - within - 1);
    }

    internal int Add(int version, int line, int count)
    {
        if (count > int.MaxValue - _next)
            throw new GitDataException(GitDataProblem.TooLarge, "a file's history holds more than 2,147,483,647 lines");
        if (_count == _blocks.Length)
            Array.Resize(ref _blocks, _count * 2);
        _blocks[_count++] = new Block(_next, count, version, line);
        _next += count;
        return _next - count;
    }

    internal void Clear() => _count = _next = _last = 0;

    // Lines are asked for in the order of a file: the next one is mostly in the same block.
    private int Find(int origin)
    {
        if (_blocks[_last].Contains(origin) && _last < _count)
            return _last;
        int low = 0;
        int high = _count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (_blocks[middle].First <= origin)
                low = middle;
            else
                high = middle - 1;
        }

        return _last = low;
    }

    private readonly record struct Block(int First, int Count, int Version, int Line)
    {
        public bool Contains(int origin) => (uint)(origin - First) < (uint)Count;
    }
}
