using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>The directory of one repository's cache: its segments, and a marker whose date says when it was last used.</summary>
internal sealed class CacheDirectory(string path)
{
    private const string Marker = "used";
    private const string ImportMarker = "imported";

    // A run that writes for longer than this has died.
    private static readonly TimeSpan UnfinishedAge = TimeSpan.FromHours(1);

    public string FullPath { get; } = path;

    public string Name => Path.GetFileName(FullPath);

    /// <summary>A repository's directory, which may not exist yet.</summary>
    public static CacheDirectory Of(GitRepository repository, CacheOptions options) =>
        new(Path.Join(options.Root, CacheLocation.DirectoryName(repository.Layout.CommonDirectory)));

    /// <summary>All repositories' directories below a root.</summary>
    public static List<CacheDirectory> Below(string root) => Directory.Exists(root)
        // Only what we have made: a name, a hyphen, 16 hexadecimal digits, and the marker in it.
        ? [.. new DirectoryInfo(root).GetDirectories().Where(folder => folder.LinkTarget is null).Select(folder => new CacheDirectory(folder.FullName)).Where(directory => directory.IsOurs)]
        : [];

    private bool IsOurs =>
        Name.Length > 17 && Name[^17] == '-' && Name[^16..].All(char.IsAsciiHexDigitLower) && File.Exists(Path.Join(FullPath, Marker));

    /// <summary>Creates it, and the root above it, for the user alone.</summary>
    public void Create()
    {
        Create(Path.GetDirectoryName(FullPath)!);
        Create(FullPath);
        string marker = Path.Join(FullPath, Marker);
        if (!File.Exists(marker))
            File.WriteAllBytes(marker, []);

        static void Create(string path)
        {
            if (Directory.Exists(path))
                return;
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Paths of the complete segments, the newest first.</summary>
    public List<string> Segments()
    {
        if (!Directory.Exists(FullPath))
            return [];
        var files = Directory.GetFiles(FullPath, "*" + SegmentWriter.Extension)
            .Where(file => SegmentWriter.IsOwnName(Path.GetFileName(file), SegmentWriter.Extension)).ToList();
        files.Sort((a, b) => string.CompareOrdinal(b, a));
        return files;
    }

    /// <summary>Bytes of all files that are ours.</summary>
    public long Size() => Files().Sum(file => file.Length);

    /// <summary>When it was last used; the distant past when that is not known.</summary>
    public DateTime LastUsed() => File.GetLastWriteTimeUtc(Path.Join(FullPath, Marker));

    /// <summary>Notes that it is in use, and removes what died runs have left behind.</summary>
    public void Touch(TimeProvider clock)
    {
        string marker = Path.Join(FullPath, Marker);
        var now = clock.GetUtcNow().UtcDateTime;
        if (!File.Exists(marker))
            File.WriteAllBytes(marker, []);
        File.SetLastWriteTimeUtc(marker, now);
        foreach (var file in Files())
            if (SegmentWriter.IsOwnName(file.Name, SegmentWriter.UnfinishedExtension) && now - file.LastWriteTimeUtc > UnfinishedAge)
                TryDelete(file.FullName);
    }

    /// <summary>When an archive was last imported; the distant past when none was.</summary>
    public DateTime LastImport() => File.GetLastWriteTimeUtc(Path.Join(FullPath, ImportMarker));

    /// <summary>Notes that an archive was imported.</summary>
    public void NoteImport()
    {
        using var marker = new FileStream(Path.Join(FullPath, ImportMarker), System.IO.FileMode.Create);
        marker.WriteByte((byte)'\n');
    }

    /// <summary>Deletes all that is ours in it; what another process holds open stays for the next time.</summary>
    public void Delete()
    {
        if (new DirectoryInfo(FullPath).LinkTarget is not null)
            return;
        foreach (var file in Files())
            TryDelete(file.FullName);
        try
        {
            Directory.Delete(FullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something is in it after all.
        }
    }

    public static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process reads it (Windows), or was faster.
        }
    }

    // Whatever else somebody has put there is theirs.
    private IEnumerable<FileInfo> Files() => Directory.Exists(FullPath)
        ? new DirectoryInfo(FullPath).GetFiles().Where(file => file.Name is Marker or ImportMarker
            || SegmentWriter.IsOwnName(file.Name, SegmentWriter.Extension) || SegmentWriter.IsOwnName(file.Name, SegmentWriter.UnfinishedExtension))
        : [];
}
