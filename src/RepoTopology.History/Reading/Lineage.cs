using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>What must be true of parents before anything follows them.</summary>
internal static class Lineage
{
    /// <summary>Object ids leave no room for circles; a cache, a graft or a replacement can say anything.</summary>
    /// <exception cref="GitDataException">A commit is its own ancestor.</exception>
    public static void CheckNoCircle(Rows<int> parents)
    {
        int count = parents.Starts.Length - 1;
        int[] children = new int[count];
        foreach (int parent in parents.Values)
            if (parent >= 0)
                children[parent]++;
        var free = new Stack<int>(Enumerable.Range(0, count).Where(commit => children[commit] == 0));
        int left = count;
        for (; free.TryPop(out int commit); left--)
            foreach (int parent in parents[commit])
                if (parent >= 0 && --children[parent] == 0)
                    free.Push(parent);
        if (left > 0)
            throw Circle();
    }

    public static GitDataException Circle() => new(
        GitDataProblem.Corrupt, "a commit is its own ancestor; if a cache was imported, 'repotopology cache clear' removes it");
}
