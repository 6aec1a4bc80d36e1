namespace RepoTopology.Git;

/// <summary>The first digits of an id.</summary>
internal readonly struct IdPrefix
{
    private readonly string _hex;

    private IdPrefix(string hex, ObjectId lowest) => (_hex, Lowest) = (hex, lowest);

    /// <summary>The smallest id that starts with the digits.</summary>
    public ObjectId Lowest { get; }

    public static bool TryParse(string hex, out IdPrefix prefix)
    {
        prefix = default;
        if (hex.Length is < 1 or > ObjectId.HexSize || !ObjectId.TryParse(hex.PadRight(ObjectId.HexSize, '0'), out var lowest))
            return false;
        prefix = new IdPrefix(hex.ToLowerInvariant(), lowest);
        return true;
    }

    public bool Matches(ObjectId id) => id.ToString().StartsWith(_hex, StringComparison.Ordinal);
}
