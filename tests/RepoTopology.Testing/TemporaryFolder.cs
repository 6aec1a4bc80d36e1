namespace RepoTopology.Testing;

/// <summary>A fresh empty folder, deleted with its content.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("repotopology-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
