using System;

namespace RepoTopology.Snapshot;

/// <summary>How coarse a snapshot is: coarse enough that ordinary commits rarely change a byte.</summary>
public static class Rounded
{
    /// <summary>Shares come in steps of as many percent.</summary>
    public const int PercentStep = 5;

    /// <summary>A count to two significant digits, halves up: 4 449 is 4 400, 4 450 is 4 500, 99 is 99.</summary>
    /// <param name="count">At least 0; what a file cannot have is cut at a thousand million.</param>
    public static int Count(long count)
    {
        long most = Math.Min(count, 1_000_000_000);
        long unit = UnitOf(most);
        return (int)((most + (unit / 2)) / unit * unit);
    }

    /// <summary>A share in percent to the nearest 5, halves up. What is not nothing stays at least 5 and what is not everything at most 95.</summary>
    /// <param name="share">0 to 1.</param>
    public static int Percent(double share) =>
        share <= 0 ? 0
        : share >= 1 ? 100
        : Math.Min(100 - PercentStep, Math.Max(PercentStep, (int)Math.Floor((share * 100 / PercentStep) + 0.5) * PercentStep));

    /// <summary>How many steps of rounding lie between two counts: 4 400 and 4 600 are 2 apart, 98 and 110 are 3 (99, 100, 110).</summary>
    public static int StepsBetween(int one, int other)
    {
        int steps = 0;
        for (long at = Math.Min(one, other), end = Math.Max(one, other); at < end; steps++)
        {
            // Whole decades at once: a count may be a thousand million.
            long unit = UnitOf(at);
            long decade = unit * 100;
            if (decade <= end)
            {
                steps += (int)((decade - at + unit - 1) / unit) - 1;
                at = decade;
            }
            else
            {
                return steps + (int)((end - at + unit - 1) / unit);
            }
        }

        return steps;
    }

    /// <summary>How many steps of rounding lie between two percentages.</summary>
    public static int StepsBetweenPercent(int one, int other) => Math.Abs(one - other) / PercentStep;

    private static long UnitOf(long count)
    {
        long unit = 1;
        while (count / unit >= 100)
            unit *= 10;
        return unit;
    }
}
