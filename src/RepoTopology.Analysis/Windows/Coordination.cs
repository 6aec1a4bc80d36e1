namespace RepoTopology.Analysis;

/// <summary>
/// How many edits of each commit are to files that several people edit, and how many of those come within <see cref="Days"/> days of an edit by
/// somebody else, before or after, by author dates. Files of more than <see cref="CoEditing.MostAuthors"/> people are left out as in the co-edit graph.
/// </summary>
/// <param name="Shared">Commit → edits to shared files.</param>
/// <param name="Coordinated">Commit → those near somebody else's.</param>
internal sealed record Coordination(int[] Shared, int[] Coordinated)
{
    public const int Days = 7;

    private const long Reach = Days * 86400L;

    public static Coordination Of(WindowTable table)
    {
        var edits = new List<(int File, long Time, int Commit)>();
        int[] authorsOf = new int[table.FileCount];
        foreach (int file in table.TouchFile)
            authorsOf[file]++;
        for (int commit = 0; commit < table.CommitCount; commit++)
            foreach (int touch in table.TouchesOfCommit[commit])
                if (authorsOf[table.TouchFile[touch]] is > 1 and <= CoEditing.MostAuthors)
                    edits.Add((table.TouchFile[touch], Dates.Clamp(table.History.Commits[table.HistoryCommits[commit]].AuthorTime), commit));
        edits.Sort();

        int[] shared = new int[table.CommitCount], coordinated = new int[table.CommitCount];
        bool[] near = new bool[edits.Count];

        // The nearest edit by somebody else, before an edit, is the last one of another author: one pass each way.
        Mark(0, 1);
        Mark(edits.Count - 1, -1);
        for (int i = 0; i < edits.Count; i++)
        {
            shared[edits[i].Commit]++;
            coordinated[edits[i].Commit] += near[i] ? 1 : 0;
        }

        return new(shared, coordinated);

        void Mark(int start, int step)
        {
            // The last edit of the file, and the last one by another person than that edit's author.
            int last = -1, other = -1;
            for (int i = start; i >= 0 && i < edits.Count; i += step)
            {
                if (last >= 0 && edits[last].File != edits[i].File)
                    last = other = -1;
                int person = table.Authors[edits[i].Commit];
                if (last >= 0 && table.Authors[edits[last].Commit] != person)
                    other = last;
                near[i] |= other >= 0 && Math.Abs(edits[i].Time - edits[other].Time) <= Reach;
                last = i;
            }
        }
    }
}
