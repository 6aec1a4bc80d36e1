namespace RepoTopology.Git;

/// <summary>A pair that may become a rename; a score of 0 is an empty place.</summary>
internal readonly record struct RenameCandidate(int Deleted, int Added, int Score, bool SameName)
{
    /// <summary>Replaces the worst of <paramref name="best"/> when this one is better; the first one of equally bad ones.</summary>
    public void Enter(Span<RenameCandidate> best)
    {
        int worst = 0;
        for (int i = 1; i < best.Length; i++)
            if (best[worst].IsBetterThan(best[i]))
                worst = i;
        if (IsBetterThan(best[worst]))
            best[worst] = this;
    }

    private bool IsBetterThan(RenameCandidate other) =>
        Score != other.Score ? Score > other.Score : SameName && !other.SameName;
}
