namespace RepoTopology.Analysis;

/// <summary>What chance alone would give, for the indicators that are corrected by it. Computed on the whole window; bootstrap draws share it.</summary>
/// <param name="AimDivergence">Mean divergence of module profiles after shuffling (<see cref="AimDiversity"/>).</param>
internal sealed record NullModels(double AimDivergence)
{
    private const int Seed = 20240229;

    public static NullModels Compute(Sample whole) => new(AimDiversity.DivergenceByChance(whole, new Random(Seed)));
}
