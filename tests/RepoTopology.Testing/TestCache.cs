using System.Runtime.CompilerServices;

namespace RepoTopology.Testing;

/// <summary>Keeps tests away from the user's own cache: what this process and its children keep between runs is gone at its end.</summary>
public static class TestCache
{
    /// <summary>The directory of this test process.</summary>
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), $"repotopology-cache-{Environment.ProcessId}");

#pragma warning disable CA2255 // A test assembly is an application: this is its start.
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("REPOTOPOLOGY_CACHE", Root);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (Directory.Exists(Root))
                Directory.Delete(Root, recursive: true);
        };
    }
#pragma warning restore CA2255
}
