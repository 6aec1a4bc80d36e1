using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>Logins of a hosting platform: letters, digits, hyphens, dots and underscores, without the at sign.</summary>
internal static class PlatformHandle
{
    private const int Longest = 255; // GitLab's; GitHub's end at 39.

    /// <summary>The one that the user's file states, then those in noreply addresses in their order; each once, case aside.</summary>
    public static ImmutableArray<string> All(string? stated, IEnumerable<string> emails) =>
    [
        .. emails.Select(email => new IdentityText("", email).Login).Prepend(stated?.Trim().TrimStart('@') ?? "")
            .Where(IsLogin).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static bool IsLogin(string text) =>
        text.Length is > 0 and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
