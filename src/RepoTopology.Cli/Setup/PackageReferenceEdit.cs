using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace RepoTopology.Cli;

/// <summary>
/// Adds the analyzers to an MSBuild file for all C# projects below it: as a <c>PackageReference</c>, or a <c>GlobalPackageReference</c> where versions are kept
/// centrally. The XML is changed as text, so that layout and comments stay.
/// </summary>
internal static partial class PackageReferenceEdit
{
    public const string Package = "RepoTopology.Analyzers";

    private const string NewFile = "<Project>\n</Project>\n";
    private const string EndOfProject = "</Project>";

    /// <summary>Whether a file switches central package management on.</summary>
    public static bool ManagesVersionsCentrally(byte[] file) =>
        TryRead(file)?.Descendants().Any(element => element.Name.LocalName == "ManagePackageVersionsCentrally" && string.Equals(element.Value.Trim(), "true", StringComparison.OrdinalIgnoreCase)) == true;

    /// <summary>Whether a file names the package outside our marks.</summary>
    public static bool NamesPackage(byte[] file) =>
        TryRead(file) is { } project && !MarkedText.IsIn(Texts.Of(file)) && project.Descendants().Attributes().Any(attribute => attribute.Value.Equals(Package, StringComparison.OrdinalIgnoreCase));

    /// <param name="file">Null for a new one.</param>
    /// <param name="version">Of the package.</param>
    /// <param name="central">Whether it is <c>Directory.Packages.props</c> of central package management.</param>
    /// <returns>Null for what is no XML of MSBuild, or not as text.</returns>
    public static byte[]? TryEdit(byte[]? file, string version, bool central)
    {
        string text = file is null ? NewFile : Texts.Of(file);
        // UTF-16 is not for us: in bytes that are read one by one it has a null in each letter.
        int end = text.LastIndexOf(EndOfProject, StringComparison.Ordinal);
        if (text.Contains('\0') || end < 0 || (file is not null && TryRead(file)?.Root?.Name.LocalName != "Project"))
            return null;
        int lineStart = text.LastIndexOf('\n', end) + 1;
        string indent = Indent().Match(text) is { Success: true } match ? match.Groups[1].Value : "  ";
        string element = central
            ? $"<GlobalPackageReference Include=\"{Package}\" Version=\"{version}\" />"
            : $"<PackageReference Include=\"{Package}\" Version=\"{version}\" PrivateAssets=\"all\" />";
        string[] lines =
        [
            $"{indent}<!-- {MarkedText.Begin} {MarkedText.Explanation} -->",
            $"{indent}<ItemGroup Condition=\"'$(MSBuildProjectExtension)' == '.csproj'\">",
            $"{indent}{indent}{element}",
            $"{indent}</ItemGroup>",
            $"{indent}<!-- {MarkedText.End} -->",
        ];
        byte[]? edited = MarkedText.Put(text, lines, string.IsNullOrWhiteSpace(text[lineStart..end]) ? lineStart : end) is { } put ? Texts.Bytes(put) : null;
        // Where the end was one of a comment, what came out is no reference.
        return edited is not null && TryRead(edited)?.Root?.Elements().Elements().Any(each => (string?)each.Attribute("Include") == Package) == true ? edited : null;
    }

    private static XDocument? TryRead(byte[] file)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\n([ \t]+)<")]
    private static partial Regex Indent();
}
