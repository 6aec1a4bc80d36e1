using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using LibGit2Sharp;

namespace RepoTopology.Checkout;

/// <summary>
/// The native half of LibGit2Sharp. Its package carries it for the common systems; elsewhere the system's own libgit2 of the same minor
/// version does, since the names of these libraries change with their binary interface.
/// </summary>
public static class LibGit2
{
    /// <summary>The version whose interface LibGit2Sharp was generated for.</summary>
    internal const string InterfaceVersion = "1.8";

    private static readonly Lazy<Exception?> Failure = new(Initialize);

    /// <exception cref="NativeLibraryException">There is no libgit2 for this system.</exception>
    public static void Load()
    {
        if (Failure.Value is { } failure)
            throw new NativeLibraryException(Missing(), failure);
    }

    private static Exception? Initialize()
    {
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += FindOnSystem;
        try
        {
            // Anything that calls into it.
            GlobalSettings.GetExtensions();
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return e;
        }
    }

    private static IntPtr FindOnSystem(Assembly assembly, string name)
    {
        if (!name.StartsWith("git2-", StringComparison.Ordinal))
            return IntPtr.Zero;
        string file = OperatingSystem.IsMacOS() ? $"libgit2.{InterfaceVersion}.dylib" : $"libgit2.so.{InterfaceVersion}";
        return !OperatingSystem.IsWindows() && NativeLibrary.TryLoad(file, out var handle) ? handle : IntPtr.Zero;
    }

    private static string Missing()
    {
        string install = OperatingSystem.IsWindows() ? "install the package RepoTopology anew, which carries it for Windows on x64, x86 and Arm64"
            : OperatingSystem.IsMacOS() ? "run 'brew install libgit2'"
            : File.Exists("/etc/alpine-release") ? "run 'apk add libgit2'"
            : File.Exists("/etc/debian_version") ? $"run 'apt-get install libgit2-{InterfaceVersion}'"
            : File.Exists("/etc/redhat-release") ? "run 'dnf install libgit2'"
            : "install your system's package libgit2";
        return $"URLs and uncommitted work are read through libgit2 {InterfaceVersion}, which is not there for this system "
            + $"({RuntimeInformation.RuntimeIdentifier}): {install}, or clone with git and give the directory";
    }
}
