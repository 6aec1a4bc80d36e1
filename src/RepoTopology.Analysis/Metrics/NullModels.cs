namespace RepoTopology.Analysis;

/// <summary>What chance alone would give, for the indicators that are corrected by it. Computed on the whole window; bootstrap draws share it.</summary>
/// <param name="AimDivergence">Mean divergence of module profiles after shuffling (<see cref="AimDiversity"/>).</param>
/// <param name="DegreeCentralisation">Mean over <see cref="Worlds"/> random worlds (<see cref="CurveballNull"/>).</param>
/// <param name="WordDivergence">Divergence of vocabularies after dealing the words (<see cref="SharedLanguage"/>).</param>
internal sealed record NullModels(double AimDivergence, double DegreeCentralisation, double WordDivergence)
{
    private const int Seed = 20240229;
    private const int Worlds = 5;

    public static NullModels Compute(Sample whole)
    {
        var random = new Random(Seed);
        return new(AimDiversity.DivergenceByChance(whole, random), CentralisationByChance(whole, random), SharedLanguage.DivergenceByChance(whole.Table.Vocabularies, random));
    }

    private static double CentralisationByChance(Sample whole, Random random)
    {
        double sum = 0;
        for (int world = 0; world < Worlds && whole.Authors >= Measurement.LeastPeople; world++)
            sum += Freeman.DegreeCentralisation(CurveballNull.CoEdits(whole, random)) ?? 0;
        return sum / Worlds;
    }
}
