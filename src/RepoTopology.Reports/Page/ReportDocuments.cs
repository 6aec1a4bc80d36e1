using System.Text.Json;

namespace RepoTopology.Reports;

/// <summary>The documents that a report's page draws from, each as its command writes it.</summary>
public sealed record ReportDocuments
{
    /// <summary>What the page can show, in its order, and the command that makes each.</summary>
    public static IReadOnlyList<(string Kind, string Command)> Kinds { get; } =
    [
        ("analysis", "repotopology analyze --format json"),
        ("trend", "repotopology trend --format json"),
        ("holdings", "repotopology report --format json"),
        ("hotspots", "repotopology hotspots --format json"),
        ("projects", "repotopology graph modules --level project --format json"),
        ("namespaces", "repotopology graph modules --level namespace --format json"),
        ("types", "repotopology graph modules --level type --format json"),
    ];

    private readonly SortedDictionary<string, byte[]> _documents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _missing = new(StringComparer.Ordinal);

    /// <summary>A document's bytes; null when it is not there.</summary>
    public byte[]? this[string kind] => _documents.GetValueOrDefault(kind);

    /// <summary>Why a document is not there, where that is known.</summary>
    public string? WhyMissing(string kind) => _missing.GetValueOrDefault(kind);

    /// <summary>Adds what a writer writes.</summary>
    public void Add(string kind, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        _documents[kind] = stream.ToArray();
    }

    /// <summary>Says why a document is not there, in one sentence.</summary>
    public void LeaveOut(string kind, string sentence) => _missing[kind] = sentence;

    /// <summary>All documents in one: <c>{"documents": {"analysis": …, "trend": …}}</c>, from which the same page can be made again.</summary>
    public void WriteTogether(Stream output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("missing");
            foreach (var (kind, sentence) in _missing)
                json.WriteString(kind, sentence);
            json.WriteEndObject();
            json.WriteStartObject("documents");
            foreach (var (kind, bytes) in _documents)
            {
                json.WritePropertyName(kind);
                json.WriteRawValue(bytes);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Adds what a file holds: one document, known by its content, or all of a report's.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <returns>False when it is none of the page's documents, or one that is there already.</returns>
    public bool TryAdd(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("documents", out var all) && all.ValueKind == JsonValueKind.Object)
        {
            if (root.TryGetProperty("missing", out var missing) && missing.ValueKind == JsonValueKind.Object)
                foreach (var sentence in missing.EnumerateObject().Where(sentence => sentence.Value.ValueKind == JsonValueKind.String))
                    LeaveOut(sentence.Name, sentence.Value.GetString()!);
            return all.EnumerateObject().Select(one => TryAdd(one.Value, [.. System.Text.Encoding.UTF8.GetBytes(one.Value.GetRawText()), (byte)'\n'])).ToList() is [_, ..] added
                && added.TrueForAll(one => one);
        }

        return TryAdd(root, bytes);
    }

    private bool TryAdd(JsonElement root, byte[] bytes) => KindOf(root) is { } kind && _documents.TryAdd(kind, bytes);

    private static string? KindOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        bool Has(string name) => root.TryGetProperty(name, out _);
        if (Has("verdict") && Has("dimensions") && Has("contributors"))
            return "analysis";
        if (Has("windows") && Has("transitions"))
            return "trend";
        if (Has("people") && Has("files") && Has("overTime"))
            return "holdings";
        if (Has("hotspots") && root.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.String && level.GetString() == "file")
            return "hotspots";
        return Has("nodes") && Has("links") && root.TryGetProperty("graph", out var graph) && graph.ValueKind == JsonValueKind.Object
            && graph.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() is "projects" or "namespaces" or "types"
            ? graph.GetProperty("name").GetString()
            : null;
    }
}
