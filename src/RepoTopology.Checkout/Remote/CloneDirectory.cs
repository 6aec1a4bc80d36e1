namespace RepoTopology.Checkout;

/// <summary>A clone's directory on disk: one process at a time writes it, and it is there whole or not at all.</summary>
internal static class CloneDirectory
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes a directory for clones; private repositories are nobody else's to read.</summary>
    public static void Make(string clones)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(clones);
        else
            Directory.CreateDirectory(clones, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Waits until no other process writes the clone. The system lets go of it when a process ends, however it ends.</summary>
    public static IDisposable Lock(string directory, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(directory + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(directory + ".lock"))
            {
                cancellation.WaitHandle.WaitOne(Pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Makes the directory by way of an unfinished one, whose leftovers from a killed process go first.</summary>
    public static void Fill(string directory, Action<string> work)
    {
        string unfinished = directory + ".unfinished";
        Delete(unfinished);
        try
        {
            work(unfinished);
            // What is there is no repository, or it would not be made anew.
            Delete(directory);
            Directory.Move(unfinished, directory);
        }
        catch
        {
            Delete(unfinished);
            throw;
        }
    }

    /// <summary>Removes what a killed fetch left: locks of references, and packs without their end.</summary>
    public static void RemoveLeftovers(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*.lock"))
            File.Delete(file);
        foreach (string file in Directory.EnumerateFiles(Path.Join(directory, "refs"), "*.lock", SearchOption.AllDirectories))
            File.Delete(file);
        foreach (string file in Directory.EnumerateFiles(Path.Join(directory, "objects", "pack")).Where(file => !Path.GetFileName(file).StartsWith("pack-", StringComparison.Ordinal)))
            File.Delete(file);
    }

    /// <summary>Replaces HEAD in one step.</summary>
    public static void WriteHead(string directory, string content)
    {
        string head = Path.Join(directory, "HEAD");
        File.WriteAllText(head + ".lock", content + "\n");
        File.Move(head + ".lock", head, overwrite: true);
    }

    /// <summary>Removes a directory; git's read-only files do not keep it.</summary>
    public static void Delete(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (string file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(directory, recursive: true);
    }
}
