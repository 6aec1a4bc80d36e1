namespace RepoTopology.Git;

/// <summary>A pair that may become a rename.</summary>
internal readonly record struct RenameCandidate(int Deleted, int Added, int Score, bool SameName)
{
    /// <summary>A free place.</summary>
    public static RenameCandidate None { get; } = new(-1, -1, -1, false);

    /// <summary>The worst of a few; the first one of equally bad ones.</summary>
    public static ref RenameCandidate Worst(Span<RenameCandidate> few)
    {
        int worst = 0;
        for (int i = 1; i < few.Length; i++)
            if (few[worst].IsBetterThan(few[i]))
                worst = i;
        return ref few[worst];
    }

    /// <summary>Replaces the worst of <paramref name="best"/> when this one is better.</summary>
    public void Enter(Span<RenameCandidate> best)
    {
        ref var worst = ref Worst(best);
        if (IsBetterThan(worst))
            worst = this;
    }

    private bool IsBetterThan(RenameCandidate other) =>
        Score != other.Score ? Score > other.Score : SameName && !other.SameName;
}
