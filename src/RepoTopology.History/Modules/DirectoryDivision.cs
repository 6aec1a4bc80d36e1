namespace RepoTopology.History;

/// <summary>Divides files that belong to no project by directories, deeper where a directory holds too much of the repository.</summary>
internal static class DirectoryDivision
{
    /// <summary>ohmyzsh has 350 plugins with an owner each: fewer would join what is apart.</summary>
    public const int MaxDirectories = 1000;

    private const double TooLarge = 1.0 / 3;
    private const int MinFilesToSplit = 20;

    /// <summary>
    /// The top-level directories; one that holds more than a third of all authored files is split into its children, and so on. A split
    /// directory stays, for the files directly in it. At most <see cref="MaxDirectories"/>, the largest first.
    /// </summary>
    /// <param name="files">The files to divide.</param>
    /// <param name="authored">Authored files of the whole repository.</param>
    public static List<string> Divide(IReadOnlyList<string> files, int authored)
    {
        var sizes = new Dictionary<string, int>();
        var children = new Dictionary<string, List<string>> { [""] = [] };
        foreach (string path in files)
        {
            string parent = "";
            foreach (string directory in Directories.Above(path))
            {
                sizes[directory] = sizes.GetValueOrDefault(directory) + 1;
                if (sizes[directory] == 1)
                {
                    children[parent].Add(directory);
                    children[directory] = [];
                }

                parent = directory;
            }
        }

        var chosen = children[""].OrderByDescending(directory => sizes[directory]).ThenBy(d => d, StringComparer.Ordinal).Take(MaxDirectories).ToList();
        // The list grows while it is read: children are looked at in their turn.
        for (int i = 0; i < chosen.Count; i++)
        {
            int size = sizes[chosen[i]];
            var parts = children[chosen[i]];
            if (size >= MinFilesToSplit && size > authored * TooLarge && chosen.Count + parts.Count <= MaxDirectories)
                chosen.AddRange(parts.OrderByDescending(directory => sizes[directory]).ThenBy(directory => directory, StringComparer.Ordinal));
        }

        return chosen;
    }
}
