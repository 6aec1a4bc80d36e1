using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RepoTopology.Analysis;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>
/// Accepted values as a committed file, <c>.repotopology/baseline.json</c>: <c>{"version": 1, "accepted": [{"measure": …, "symbol": …, "value": …}]}</c>, sorted, so that
/// the same values are the same bytes.
/// </summary>
internal static class BaselineFile
{
    public const string RepositoryPath = ".repotopology/baseline.json";

    private const int Version = 1;
    private const int MaxBytes = 16 << 20;

    /// <summary>Where it is unless the user says otherwise; null in a bare repository.</summary>
    public static string? DefaultPath(GitRepository repository) => repository.Layout.WorkTree is { } root ? Path.Join(root, RepositoryPath) : null;

    /// <exception cref="RequestException">It cannot be read, or is none.</exception>
    public static GateBaseline Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new RequestException($"{path} is larger than 16 MiB, and no baseline is");
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException($"the baseline {path} cannot be read ({exception.Message.TrimEnd('.')}); 'baseline create' writes one", exception);
        }
    }

    public static GateBaseline Parse(ReadOnlySpan<byte> text, string path)
    {
        try
        {
            var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 8 }) as JsonObject ?? throw new FormatException("it is no object");
            if (root["version"] is not JsonValue version || !version.TryGetValue(out int number) || number != Version)
                throw new FormatException($"its version is not {Version}");
            var entries = (root["accepted"] as JsonArray ?? throw new FormatException("'accepted' is missing")).Select(EntryOf).ToList();
            if (entries.DistinctBy(entry => (entry.Measure, entry.Symbol)).Count() < entries.Count)
                throw new FormatException("one part is accepted twice by one measure");
            return new GateBaseline([.. entries]);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new RequestException($"{path} is no baseline: {exception.Message.TrimEnd('.')}; 'baseline create' writes it anew", exception);
        }
    }

    public static byte[] Bytes(GateBaseline baseline)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartArray("accepted");
            foreach (var entry in baseline.Entries)
            {
                json.WriteStartObject();
                json.WriteString("measure", GateMeasures.NameOf(entry.Measure));
                json.WriteString("symbol", entry.Symbol);
                json.WritePropertyName("value");
                json.WriteRawValue(entry.Value.ToString("0.###", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static BaselineEntry EntryOf(JsonNode? node)
    {
        var entry = node as JsonObject ?? throw new FormatException("an entry is no object");
        string name = (entry["measure"] as JsonValue)?.GetValue<string>() ?? throw new FormatException("an entry has no measure");
        return new BaselineEntry(
            GateMeasures.TryParse(name) ?? throw new FormatException($"'{name}' is no measure"),
            (entry["symbol"] as JsonValue)?.GetValue<string>() ?? throw new FormatException("an entry has no symbol"),
            (entry["value"] as JsonValue)?.GetValue<double>() is { } value and >= 0 ? value : throw new FormatException("an entry has no value from 0 on"));
    }
}
