using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// The commits as a forest, each below its first parent, numbered so that whatever lies below a commit has numbers from <see cref="Enter"/> to
/// <see cref="Exit"/>: what a tree holds at a path was put there by the nearest commit above that changed the path.
/// </summary>
internal sealed class FirstParentForest
{
    private const int None = -1;

    public FirstParentForest(RepositoryHistory history)
    {
        int count = history.Commits.Length;
        int[] parents = new int[count];
        for (int commit = 0; commit < count; commit++)
            parents[commit] = history.ParentsOf(commit) is [var first, ..] ? first : None;
        Rank = ParentsFirst(history, out int[] order);
        Enter = new int[count];
        Exit = new int[count];
        InEnterOrder = new int[count];
        Number(parents, order);
    }

    /// <summary>Each commit's place in an order in which parents come before children, old commits first where there is a choice.</summary>
    public int[] Rank { get; }

    public int[] Enter { get; }

    public int[] Exit { get; }

    /// <summary>The commits by <see cref="Enter"/>.</summary>
    public int[] InEnterOrder { get; }

    private static int[] ParentsFirst(RepositoryHistory history, out int[] order)
    {
        int count = history.Commits.Length;
        int[] open = new int[count];
        var children = new Children(count);
        var ready = new PriorityQueue<int, int>();
        for (int commit = 0; commit < count; commit++)
        {
            foreach (int parent in history.ParentsOf(commit))
                if (parent >= 0)
                {
                    children.Add(parent, commit);
                    open[commit]++;
                }

            if (open[commit] == 0)
                ready.Enqueue(commit, -commit);
        }

        order = new int[count];
        int[] rank = new int[count];
        int next = 0;
        while (ready.TryDequeue(out int commit, out _))
        {
            order[next] = commit;
            rank[commit] = next++;
            for (int link = children.First(commit); link >= 0; link = children.Next(link))
                if (--open[children.Of(link)] == 0)
                    ready.Enqueue(children.Of(link), -children.Of(link));
        }

        if (next != count)
            throw Lineage.Circle();
        return rank;
    }

    private void Number(int[] parents, int[] order)
    {
        int[] size = new int[order.Length];
        var children = new Children(order.Length);
        for (int i = order.Length - 1; i >= 0; i--)
        {
            int commit = order[i];
            size[commit]++;
            if (parents[commit] < 0)
                continue;
            size[parents[commit]] += size[commit];
            children.Add(parents[commit], commit);
        }

        int next = 0;
        foreach (int commit in order)
        {
            if (parents[commit] < 0)
            {
                Enter[commit] = next;
                next += size[commit];
            }

            Exit[commit] = Enter[commit] + size[commit] - 1;
            InEnterOrder[Enter[commit]] = commit;

            // The largest subtree comes last: a look-up climbs out of the small ones only.
            int largest = None;
            int at = Enter[commit] + 1;
            for (int link = children.First(commit); link >= 0; link = children.Next(link))
                if (largest < 0 || size[children.Of(link)] > size[largest])
                    largest = children.Of(link);
            for (int link = children.First(commit); link >= 0; link = children.Next(link))
                if (children.Of(link) != largest)
                {
                    Enter[children.Of(link)] = at;
                    at += size[children.Of(link)];
                }

            if (largest >= 0)
                Enter[largest] = at;
        }
    }

    /// <summary>Lists of children, linked.</summary>
    private sealed class Children
    {
        private readonly int[] _first;
        private readonly List<(int Child, int Next)> _links;

        public Children(int count)
        {
            _first = new int[count];
            _first.AsSpan().Fill(None);
            _links = new List<(int, int)>(count);
        }

        public void Add(int parent, int child)
        {
            _links.Add((child, _first[parent]));
            _first[parent] = _links.Count - 1;
        }

        public int First(int parent) => _first[parent];

        public int Next(int link) => _links[link].Next;

        public int Of(int link) => _links[link].Child;
    }
}
