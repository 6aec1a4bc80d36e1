namespace RepoTopology.Analysis;

/// <summary>
/// The contributor co-edit graph: people are joined by the files that both change, with weight Σ over shared files of the smaller number of
/// changes. Files of more than <see cref="MostAuthors"/> people (change logs, lists) join everybody with everybody and are dropped.
/// </summary>
internal static class CoEditing
{
    public const int MostAuthors = 40;

    public static Graph Build(Sample sample)
    {
        var table = sample.Table;
        var touches = sample.Touches;
        int[] authorsOf = new int[table.FileCount];
        for (int touch = 0; touch < touches.Length; touch++)
            authorsOf[table.TouchFile[touch]] += touches[touch] > 0 ? 1 : 0;

        return GraphBuilder.FromRows(table.PersonCount, (person, row) =>
        {
            foreach (int mine in table.TouchesOfPerson[person])
            {
                int file = table.TouchFile[mine];
                if (touches[mine] == 0 || authorsOf[file] > MostAuthors)
                    continue;
                foreach (int theirs in table.TouchesOfFile[file])
                    if (touches[theirs] > 0 && theirs != mine)
                        row.Add(table.TouchPerson[theirs], Math.Min(touches[mine], touches[theirs]));
            }
        });
    }
}
