using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>Commits that blame passes over: those in the files that <c>blame.ignoreRevsFile</c> and <c>--ignore-revs-file</c> name.</summary>
internal static class IgnoredCommits
{
    private static ReadOnlySpan<byte> FileName => ".git-blame-ignore-revs"u8;

    /// <param name="repository">Its config's files are relative to the work tree.</param>
    /// <param name="typed">Files of the command line; an empty name takes back those before it, the config's too, as in git.</param>
    public static IReadOnlySet<ObjectId> Read(GitRepository repository, IReadOnlyList<string> typed)
    {
        string root = repository.Layout.WorkTree ?? repository.Layout.GitDirectory;
        var files = repository.Config.GetList("blame.ignorerevsfile").Select(file => Path.GetFullPath(Expand(file), root)).ToList();
        foreach (string file in typed)
        {
            if (file.Length == 0)
                files.Clear();
            else
                files.Add(Path.GetFullPath(file));
        }

        var commits = new HashSet<ObjectId>();
        foreach (string file in files)
            commits.UnionWith(IdList.TryRead(file)
                ?? throw new RequestException($"there is no file '{file}' of commits to ignore; correct --ignore-revs-file or the config's blame.ignoreRevsFile"));
        return commits;
    }

    /// <summary>Those that the analysed commit lists in <c>.git-blame-ignore-revs</c>, where the platforms look too.</summary>
    /// <param name="repository">Holds the commit.</param>
    /// <param name="commit">The analysed commit.</param>
    /// <param name="shell">Told of a line that is no id: the repository's content must not stop an analysis.</param>
    public static IReadOnlySet<ObjectId> OfCommit(GitRepository repository, ObjectId commit, Shell shell)
    {
        using var reader = repository.Objects.CreateReader(1 << 20);
        if (!TreeLookup.TryReadFile(reader, commit, FileName, IdList.MostBytes, out byte[] content))
            return ImmutableHashSet<ObjectId>.Empty;
        var ids = IdList.Parse(content, out int malformed);
        if (malformed > 0)
            shell.Error.WriteLine($"repotopology: line {malformed} of .git-blame-ignore-revs is no full object id and is passed over");
        return ids;
    }

    private static string Expand(string file) => file.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), file[2..])
        : file;
}
