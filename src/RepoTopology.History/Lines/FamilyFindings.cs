namespace RepoTopology.History;

/// <summary>What the replay of one family of files shows. Versions are the table's.</summary>
internal sealed class FamilyFindings
{
    /// <summary>Versions whose files are told of: their lines, and where these came from.</summary>
    public List<(int Version, int Lines, LineOrigin[] Origins)> Files { get; } = [];

    /// <summary>Of versions that stand at a sampled date: lines by who wrote them, −1 for unknown.</summary>
    public List<(int Version, int Author, int Lines)> Standing { get; } = [];

    /// <summary>Lines that a version adds and deletes.</summary>
    public List<(int Version, ChangeSize Size)> Sizes { get; } = [];

    /// <summary>Whose lines a version took away.</summary>
    public List<(int Version, int Author, int Replaced, int Removed)> Rewrites { get; } = [];

    public FoundMoves Moves { get; } = new();

    public void Clear()
    {
        Moves.Clear();
        Files.Clear();
        Standing.Clear();
        Sizes.Clear();
        Rewrites.Clear();
    }
}
