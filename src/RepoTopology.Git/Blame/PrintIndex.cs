namespace RepoTopology.Git;

/// <summary>Finds the line of a text that shares most pairs with another line: for each pair there is a list of the lines that have it.</summary>
internal sealed class PrintIndex(ushort[][] prints)
{
    // Lines that share fewer pairs are not alike.
    private const int Fewest = 10;

    private readonly Lazy<(int[] Starts, Entry[] Entries)> _index = new(() => Build(prints));
    private readonly int[] _shared = new int[prints.Length];
    private readonly List<int> _seen = [];

    private readonly record struct Entry(int Line, int Times);

    /// <summary>The line most alike; of several the nearest, and of two equally near the later one. −1 for none.</summary>
    /// <param name="print">The line.</param>
    /// <param name="place">Where it stands in its own text.</param>
    /// <param name="work">Counts what was looked at.</param>
    public int Find(ushort[] print, int place, ref long work)
    {
        if (print.Length < Fewest)
            return -1;
        var (starts, entries) = _index.Value;
        for (int i = 0, end; i < print.Length; i = end)
        {
            for (end = i + 1; end < print.Length && print[end] == print[i]; end++)
            {
            }

            var having = entries.AsSpan(starts[print[i]]..starts[print[i] + 1]);
            work += having.Length;
            foreach (var entry in having)
            {
                if (_shared[entry.Line] == 0)
                    _seen.Add(entry.Line);
                _shared[entry.Line] += Math.Min(entry.Times, end - i);
            }
        }

        return Nearest(place);
    }

    private int Nearest(int place)
    {
        int best = -1, most = Fewest - 1, distance = 0;
        foreach (int line in _seen)
        {
            int shared = _shared[line];
            _shared[line] = 0;
            int away = Math.Abs(line - place);
            if (shared > most || (shared == most && best >= 0 && (away < distance || (away == distance && line > best))))
                (best, most, distance) = (line, shared, away);
        }

        _seen.Clear();
        return best;
    }

    private static (int[] Starts, Entry[] Entries) Build(ushort[][] prints)
    {
        int[] starts = new int[ushort.MaxValue + 2];
        foreach (ushort[] print in prints)
            for (int i = 0; i < print.Length; i++)
                if (i == 0 || print[i] != print[i - 1])
                    starts[print[i] + 1]++;
        for (int pair = 0; pair <= ushort.MaxValue; pair++)
            starts[pair + 1] += starts[pair];

        var entries = new Entry[starts[^1]];
        int[] next = starts[..^1];
        for (int line = 0; line < prints.Length; line++)
        {
            ushort[] print = prints[line];
            for (int i = 0, end; i < print.Length; i = end)
            {
                for (end = i + 1; end < print.Length && print[end] == print[i]; end++)
                {
                }

                entries[next[print[i]]++] = new Entry(line, end - i);
            }
        }

        return (starts, entries);
    }
}
