using System.Globalization;
using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>How values are written in every JSON report: rounded numbers, ISO dates, hyphenated labels.</summary>
internal static class JsonFields
{
    /// <summary>At most six decimals, so that the last bits of a sum never show; null for a figure that is absent or not finite.</summary>
    public static void Figure(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } figure && double.IsFinite(figure))
            json.WriteNumber(name, Round(figure));
        else
            json.WriteNull(name);
    }

    /// <summary>The figure as it is written: adding zero turns −0 into 0.</summary>
    public static double Round(double figure) => Math.Round(figure, 6) + 0.0;

    /// <summary>A share that lies between two figures, as <c>{low, high}</c>; null when it is absent.</summary>
    public static void Span(this Utf8JsonWriter json, string name, Interval? span)
    {
        if (span is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.Figure("low", known.Low);
        json.Figure("high", known.High);
        json.WriteEndObject();
    }

    /// <summary>The two ends of an interval, as <c>[low, high]</c>; null when it is absent or not finite.</summary>
    public static void Interval(this Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } known || !double.IsFinite(known.Low) || !double.IsFinite(known.High))
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(Round(known.Low));
        json.WriteNumberValue(Round(known.High));
        json.WriteEndArray();
    }

    /// <summary>In UTC: where somebody lives is no part of a report.</summary>
    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset time) =>
        json.WriteString(name, TimeText(time));

    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary><c>NetworkLike</c> becomes <c>network-like</c>.</summary>
    public static void Label<T>(this Utf8JsonWriter json, string name, T? value) where T : struct, Enum =>
        json.WriteString(name, value is { } label ? JsonNamingPolicy.KebabCaseLower.ConvertName(label.ToString()) : null);

    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
