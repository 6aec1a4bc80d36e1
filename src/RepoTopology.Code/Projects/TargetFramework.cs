using System.Globalization;

namespace RepoTopology.Code;

/// <summary>
/// A target framework such as <c>net10.0-windows</c>: which of several is taken, and the preprocessor symbols that it stands for.
/// https://learn.microsoft.com/dotnet/csharp/language-reference/preprocessor-directives
/// </summary>
internal sealed record TargetFramework(string Name, TargetFramework.Family Kind, int Major, int Minor, string Platform)
{
    /// <summary>In order of preference.</summary>
    internal enum Family
    {
        Unknown,
        Framework,
        Standard,
        CoreApp,
        Net,
    }

    /// <summary>What is assumed where a project does not say: what this tool runs on itself.</summary>
    public static TargetFramework Default { get; } = Parse(string.Create(CultureInfo.InvariantCulture, $"net{Environment.Version.Major}.0"));

    public static TargetFramework Parse(string name)
    {
        string text = name.Trim().ToLowerInvariant();
        int hyphen = text.IndexOf('-', StringComparison.Ordinal);
        string platform = hyphen < 0 ? "" : new string([.. text[(hyphen + 1)..].TakeWhile(char.IsAsciiLetter)]);
        text = hyphen < 0 ? text : text[..hyphen];
        if (Versioned(text, "netstandard", out int major, out int minor))
            return new TargetFramework(name, Family.Standard, major, minor, "");
        if (Versioned(text, "netcoreapp", out major, out minor))
            return new TargetFramework(name, Family.CoreApp, major, minor, "");
        // net48 and net472 have no dot.
        if (text.StartsWith("net", StringComparison.Ordinal) && text.Length is 5 or 6 && text.AsSpan(3).ContainsAnyExceptInRange('0', '9') == false)
            return new TargetFramework(name, Family.Framework, text[3] - '0', int.Parse(text[4..], CultureInfo.InvariantCulture), "");
        if (Versioned(text, "net", out major, out minor))
            return new TargetFramework(name, major < 5 ? Family.Framework : Family.Net, major, minor, platform);
        return new TargetFramework(name, Family.Unknown, 0, 0, "");
    }

    /// <summary>The newest of several; one without a platform before the same with one.</summary>
    public static TargetFramework Choose(IEnumerable<string> names) =>
        names.Select(Parse).OrderByDescending(each => each.Kind).ThenByDescending(each => each.Major).ThenByDescending(each => each.Minor % 10 == each.Minor ? each.Minor * 10 : each.Minor)
            .ThenBy(each => each.Platform.Length).ThenBy(each => each.Name, StringComparer.Ordinal).FirstOrDefault() ?? Default;

    public IEnumerable<string> Symbols()
    {
        switch (Kind)
        {
            case Family.Net:
                yield return "NET";
                yield return $"NET{Major}_{Minor}";
                yield return "NETCOREAPP";
                for (int version = 5; version <= Math.Min(Major, 99); version++)
                    yield return $"NET{version}_0_OR_GREATER";
                foreach (string core in OrGreater("NETCOREAPP", CoreVersions, 99))
                    yield return core;
                if (Platform.Length > 0)
                    yield return Platform.ToUpperInvariant();
                break;
            case Family.CoreApp:
                yield return "NETCOREAPP";
                yield return $"NETCOREAPP{Major}_{Minor}";
                foreach (string core in OrGreater("NETCOREAPP", CoreVersions, Major * 10 + Minor))
                    yield return core;
                break;
            case Family.Standard:
                yield return "NETSTANDARD";
                yield return $"NETSTANDARD{Major}_{Minor}";
                foreach (string standard in OrGreater("NETSTANDARD", [10, 11, 12, 13, 14, 15, 16, 20, 21], Major * 10 + Minor))
                    yield return standard;
                break;
            case Family.Framework:
                yield return "NETFRAMEWORK";
                yield return $"NET{Major}{Minor}";
                foreach (string version in FrameworkVersions)
                    if (string.CompareOrdinal(version, $"{Major}{Minor}") <= 0)
                        yield return $"NET{version}_OR_GREATER";
                break;
        }
    }

    private static int[] CoreVersions => [10, 11, 20, 21, 22, 30, 31];

    private static string[] FrameworkVersions => ["20", "30", "35", "40", "45", "451", "452", "46", "461", "462", "47", "471", "472", "48", "481"];

    private static IEnumerable<string> OrGreater(string name, int[] versions, int most) =>
        versions.Where(version => version <= most).Select(version => $"{name}{version / 10}_{version % 10}_OR_GREATER");

    private static bool Versioned(string text, string prefix, out int major, out int minor)
    {
        major = minor = 0;
        if (!text.StartsWith(prefix, StringComparison.Ordinal) || text[prefix.Length..].Split('.') is not [{ Length: 1 or 2 } first, { Length: 1 or 2 } second])
            return false;
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out major) && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out minor);
    }
}
