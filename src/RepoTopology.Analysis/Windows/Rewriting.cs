using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Which people of the window replaced whose lines, commit by commit; giant commits replace nobody's. Only pairs of people who both made commits in the
/// window are there: whoever left before cannot return anything.
/// </summary>
internal sealed class Rewriting
{
    private readonly CompressedRows _rowsOfCommit;
    private readonly int[] _pairOfRow;
    private readonly int[] _linesOfRow;

    private Rewriting(CompressedRows rowsOfCommit, int[] pairOfRow, int[] linesOfRow, int[] reverse)
    {
        _rowsOfCommit = rowsOfCommit;
        _pairOfRow = pairOfRow;
        _linesOfRow = linesOfRow;
        Reverse = reverse;
    }

    /// <summary>Pair (rewriter, rewritten) → the pair the other way round, −1 where there is none.</summary>
    public int[] Reverse { get; }

    public static Rewriting Of(WindowTable table, LivingLines lines)
    {
        var personOf = table.People.Select((contributor, person) => (contributor, person)).ToDictionary(pair => pair.contributor, pair => pair.person);
        var pairs = new Dictionary<(int From, int To), int>();
        var commits = new List<int>();
        var pairOfRow = new List<int>();
        var linesOfRow = new List<int>();
        for (int commit = 0; commit < table.CommitCount; commit++)
        {
            int index = table.HistoryCommits[commit];
            if (table.History.FilesOf(index) > WindowChoice.GiantFiles)
                continue;
            foreach (var (author, replaced) in PersonTies.RewritesOf(table.History, lines, index))
            {
                if (!personOf.TryGetValue(author, out int rewritten))
                    continue;
                var pair = (table.Authors[commit], rewritten);
                if (!pairs.TryGetValue(pair, out int number))
                    pairs[pair] = number = pairs.Count;
                commits.Add(commit);
                pairOfRow.Add(number);
                linesOfRow.Add(replaced);
            }
        }

        int[] reverse = new int[pairs.Count];
        foreach (var ((from, to), number) in pairs)
            reverse[number] = pairs.TryGetValue((to, from), out int back) ? back : -1;
        return new(CompressedRows.Group(commits.ToArray(), table.CommitCount), [.. pairOfRow], [.. linesOfRow], reverse);
    }

    /// <summary>Adds the lines that a commit replaced to those of each pair.</summary>
    public void AddTo(long[] linesOfPair, int commit)
    {
        foreach (int row in _rowsOfCommit[commit])
            linesOfPair[_pairOfRow[row]] += _linesOfRow[row];
    }
}
