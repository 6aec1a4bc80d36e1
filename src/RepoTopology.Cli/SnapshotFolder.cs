using System.Text;
using RepoTopology.Git;
using RepoTopology.Snapshot;

namespace RepoTopology.Cli;

/// <summary>The directory that ownership snapshots are in: written only where bytes differ, and rid of those of projects that are gone.</summary>
internal sealed class SnapshotFolder
{
    /// <summary>Where it is below a work tree's root.</summary>
    public const string RepositoryPath = ".repotopology/ownership";

    private const string Ending = ".tsv";
    private const int MostBytes = 64 << 20;

    private readonly string _path;

    private SnapshotFolder(string path, string name) => (_path, Name) = (path, name);

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <param name="opened">Its work tree is the place.</param>
    /// <param name="directory">Another place, relative to the current directory; null for none.</param>
    /// <returns>Null for a bare repository without another place.</returns>
    /// <exception cref="RequestException">The place is a link that may lead anywhere.</exception>
    public static SnapshotFolder? Find(GitRepository opened, string? directory)
    {
        if (directory is not null)
            return new(Path.GetFullPath(directory), directory);
        if (opened.Layout.WorkTree is not { } path)
            return null;
        foreach (string part in RepositoryPath.Split('/'))
        {
            path = Path.Join(path, part);
            if (new DirectoryInfo(path).LinkTarget is not null)
                throw new RequestException($"{part} of {RepositoryPath} is a link, which could lead anywhere; make it a directory");
        }

        return new(path, RepositoryPath);
    }

    /// <summary><c>src/Lib/Lib.csproj</c> is in <c>src.Lib.Lib.csproj.tsv</c>.</summary>
    public static string FileNameOf(string project) => project.Replace('/', '.') + Ending;

    /// <summary>Writes the snapshots and removes those of other projects.</summary>
    /// <exception cref="RequestException">A file cannot be read or written.</exception>
    public SnapshotChanges Write(IEnumerable<(string Project, string Text)> snapshots)
    {
        var changes = new SnapshotChanges();
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            Directory.CreateDirectory(_path);
            foreach (var (project, text) in snapshots)
            {
                if (!names.Add(FileNameOf(project)))
                {
                    changes.Notes.Add($"{project} has no snapshot of its own, for the file {FileNameOf(project)} is another project's");
                    continue;
                }

                if (WriteFile(Path.Join(_path, FileNameOf(project)), Encoding.UTF8.GetBytes(text)))
                    changes.Written++;
                else
                    changes.Unchanged++;
            }

            foreach (string file in Snapshots().Where(file => !names.Contains(Path.GetFileName(file))).ToList())
            {
                File.Delete(file);
                changes.Removed++;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException($"{Name} cannot be written ({exception.Message.TrimEnd('.')})", exception);
        }

        return changes;
    }

    /// <summary>Whether any is there.</summary>
    public bool HasSnapshots => Directory.Exists(_path) && Snapshots().Any();

    /// <summary>The snapshots that are there, sorted by their files' names.</summary>
    /// <exception cref="RequestException">One is malformed or cannot be read.</exception>
    public IEnumerable<OwnershipSnapshot> Read()
    {
        if (!Directory.Exists(_path))
            return [];
        try
        {
            return [.. Snapshots().Order(StringComparer.Ordinal).Select(file => Parse($"{Name}/{Path.GetFileName(file)}", File.ReadAllBytes(file)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException($"{Name} cannot be read ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    /// <summary>The snapshots of a commit, for a repository without a work tree.</summary>
    /// <exception cref="RequestException">One is malformed.</exception>
    public static IEnumerable<OwnershipSnapshot> ReadCommitted(GitRepository opened, ObjectId commit, IEnumerable<string> projects)
    {
        using var reader = opened.Objects.CreateReader(1 << 20);
        var snapshots = new List<OwnershipSnapshot>();
        foreach (string file in projects.Select(project => $"{RepositoryPath}/{FileNameOf(project)}").Distinct())
            if (TreeLookup.TryReadFile(reader, commit, Encoding.UTF8.GetBytes(file), MostBytes, out byte[] content))
                snapshots.Add(Parse(file, content));
        return snapshots;
    }

    private static OwnershipSnapshot Parse(string name, byte[] content)
    {
        try
        {
            return SnapshotReader.Read(Encoding.UTF8.GetString(content));
        }
        catch (SnapshotFormatException exception)
        {
            throw new RequestException($"{name}, line {exception.Line}: {exception.Message}; 'repotopology snapshot' writes it anew", exception);
        }
    }

    /// <summary>Files of ours: whatever else lies there is left alone.</summary>
    private IEnumerable<string> Snapshots() => Directory.EnumerateFiles(_path, "*" + Ending).Where(BeginsAsSnapshot);

    private static bool BeginsAsSnapshot(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            return false;
        using var stream = File.OpenRead(path);
        byte[] start = new byte[SnapshotReader.Magic.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && Encoding.UTF8.GetString(start) == SnapshotReader.Magic;
    }

    /// <returns>False where the file holds these bytes already.</returns>
    private static bool WriteFile(string path, byte[] bytes)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, LinkTarget: null } && file.Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return false;
        ReplacedFile.Write(path, bytes);
        return true;
    }
}

/// <summary>What writing snapshots came to.</summary>
internal sealed record SnapshotChanges
{
    public int Written { get; set; }

    public int Unchanged { get; set; }

    public int Removed { get; set; }

    /// <summary>What else there is to say, one sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <param name="place">What the directory is called.</param>
    public string Sentence(string place) => Written + Removed == 0
        ? $"{place} is up to date: {Projects(Unchanged)}."
        : string.Join(", ",
            [
                $"{place}: wrote {Projects(Written)}",
                .. Unchanged > 0 ? [$"left {Unchanged} as {(Unchanged == 1 ? "it is" : "they are")}"] : (string[])[],
                .. Removed > 0 ? [$"removed {Removed} of {(Removed == 1 ? "a project that is" : "projects that are")} gone"] : (string[])[],
            ]) + ".";

    private static string Projects(int count) => count == 1 ? "1 project" : $"{count} projects";
}
