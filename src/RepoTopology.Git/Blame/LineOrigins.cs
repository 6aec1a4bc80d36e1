namespace RepoTopology.Git;

/// <summary>
/// Numbers every line that a version brought in, consecutive lines consecutively, so that owners are one number a line. Origins live as long
/// as the replay of one <see cref="FileVersions"/>.
/// </summary>
public sealed class LineOrigins
{
    /// <summary>The origin of a line of which nobody can tell where it came from.</summary>
    public const int Unknown = -1;

    private const int Most = 1 << 30;

    // Of every so many origins the block of the first: a look-up is one step and a short walk.
    private const int GuideShift = 4;

    private Block[] _blocks = new Block[64];
    private int[] _guides = new int[64];
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

    /// <summary>The first of the lines' origins; <see cref="Unknown"/> where a history holds more lines than can be numbered.</summary>
    internal int Add(int version, int line, int count)
    {
        if (count > Most - _next)
            return Unknown;
        if (_count == _blocks.Length)
            Array.Resize(ref _blocks, _count * 2);
        int firstGuide = (_next + (1 << GuideShift) - 1) >> GuideShift;
        int lastGuide = (_next + count - 1) >> GuideShift;
        if (_guides.Length <= lastGuide)
            Array.Resize(ref _guides, Math.Max(lastGuide + 1, _guides.Length * 2));
        for (int guide = firstGuide; guide <= lastGuide; guide++)
            _guides[guide] = _count;
        _blocks[_count++] = new Block(_next, count, version, line);
        _next += count;
        return _next - count;
    }

    internal void Clear() => _count = _next = _last = 0;

    // Lines are asked for in the order of a file: the next one is mostly in the same block.
    private int Find(int origin)
    {
        if (_last < _count && _blocks[_last].Contains(origin))
            return _last;
        int block = _guides[origin >> GuideShift];
        while (!_blocks[block].Contains(origin))
            block++;
        return _last = block;
    }

    private readonly record struct Block(int First, int Count, int Version, int Line)
    {
        public bool Contains(int origin) => (uint)(origin - First) < (uint)Count;
    }
}
