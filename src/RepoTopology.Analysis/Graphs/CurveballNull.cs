namespace RepoTopology.Analysis;

/// <summary>
/// Random worlds in which every person touches as many files, and every file is touched by as many people, as in the sample, but who
/// touches which is left to chance: pairs of people trade the files that only one of them touches.
/// Strona and others, "A fast and unbiased procedure to randomize ecological binary matrices", Nature Communications 5 (2014).
/// </summary>
internal static class CurveballNull
{
    private const int TradesPerPerson = 5;

    /// <returns>The co-edit graph of one such world, without weights (1 a shared file), among people with a commit.</returns>
    public static Graph CoEdits(Sample sample, Random random)
    {
        var table = sample.Table;
        List<int>[] files = [.. sample.Ranking.Select(person => FilesOf(sample, person))];
        for (int trade = 0; trade < TradesPerPerson * files.Length && files.Length > 1; trade++)
        {
            int a = random.Next(files.Length), b = random.Next(files.Length - 1);
            Trade(files, a, b < a ? b : b + 1, random);
        }

        int[] authors = new int[table.FileCount];
        foreach (int file in files.SelectMany(list => list))
            authors[file]++;
        int[] people = [.. files.SelectMany((list, person) => Enumerable.Repeat(person, list.Count))];
        int[] all = [.. files.SelectMany(list => list)];
        var ofFile = CompressedRows.Group(all, table.FileCount);
        return GraphBuilder.FromRows(files.Length, (person, row) =>
        {
            foreach (int file in files[person])
                if (authors[file] <= CoEditing.MostAuthors)
                    foreach (int touch in ofFile[file])
                        if (people[touch] != person)
                            row.Add(people[touch], 1);
        });
    }

    private static List<int> FilesOf(Sample sample, int person)
    {
        var files = new List<int>();
        foreach (int touch in sample.Table.TouchesOfPerson[person])
            if (sample.Touches[touch] > 0)
                files.Add(sample.Table.TouchFile[touch]);
        return files;
    }

    private static void Trade(List<int>[] files, int a, int b, Random random)
    {
        var common = new HashSet<int>(files[a]);
        common.IntersectWith(files[b]);
        int[] pool = [.. files[a].Where(file => !common.Contains(file)), .. files[b].Where(file => !common.Contains(file))];
        int ofA = files[a].Count - common.Count;
        if (ofA == 0 || ofA == pool.Length)
            return;
        random.Shuffle(pool);
        files[a] = [.. common, .. pool[..ofA]];
        files[b] = [.. common, .. pool[ofA..]];
    }
}
