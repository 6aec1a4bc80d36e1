using System.Text;
using System.Xml;
using System.Xml.Linq;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>Reads XML of the tree: no DTD, nothing resolved, sizes capped.</summary>
internal static class BuildXml
{
    // Far deeper than any project file; recursion over elements relies on it.
    private const int MostDepth = 100;

    /// <summary>The root element, or null, said in the limits, when it can't be read.</summary>
    public static XElement? TryLoad(ObjectReader reader, SourceFile file, Limits limits)
    {
        if (BlobText.TryRead(reader, file, BlobText.MostBuildFileBytes, limits) is not { } bytes)
            return null;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = BlobText.MostBuildFileBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using (var xml = XmlReader.Create(new MemoryStream(bytes), settings))
                while (xml.Read())
                    if (xml.Depth > MostDepth)
                        throw new XmlException($"elements are nested more than {MostDepth} deep");
            using (var xml = XmlReader.Create(new MemoryStream(bytes), settings))
                return XDocument.Load(xml).Root;
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException or DecoderFallbackException)
        {
            limits.Add($"{file.Path} was skipped: it is no XML that is read ({Paths.Shown(e.Message.TrimEnd('.'))})");
            return null;
        }
    }

    /// <summary>A value given as an attribute or, as also allowed, as a child element; null when absent.</summary>
    public static string? Value(XElement item, string name) =>
        item.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value
        ?? item.Elements().FirstOrDefault(element => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Trim();
}
