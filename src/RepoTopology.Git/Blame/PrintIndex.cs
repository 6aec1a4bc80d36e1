namespace RepoTopology.Git;

/// <summary>
/// Finds the line of a text that shares most pairs with another line: for each pair there is a list of the lines that have it. The prints may
/// lose pairs while they are searched.
/// </summary>
internal sealed class PrintIndex(ushort[][] prints)
{
    // Lines that share fewer pairs are not alike.
    private const int Fewest = 10;

    private readonly int[] _shared = new int[prints.Length];
    private readonly List<int> _seen = [];
    private ushort[][] _indexed = [];
    private int[] _starts = [];
    private Entry[] _entries = [];

    private readonly record struct Entry(int Line, int Times);

    /// <summary>The line most alike; of several the nearest, and of two equally near the later one. −1 for none.</summary>
    /// <param name="print">The line.</param>
    /// <param name="place">Where it stands in its own text.</param>
    /// <param name="work">Counts what was looked at.</param>
    public int Find(ushort[] print, int place, ref long work)
    {
        if (print.Length < Fewest)
            return -1;
        if (_indexed.Length == 0)
            Build();
        for (int i = 0, end; i < print.Length; i = end)
        {
            for (end = i + 1; end < print.Length && print[end] == print[i]; end++)
            {
            }

            var having = _entries.AsSpan(_starts[print[i]].._starts[print[i] + 1]);
            work += having.Length;
            foreach (var entry in having)
            {
                if (_shared[entry.Line] == 0)
                    _seen.Add(entry.Line);
                _shared[entry.Line] += Math.Min(entry.Times, end - i);
            }
        }

        return Nearest(print, place, ref work);
    }

    private int Nearest(ushort[] print, int place, ref long work)
    {
        int best = -1, most = Fewest - 1, distance = 0;
        foreach (int line in _seen)
        {
            int shared = _shared[line];
            _shared[line] = 0;
            if (shared < Math.Max(most, Fewest))
                continue;
            if (_indexed[line] != prints[line])
            {
                shared = LinePrints.Common(prints[line], print);
                work += print.Length;
            }

            int away = Math.Abs(line - place);
            if (shared > most || (shared == most && best >= 0 && (away < distance || (away == distance && line > best))))
                (best, most, distance) = (line, shared, away);
        }

        _seen.Clear();
        return best;
    }

    private void Build()
    {
        _indexed = [.. prints];
        _starts = new int[ushort.MaxValue + 2];
        foreach (ushort[] print in _indexed)
            for (int i = 0; i < print.Length; i++)
                if (i == 0 || print[i] != print[i - 1])
                    _starts[print[i] + 1]++;
        for (int pair = 0; pair <= ushort.MaxValue; pair++)
            _starts[pair + 1] += _starts[pair];

        _entries = new Entry[_starts[^1]];
        int[] next = _starts[..^1];
        for (int line = 0; line < _indexed.Length; line++)
        {
            ushort[] print = _indexed[line];
            for (int i = 0, end; i < print.Length; i = end)
            {
                for (end = i + 1; end < print.Length && print[end] == print[i]; end++)
                {
                }

                _entries[next[print[i]]++] = new Entry(line, end - i);
            }
        }
    }
}
