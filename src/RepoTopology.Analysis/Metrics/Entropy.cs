namespace RepoTopology.Analysis;

/// <summary>Shannon's entropy and what is built on it.</summary>
internal static class Entropy
{
    /// <summary>H = −Σ p ln p of the shares that counts make, in nats; 0 for no or one non-zero count.</summary>
    public static double Of(ReadOnlySpan<int> counts)
    {
        double total = 0, sum = 0;
        foreach (int count in counts)
        {
            total += count;
            sum += count > 0 ? count * Math.Log(count) : 0;
        }

        return total > 0 ? Math.Max(0, Math.Log(total) - sum / total) : 0;
    }

    /// <summary>exp H: how many equally frequent kinds would be as diverse (Hill number of order 1).</summary>
    public static double EffectiveNumber(ReadOnlySpan<int> counts) => Math.Exp(Of(counts));
}
