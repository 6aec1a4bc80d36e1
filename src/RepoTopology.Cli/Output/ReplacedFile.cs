namespace RepoTopology.Cli;

/// <summary>Files that take their name when they are complete: readers never see half of one, and a link in the way is replaced, not followed.</summary>
internal static class ReplacedFile
{
    public static void Write(string path, byte[] content)
    {
        string unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
