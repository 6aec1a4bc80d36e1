namespace RepoTopology.Cli;

/// <summary>What <c>init</c> makes of a file.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Before">Null for a new file.</param>
/// <param name="After">What it is to hold.</param>
internal sealed record FileEdit(string Path, byte[]? Before, byte[] After)
{
    public bool ChangesNothing => Before is not null && Before.AsSpan().SequenceEqual(After);

    public byte[] Diff() => UnifiedDiff.Of(Path, Before, After);

    public void Apply(string root)
    {
        string path = System.IO.Path.Join(root, Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        ReplacedFile.Write(path, After);
    }
}
