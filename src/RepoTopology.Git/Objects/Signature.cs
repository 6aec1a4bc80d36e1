using System.Buffers.Text;

namespace RepoTopology.Git;

/// <summary>
/// An author, committer or tagger line: <c>Name &lt;email&gt; 1714761234 +0200</c>. Malformed parts are empty or zero, never an error:
/// real histories hold many.
/// </summary>
public readonly ref struct Signature
{
    private Signature(ReadOnlySpan<byte> name, ReadOnlySpan<byte> email, long time, short offset)
    {
        Name = name;
        Email = email;
        Time = time;
        OffsetMinutes = offset;
    }

    public ReadOnlySpan<byte> Name { get; }

    public ReadOnlySpan<byte> Email { get; }

    /// <summary>Seconds since 1970-01-01 UTC; 0 when the line has no date.</summary>
    public long Time { get; }

    /// <summary>Minutes east of UTC as the line states them, −1439 to 1439; 0 when absent or out of range.</summary>
    public short OffsetMinutes { get; }

    public static Signature Parse(ReadOnlySpan<byte> line)
    {
        // Like git: the e-mail ends at the first '>' after the first '<'; the date is what stands after the last '>'.
        int open = line.IndexOf((byte)'<');
        if (open < 0)
            return new Signature(line.Trim((byte)' '), [], 0, 0);
        var name = line[..open].Trim((byte)' ');
        var rest = line[(open + 1)..];
        int close = rest.IndexOf((byte)'>');
        if (close < 0)
            return new Signature(name, rest.Trim((byte)' '), 0, 0);
        var email = rest[..close].Trim((byte)' ');
        var date = rest[(rest.LastIndexOf((byte)'>') + 1)..].TrimStart((byte)' ');
        if (!Utf8Parser.TryParse(date, out long time, out int used) || time < 0)
            return new Signature(name, email, 0, 0);
        return new Signature(name, email, time, ParseOffset(date[used..].Trim((byte)' ')));
    }

    private static short ParseOffset(ReadOnlySpan<byte> zone)
    {
        if (zone.Length < 2 || zone[0] is not ((byte)'+' or (byte)'-'))
            return 0;
        if (!Utf8Parser.TryParse(zone[1..], out int digits, out int used) || used != zone.Length - 1 || digits is < 0 or > 2359)
            return 0;
        int minutes = digits / 100 * 60 + digits % 100;
        if (minutes >= 24 * 60)
            return 0;
        return (short)(zone[0] == (byte)'-' ? -minutes : minutes);
    }
}
