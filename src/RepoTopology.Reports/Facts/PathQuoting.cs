using System.Buffers;

namespace RepoTopology.Reports;

/// <summary>
/// Git's C-style quoting of paths (<c>core.quotePath</c> as by default): a path with control characters, <c>"</c>, <c>\</c> or bytes from
/// 0x80 stands in double quotes, with <c>\t</c>-like escapes and three octal digits. https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath
/// </summary>
public static class PathQuoting
{
    private static readonly SearchValues<byte> Unquoted =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Select(b => (byte)b).Where(b => b != '"' && b != '\\')]);

    /// <summary>The path as git prints it; the same bytes when nothing needs quoting.</summary>
    public static byte[] Quote(ReadOnlySpan<byte> path)
    {
        if (!path.ContainsAnyExcept(Unquoted))
            return path.ToArray();

        var quoted = new ArrayBufferWriter<byte>(path.Length * 2 + 2);
        quoted.Write("\""u8);
        foreach (byte b in path)
        {
            var escape = EscapeLetter(b);
            if (escape != 0)
                quoted.Write([(byte)'\\', escape]);
            else if (Unquoted.Contains(b))
                quoted.Write([b]);
            else
                quoted.Write([(byte)'\\', (byte)('0' + (b >> 6)), (byte)('0' + (b >> 3 & 7)), (byte)('0' + (b & 7))]);
        }

        quoted.Write("\""u8);
        return quoted.WrittenSpan.ToArray();
    }

    private static byte EscapeLetter(byte b) => b switch
    {
        0x07 => (byte)'a',
        0x08 => (byte)'b',
        0x09 => (byte)'t',
        0x0A => (byte)'n',
        0x0B => (byte)'v',
        0x0C => (byte)'f',
        0x0D => (byte)'r',
        (byte)'"' or (byte)'\\' => b,
        _ => 0,
    };
}
