using System.Runtime.InteropServices;

namespace RepoTopology.Benchmarks;

/// <summary>Processor time of child processes that have ended: the framework cannot tell it once a process is gone.</summary>
internal static class ChildTime
{
    private const int Children = -1;

    /// <summary>User and system seconds of all ended children so far; NaN on Windows.</summary>
    public static double Seconds()
    {
        if (OperatingSystem.IsWindows())
            return double.NaN;

        // struct rusage starts with two (seconds, microseconds) pairs: user and system. https://man7.org/linux/man-pages/man2/getrusage.2.html
        long[] usage = new long[32];
        if (GetResourceUsage(Children, usage) != 0)
            return double.NaN;
        return usage[0] + usage[2] + ((int)usage[1] + (int)usage[3]) / 1e6;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceUsage(int who, [Out] long[] usage);
}
