using Xunit;

namespace RepoTopology.Testing;

/// <summary>
/// The real, veiled histories and published numbers that stand beside the repository in <c>../shared</c>. Tests that need them skip where
/// they are absent; CI fails when they were skipped.
/// </summary>
public static class SharedFiles
{
    private static readonly Lock Unveiling = new();

    /// <summary>All veiled histories' names.</summary>
    public static IReadOnlyList<string> HistoryNames { get; } =
        ["lua", "Newtonsoft.Json", "serilog", "Humanizer", "RestSharp", "Faker", "C-Sharp", "ohmyzsh", "melpa"];

    /// <summary>The shared folder; skips the running test when it is absent.</summary>
    public static string Directory
    {
        get
        {
            string shared = Path.Combine(Path.GetDirectoryName(SourceTree.Root)!, "shared");
            Assert.SkipUnless(System.IO.Directory.Exists(shared), "../shared is not here");
            return shared;
        }
    }

    /// <summary>A bare repository of a veiled history, cloned from its bundle once a process.</summary>
    public static string History(string name)
    {
        string bundle = Path.Combine(Directory, "histories", name + ".bundle");
        lock (Unveiling)
        {
            string folder = Path.Combine(Path.GetTempPath(), $"repotopology-histories-{Environment.ProcessId}");
            string path = Path.Combine(folder, name + ".git");
            if (!System.IO.Directory.Exists(path))
            {
                System.IO.Directory.CreateDirectory(folder);
                if (System.IO.Directory.GetFileSystemEntries(folder).Length == 0)
                    AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(folder, recursive: true);
                GitTestRepository.Git(folder, ["clone", "--quiet", "--bare", bundle, path]);
            }

            return path;
        }
    }
}
