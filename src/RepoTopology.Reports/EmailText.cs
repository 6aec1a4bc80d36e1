using System.Text.RegularExpressions;

namespace RepoTopology.Reports;

/// <summary>
/// Takes e-mail addresses out of text that is shown: what stands before the @ remains. Every name, subject and sentence of a report passes
/// here unless the user asked for <c>--emails</c>; paths do not, for they are facts about the content.
/// </summary>
public static partial class EmailText
{
    /// <summary>For a person's name: whatever looks like <c>user@host</c> becomes <c>user</c>, with or without a dot in the host.</summary>
    public static string HideInName(string name) => name.AsSpan().ContainsAny('@', '＠') ? Host().Replace(name, "") : name;

    /// <summary>For subjects and sentences: as for a name, but <c>package@1.2.3</c> and <c>action@v4</c> are left alone.</summary>
    public static string Hide(string text) =>
        text.AsSpan().ContainsAny('@', '＠') ? Host().Replace(text, match => Version().IsMatch(match.Value) ? match.Value : "") : text;

    // The @ of an address stands right after its local part; "@handle" and "Ann @ Work" are no addresses.
    [GeneratedRegex(@"(?<=[^\s<>()\[\]{},;:@＠])[@＠]\[?[^\s<>()\[\]{},;:""']+\]?")]
    private static partial Regex Host();

    [GeneratedRegex(@"^[@＠][v^~]?[0-9]+(\.[0-9x*]+)*([-+][0-9A-Za-z.+-]*)?\.?$")]
    private static partial Regex Version();
}
