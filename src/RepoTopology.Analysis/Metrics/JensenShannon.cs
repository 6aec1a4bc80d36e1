namespace RepoTopology.Analysis;

/// <summary>How different profiles are: the Jensen–Shannon divergence in bits, 0 (equal) to 1 (nothing in common). Lin 1991.</summary>
internal static class JensenShannon
{
    /// <summary>
    /// The mean over all pairs of rows that are not empty. For profiles p and q the divergence is
    /// 1 + ½ Σ (p log₂ p/(p+q) + q log₂ q/(p+q)) over what both have; what only one has is in the 1.
    /// </summary>
    /// <param name="counts">Rows × columns, row after row.</param>
    /// <param name="columns">Columns of a row.</param>
    public static double MeanOfPairs(ReadOnlySpan<int> counts, int columns)
    {
        int rows = counts.Length / columns;
        double[] totals = new double[rows];
        int filled = 0;
        for (int row = 0; row < rows; row++)
        {
            foreach (int count in counts.Slice(row * columns, columns))
                totals[row] += count;
            filled += totals[row] > 0 ? 1 : 0;
        }

        double shared = 0;
        double[] shares = new double[rows];
        for (int column = 0; column < columns; column++)
        {
            int sharers = 0;
            double alone = 0;
            for (int row = 0; row < rows; row++)
                if (counts[row * columns + column] > 0)
                {
                    double p = counts[row * columns + column] / totals[row];
                    shares[sharers++] = p;
                    alone += p * Math.Log2(p);
                }

            // p log p/(p+q) + q log q/(p+q) = p log p + q log q − (p+q) log (p+q): one logarithm a pair.
            shared += (sharers - 1) * alone;
            for (int i = 0; i < sharers; i++)
                for (int j = i + 1; j < sharers; j++)
                    shared -= (shares[i] + shares[j]) * Math.Log2(shares[i] + shares[j]);
        }

        double pairs = filled * (filled - 1.0) / 2;
        return pairs > 0 ? Math.Clamp(1 + shared / (2 * pairs), 0, 1) : 0;
    }
}
