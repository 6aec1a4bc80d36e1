using System.Globalization;

namespace RepoTopology.Reports;

/// <summary>Points in time as ISO 8601 with the offset that was recorded.</summary>
internal static class IsoTime
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 24 * 60 * 60;

    /// <summary>E.g. <c>2024-05-03T19:07:14+02:00</c>; <c>@99999999999999</c> for seconds that no calendar reaches, as git writes them.</summary>
    public static string Format(long seconds, int offsetMinutes) => seconds < 0 || seconds > Latest
        ? "@" + seconds.ToString(CultureInfo.InvariantCulture)
        : DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromMinutes(Math.Clamp(offsetMinutes, -14 * 60, 14 * 60)))
            .ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
