using System.Text;

namespace RepoTopology.History;

/// <summary>How to read a commit's names and message when its encoding header says that they are not UTF-8.</summary>
internal static class TextEncoding
{
    /// <summary>The encoding of a header's value; null for UTF-8 and for what is not known, which is then read as UTF-8.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty)
            return null;
        return Encoding.ASCII.GetString(header).Trim().ToLowerInvariant() switch
        {
            "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "iso-8859-15" or "windows-1252" or "cp1252" => Encoding.Latin1,
            _ => null,
        };
    }
}
