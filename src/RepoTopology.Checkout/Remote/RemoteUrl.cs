using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RepoTopology.Checkout;

/// <summary>Where a repository is, as somebody typed it in place of a directory. Its text never shows the credentials in it.</summary>
public sealed partial class RemoteUrl
{
    private const int MostNameCharacters = 40;

    private RemoteUrl(Uri address, NetworkCredential? typed)
    {
        Address = address;
        Typed = typed;
    }

    /// <summary>Without user, password and a slash at its end.</summary>
    internal Uri Address { get; }

    /// <summary>What stood before the host; the password is empty when there was none.</summary>
    internal NetworkCredential? Typed { get; }

    /// <summary>Whether this is meant as a URL, or as the <c>host:path</c> of ssh.</summary>
    public static bool IsUrl(string typed) => typed.Contains("://", StringComparison.Ordinal) || (ScpLike().IsMatch(typed) && !Path.Exists(typed));

    /// <summary>The directory that a <c>file:</c> URL names: it is read where it stands.</summary>
    /// <exception cref="CheckoutException">The directory is on another machine.</exception>
    public static bool TryDirectory(string typed, [NotNullWhen(true)] out string? directory)
    {
        directory = null;
        if (!typed.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
            return false;
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Host is not ("" or "localhost"))
            throw new CheckoutException("a file URL names a directory of this machine; write file:///path/to/repository");
        directory = Uri.UnescapeDataString(address.AbsolutePath);
        if (OperatingSystem.IsWindows())
            directory = directory.TrimStart('/');
        return true;
    }

    /// <exception cref="CheckoutException">Nothing of the kind is fetched from; the sentence says what to do.</exception>
    public static RemoteUrl Parse(string typed)
    {
        int colon = typed.IndexOf("://", StringComparison.Ordinal);
        string scheme = colon < 0 ? "ssh" : typed[..colon].ToLowerInvariant();
        if (scheme is "ssh" or "git+ssh" or "ssh+git")
            throw new CheckoutException($"ssh is left to git: run 'git clone --bare {Password().Replace(typed, "://$1@")} repository.git' and give that directory");
        if (scheme is not ("https" or "http"))
            throw new CheckoutException($"'{scheme}' URLs are not fetched from: give an https URL, or run 'git clone --bare {Redact(typed)} repository.git' and give that directory");
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw new CheckoutException($"this is no URL that can be read; write {scheme}://host/path");
        if (address.Query.Length + address.Fragment.Length > 0)
            throw new CheckoutException("the URL of a repository has no '?' and no '#'; leave out what stands behind them");
        if (!IsSafe(address))
            throw new CheckoutException($"http is not encrypted, so it is used with this machine only; write https://{address.Authority}{address.AbsolutePath}");
        var bare = new UriBuilder(address) { UserName = "", Password = "", Path = address.AbsolutePath.TrimEnd('/') };
        string[] user = address.UserInfo.Split(':', 2);
        return new RemoteUrl(bare.Uri, user[0].Length == 0 && user.Length < 2 ? null : new NetworkCredential(
            Uri.UnescapeDataString(user[0]), user.Length < 2 ? "" : Uri.UnescapeDataString(user[1])));
    }

    /// <summary>A text without what stands between "://" and "@" in it.</summary>
    public static string Redact(string text) => UserInfo().Replace(text, "://");

    /// <summary>Encrypted, or not leaving this machine.</summary>
    internal static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsHere(address));

    /// <summary>Whether the host is this machine by its own name; a name that a server resolves to it is not.</summary>
    internal static bool IsHere(Uri address) =>
        address.IdnHost == "localhost" || (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>What tells this remote from all others.</summary>
    internal string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Address.AbsoluteUri)).AsSpan(0, 8));

    /// <summary>The repository's own name, as far as every file system can hold it; reports show it.</summary>
    internal string Name
    {
        get
        {
            string name = Address.Segments.Select(segment => Uri.UnescapeDataString(segment).Trim('/')).LastOrDefault(segment => segment is not ("" or ".git")) ?? Address.IdnHost;
            if (name.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
                name = name[..^4];
            var readable = new StringBuilder();
            foreach (char c in name.Length <= MostNameCharacters ? name : name[..MostNameCharacters])
                readable.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && readable.Length > 0) ? c : '_');
            return readable.ToString();
        }
    }

    public override string ToString() => Address.AbsoluteUri;

    // The drive letters of Windows are no hosts.
    [GeneratedRegex(@"^(?:[^/\\@:]+@)?[^/\\@:]{2,}:(?!//).+$")]
    private static partial Regex ScpLike();

    // Up to the last "@" before the path: passwords with an "@" in them are typed as they are.
    [GeneratedRegex(@"://[^/\s'""]*@")]
    private static partial Regex UserInfo();

    [GeneratedRegex("://([^/:@]*):[^/]*@")]
    private static partial Regex Password();
}
