namespace RepoTopology.Analysis;

/// <summary>Dates of commits. A commit may state any second of any year: what no calendar has is moved to its edge.</summary>
internal static class Dates
{
    public static DateTimeOffset Earliest { get; } = new(1, 1, 3, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Latest { get; } = new(9999, 12, 29, 0, 0, 0, TimeSpan.Zero);

    public static long Clamp(long seconds) => Math.Clamp(seconds, Earliest.ToUnixTimeSeconds(), Latest.ToUnixTimeSeconds());

    /// <param name="seconds">Since 1970-01-01 UTC.</param>
    /// <param name="offsetMinutes">East of UTC; beyond 14 hours, where calendars end, it is dropped.</param>
    public static DateTimeOffset FromUnixSeconds(long seconds, int offsetMinutes = 0)
    {
        var offset = Math.Abs(offsetMinutes) <= 14 * 60 ? TimeSpan.FromMinutes(offsetMinutes) : TimeSpan.Zero;
        return DateTimeOffset.FromUnixTimeSeconds(Clamp(seconds)).ToOffset(offset);
    }
}
