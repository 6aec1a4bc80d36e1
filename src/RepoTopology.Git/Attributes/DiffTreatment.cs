namespace RepoTopology.Git;

/// <summary>How the lines of a file are compared, by its <c>diff</c> attribute.</summary>
public enum DiffTreatment : byte
{
    /// <summary>A NUL in the first 8,000 bytes, or a size above <c>core.bigFileThreshold</c>, makes it binary.</summary>
    ByContent,

    /// <summary><c>diff</c>, or a driver whose <c>binary</c> is false: text, whatever it holds.</summary>
    Text,

    /// <summary><c>-diff</c>, <c>binary</c>, or a driver whose <c>binary</c> is true: has no lines.</summary>
    Binary,
}

/// <summary>
/// Tells how files are compared. Of a driver (<c>diff=NAME</c>) only the config's <c>diff.NAME.binary</c> counts: the commands that it may
/// name are never run. https://git-scm.com/docs/gitattributes#_generating_diff_text
/// </summary>
public sealed class DiffTreatments(GitAttributes attributes, GitConfig config)
{
    private static readonly string[] Name = ["diff"];

    private readonly Dictionary<string, DiffTreatment> _drivers = new(StringComparer.Ordinal);

    /// <param name="path">From the root, with forward slashes.</param>
    public DiffTreatment Of(ReadOnlySpan<byte> path)
    {
        var value = default(AttributeValue);
        attributes.Find(path, Name, new Span<AttributeValue>(ref value));
        return value.State switch
        {
            AttributeState.Set => DiffTreatment.Text,
            AttributeState.Unset => DiffTreatment.Binary,
            AttributeState.Text => OfDriver(value.Text!),
            _ => DiffTreatment.ByContent,
        };
    }

    private DiffTreatment OfDriver(string name)
    {
        if (!_drivers.TryGetValue(name, out var treatment))
        {
            string key = $"diff.{name}.binary";
            treatment = config.Get(key) is null or "auto" ? DiffTreatment.ByContent
                : config.GetBoolean(key) == true ? DiffTreatment.Binary : DiffTreatment.Text;
            _drivers.Add(name, treatment);
        }

        return treatment;
    }
}
