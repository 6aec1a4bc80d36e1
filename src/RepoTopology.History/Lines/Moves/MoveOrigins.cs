namespace RepoTopology.History;

/// <summary>Which families of files must be read to know some files' lines: their own, those that lines came from, those that theirs came from, and so on.</summary>
internal static class MoveOrigins
{
    /// <returns>In the order given.</returns>
    public static List<FileFamily> FamiliesFor(List<FileFamily> families, LineWork work, LineMoves moves)
    {
        int[] familyOf = new int[work.History.Paths.Length];
        Array.Fill(familyOf, -1);
        for (int family = 0; family < families.Count; family++)
            foreach (int path in families[family].Paths)
                familyOf[path] = family;

        var sources = new HashSet<int>[families.Count];
        for (int block = 0; block < moves.Count; block++)
        {
            int target = familyOf[work.Table.PathOf(moves[block].Target)];
            int source = familyOf[work.Table.PathOf(moves[block].Source)];
            if (target >= 0 && source >= 0 && target != source)
                (sources[target] ??= []).Add(source);
        }

        var needed = new HashSet<int>();
        var open = new Stack<int>(Enumerable.Range(0, families.Count).Where(family => families[family].Paths.Any(work.IsWanted)));
        while (open.TryPop(out int family))
            if (needed.Add(family))
                foreach (int source in sources[family] ?? [])
                    open.Push(source);
        return [.. families.Where((_, family) => needed.Contains(family))];
    }
}
