namespace RepoTopology.Analysis;

/// <summary>What an indicator found in a sample.</summary>
/// <param name="Value">In the indicator's own unit; null when it could not be measured.</param>
/// <param name="Coverage">What share of the window it could see, 0 to 1, lowered where few people or modules make it unsteady.</param>
/// <param name="Chance">What chance alone would give, for indicators that are scored by what goes beyond it; else null.</param>
internal readonly record struct Measurement(double? Value, double Coverage, double? Chance = null)
{
    /// <summary>People that an indicator about differences between people needs.</summary>
    public const int LeastPeople = 3;

    public static Measurement Absent => default;

    /// <summary>A value that is steady once it rests on <paramref name="steady"/> people, modules …; with fewer its coverage falls in proportion.</summary>
    public static Measurement Of(double value, double restsOn, double steady) => new(value, Math.Clamp(restsOn / steady, 0, 1));
}
