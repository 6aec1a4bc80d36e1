namespace RepoTopology.History;

/// <summary>What replays say of moved lines, whose origin another family knows, and of those that they know the origin of for others.</summary>
internal sealed class FoundMoves
{
    /// <summary>Moved lines of versions that stand at a sampled date.</summary>
    public List<(int Version, LineOrigin Lines)> Standing { get; } = [];

    /// <summary>Moved lines that a version took away.</summary>
    public List<(int Version, LineOrigin Lines, bool Replaced)> Rewrites { get; } = [];

    /// <summary>The origins of lines that were moved away, by block and line.</summary>
    public List<(int Block, int Line, LineOrigin Origin)> Departed { get; } = [];

    public void Add(FoundMoves other)
    {
        Standing.AddRange(other.Standing);
        Rewrites.AddRange(other.Rewrites);
        Departed.AddRange(other.Departed);
    }

    public void Clear()
    {
        Standing.Clear();
        Rewrites.Clear();
        Departed.Clear();
    }
}
