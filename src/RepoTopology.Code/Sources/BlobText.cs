using System.Text;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>Reads texts of the tree, none larger than a limit.</summary>
internal static class BlobText
{
    /// <summary>The largest C# file that is parsed: 8 MiB.</summary>
    public const int MostSourceBytes = 8 << 20;

    /// <summary>The largest project or solution file that is read: 4 MiB.</summary>
    public const int MostBuildFileBytes = 4 << 20;

    /// <summary>The bytes of a file, or null, said in the limits, when it is too large, absent or corrupt.</summary>
    public static byte[]? TryRead(ObjectReader reader, SourceFile file, int mostBytes, Limits limits)
    {
        try
        {
            if (!reader.TryReadHeader(file.Blob, out _, out long size))
                limits.Add($"{file.Path} was skipped: its content is not in this clone");
            else if (size > mostBytes)
                limits.Add(TooLarge(file, size, mostBytes));
            else
                return reader.Read(file.Blob, ObjectType.Blob).ToArray();
        }
        catch (GitDataException e)
        {
            limits.Add($"{file.Path} was skipped: {e.Message}");
        }

        return null;
    }

    public static string TooLarge(SourceFile file, long size, int mostBytes) => $"{file.Path} was skipped: {size:N0} bytes are more than the {mostBytes:N0} that are read";

    /// <summary>Text by its byte order mark, else UTF-8; bytes that are neither become U+FFFD, as with the compiler.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes[3..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        _ => Encoding.UTF8.GetString(bytes),
    };
}
