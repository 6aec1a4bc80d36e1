using System.Globalization;

namespace RepoTopology.Analysis;

/// <summary>Figures in words, the same in every culture.</summary>
internal static class Phrases
{
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * share):0} %");

    public static string Whole(double value) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value):0}");

    public static string OneDigit(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0}");

    public static string TwoDigits(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00}");

    public static string Date(DateTimeOffset date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:0} {(count == 1 ? one : many)}");

    public static string NameOf(VerdictLabel label) => label switch
    {
        VerdictLabel.GroupLike => "group-like",
        VerdictLabel.Mixed => "mixed",
        VerdictLabel.NetworkLike => "network-like",
        _ => "not to be told",
    };
}
