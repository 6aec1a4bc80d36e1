using RepoTopology.Git;

namespace RepoTopology.Analysis;

/// <summary>Files that came to be within the window.</summary>
internal static class NewFiles
{
    /// <returns>File → the person whose commit added it as its first change in the window; −1 where it was there before, or came by a rename.</returns>
    public static int[] CreatorsOf(WindowTable table)
    {
        var history = table.History;
        int[] creators = new int[table.FileCount];
        Array.Fill(creators, -1);
        bool[] seen = new bool[table.FileCount];
        var added = new HashSet<int>();
        for (int commit = 0; commit < table.CommitCount; commit++)
        {
            if (table.TouchesOfCommit[commit].IsEmpty)
                continue;
            added.Clear();
            foreach (var change in history.ChangesOf(table.HistoryCommits[commit]))
                if (change.Kind == ChangeKind.Added && change.RenamedFrom < 0)
                    added.Add(change.Path);
            foreach (int touch in table.TouchesOfCommit[commit])
            {
                int file = table.TouchFile[touch];
                if (!seen[file] && added.Contains(table.Files[file]))
                    creators[file] = table.Authors[commit];
                seen[file] = true;
            }
        }

        return creators;
    }
}
