using System.Globalization;
using System.Text.RegularExpressions;
using RepoTopology.Analysis;

namespace RepoTopology.Cli;

/// <summary>What <c>analyze</c> was asked for.</summary>
internal sealed partial record AnalysisRequest(
    RepositoryRequest Repository, AnalysisOptions Options, IReadOnlyList<OutputTarget> Outputs)
{
    public BusFactorAlgorithm BusFactor { get; init; } = BusFactorAlgorithm.Lines;

    /// <summary>How far code is read; null for not at all.</summary>
    public CodeRequest? Code { get; init; }

    /// <summary>Whether to tell the origin of each line that stands, and not only who wrote how many.</summary>
    public bool LineOrigins { get; init; }

    /// <summary>Whether pseudonyms stand in place of names.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Months of <c>24m</c>, <c>2y</c> or <c>90d</c>; days are rounded up to months of 30.44 days.</summary>
    public static int Months(string window, string option = "--window") => TryMonths(window)
        ?? throw new RequestException($"{option} {window} is no length of time; write months, years or days, such as 24m, 2y or 90d");

    /// <summary>As <see cref="Months"/>; null when it is no length of time.</summary>
    public static int? TryMonths(string window)
    {
        var match = WindowText().Match(window);
        if (!match.Success || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            return null;
        double months = match.Groups[2].Value switch { "y" => count * 12.0, "d" => Math.Ceiling(count / 30.44), _ => count };
        return months is >= 1 and <= 1200 ? (int)months : null;
    }

    /// <summary>The end of a day, or a point in time; without an offset it is UTC.</summary>
    public static DateTimeOffset AsOf(string text) => Date("--as-of", text, new TimeOnly(23, 59, 59));

    /// <summary>The beginning of a day, or a point in time; without an offset it is UTC.</summary>
    public static DateTimeOffset StartOf(string option, string text) => Date(option, text, TimeOnly.MinValue);

    private static DateTimeOffset Date(string option, string text, TimeOnly timeOfDay)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new DateTimeOffset(day.ToDateTime(timeOfDay), TimeSpan.Zero);
        string[] formats = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:ss zzz"];
        return DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new RequestException($"{option} {text} is no date; write 2024-05-31 or 2024-05-31T12:00:00Z");
    }

    [GeneratedRegex("^([0-9]{1,6})([myd])$")]
    private static partial Regex WindowText();
}
