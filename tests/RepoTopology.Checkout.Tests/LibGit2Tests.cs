using System.Runtime.InteropServices;

namespace RepoTopology.Checkout.Tests;

public sealed class LibGit2Tests
{
    private delegate int GetVersion(out int major, out int minor, out int revision);

    [Fact]
    public void LibGit2IsThereForTheTests() => LibGit2.Load();

    [Fact]
    public void TheVersionThatSystemsAreAskedForIsTheOneThatIsCarried()
    {
        string carried = Directory.GetFiles(Path.Join(AppContext.BaseDirectory, "runtimes"), "*git2-*", SearchOption.AllDirectories)
            .First(file => NativeLibrary.TryLoad(file, out _));
        var version = Marshal.GetDelegateForFunctionPointer<GetVersion>(NativeLibrary.GetExport(NativeLibrary.Load(carried), "git_libgit2_version"));
        Assert.Equal(0, version(out int major, out int minor, out _));
        Assert.Equal(LibGit2.InterfaceVersion, $"{major}.{minor}");
    }
}
