namespace RepoTopology.History;

/// <summary>
/// Where moved lines came from in the end. What a file gave away may have been moved there before: block by block, the oldest first, each one's lines
/// are known when a later one asks for them.
/// </summary>
internal sealed class MovedOrigins
{
    // Of each block its lines' origins, in order.
    private readonly LineOrigin[][] _blocks;
    private readonly List<LineOrigin> _pieces = [];

    private MovedOrigins(int blocks) => _blocks = new LineOrigin[blocks][];

    public static MovedOrigins Of(LineMoves? moves, IEnumerable<FoundMoves> found)
    {
        var origins = new MovedOrigins(moves?.Count ?? 0);
        var departed = found.SelectMany(part => part.Departed).ToArray();
        Array.Sort(departed, static (a, b) => (a.Block, a.Line).CompareTo((b.Block, b.Line)));
        for (int block = 0, next = 0, end; block < origins._blocks.Length; block++, next = end)
        {
            for (end = next; end < departed.Length && departed[end].Block == block; end++)
            {
            }

            origins._blocks[block] = [.. origins.Resolve(block, moves![block].Count, departed.AsSpan(next..end))];
        }

        return origins;
    }

    /// <summary>The lines' own origins; good until the next call.</summary>
    public List<LineOrigin> Of(LineOrigin lines)
    {
        _pieces.Clear();
        Append(_pieces, lines);
        return _pieces;
    }

    private List<LineOrigin> Resolve(int block, int count, ReadOnlySpan<(int Block, int Line, LineOrigin Origin)> departed)
    {
        var pieces = new List<LineOrigin>();
        int known = 0;
        foreach (var (_, line, origin) in departed)
        {
            if (line < known)
                continue; // Of lines that were told twice, once is enough.
            if (line > known)
                pieces.Add(LineOrigin.Unknown(line - known));
            if (origin.Block < block)
                Append(pieces, origin);
            else
                pieces.Add(LineOrigin.Unknown(origin.Count)); // Nothing came from what was moved later.
            known = line + origin.Count;
        }

        if (known < count)
            pieces.Add(LineOrigin.Unknown(count - known));
        return pieces;
    }

    private void Append(List<LineOrigin> pieces, LineOrigin lines)
    {
        if (!lines.IsMoved)
        {
            pieces.Add(lines);
            return;
        }

        int skip = lines.Line;
        int left = lines.Count;
        foreach (var piece in _blocks[lines.Block])
        {
            if (left == 0)
                return;
            if (skip >= piece.Count)
            {
                skip -= piece.Count;
                continue;
            }

            int count = Math.Min(piece.Count - skip, left);
            pieces.Add(piece with { Line = piece.Version == VersionTable.None ? -1 : piece.Line + skip, Count = count });
            left -= count;
            skip = 0;
        }
    }
}
