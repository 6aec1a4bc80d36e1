using System.Globalization;
using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// The few keys of a repository's own config that are read. Nothing in it is ever executed; files that it includes are not read, and the user's and
/// the system's config only for where attributes are.
/// </summary>
public sealed class GitConfig
{
    private readonly string _file;

    private GitConfig(string file, IReadOnlyList<(string Name, string? Value)> entries) => (_file, Entries) = (file, entries);

    /// <summary>All entries in order; names normalised, the value null where a key stands without <c>=</c>.</summary>
    internal IReadOnlyList<(string Name, string? Value)> Entries { get; }

    /// <summary>
    /// The last value of <c>section.key</c> or <c>section.subsection.key</c>; section and key in any case. Null when it is not set; a key
    /// without <c>=</c> is <c>"true"</c>.
    /// </summary>
    public string? Get(string name)
    {
        int section = name.IndexOf('.', StringComparison.Ordinal);
        int key = name.LastIndexOf('.');
        if (section < 0)
            return null;
        string normal = name[..section].ToLowerInvariant() + name[section..key] + name[key..].ToLowerInvariant();
        for (int i = Entries.Count - 1; i >= 0; i--)
            if (Entries[i].Name == normal)
                return Entries[i].Value ?? "true";
        return null;
    }

    /// <summary>A key's value as git reads booleans: true, yes, on, a number but 0, or the bare key; null when it is not set.</summary>
    /// <exception cref="GitDataException">The value is no boolean.</exception>
    public bool? GetBoolean(string name) => Get(name)?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" or "" => false,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number != 0,
        _ => throw GitDataException.Corrupt(_file, $"{name} is neither true nor false"),
    };

    /// <exception cref="GitDataException">The value is no number.</exception>
    public int? GetNumber(string name) => Get(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => number,
        _ => throw GitDataException.Corrupt(_file, $"{name} is not a number"),
    };

    /// <summary>A number of bytes, with git's units k, m and g; null when it is not set.</summary>
    /// <exception cref="GitDataException">The value is no such number.</exception>
    public long? GetSize(string name)
    {
        if (Get(name) is not { } text)
            return null;
        int shift = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        return long.TryParse(text.AsSpan(0, text.Length - (shift > 0 ? 1 : 0)), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number <= long.MaxValue >> shift
            ? number << shift
            : throw GitDataException.Corrupt(_file, $"{name} is not a size");
    }

    /// <summary>All values of a key in order; an empty one takes back those before it, as git's lists do.</summary>
    public IReadOnlyList<string> GetList(string name)
    {
        var values = new List<string>();
        foreach (var (entry, value) in Entries)
        {
            if (entry != name)
                continue;
            if (value is null or "")
                values.Clear();
            else
                values.Add(value);
        }

        return values;
    }

    /// <summary>
    /// Reads <c>config</c> of the common directory and, where <c>extensions.worktreeConfig</c> asks for it, <c>config.worktree</c>.
    /// A repository without a config is one with git's defaults.
    /// </summary>
    /// <exception cref="GitDataException">Unreadable, or malformed: the message names file and line.</exception>
    public static GitConfig Load(string commonDirectory, string gitDirectory)
    {
        string file = Path.Join(commonDirectory, "config");
        var config = Parse(SmallFile.TryRead(file) ?? [], file);
        if (config.GetBoolean("extensions.worktreeconfig") != true)
            return config;
        string own = Path.Join(gitDirectory, "config.worktree");
        return new GitConfig(file, [.. config.Entries, .. Parse(SmallFile.TryRead(own) ?? [], own).Entries]);
    }

    /// <summary>
    /// What lies outside repositories, later files before earlier ones: the system's, then <c>$GIT_CONFIG_GLOBAL</c>, or <c>$XDG_CONFIG_HOME/git/config</c>
    /// and <c>~/.gitconfig</c>. https://git-scm.com/docs/git-config#FILES
    /// </summary>
    /// <param name="variable">An environment variable, null when it is not set.</param>
    /// <exception cref="GitDataException">Unreadable, or malformed.</exception>
    public static GitConfig LoadOutside(Func<string, string?> variable)
    {
        string home = variable("HOME") ?? variable("USERPROFILE") ?? "";
        string folder = variable("XDG_CONFIG_HOME") is { Length: > 0 } configured ? configured : Path.Join(home, ".config");
        var files = new List<string>();
        if (!OperatingSystem.IsWindows() && variable("GIT_CONFIG_NOSYSTEM") is null or "" or "0" or "false")
            files.Add(variable("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig");
        if (variable("GIT_CONFIG_GLOBAL") is { } global)
            files.Add(global);
        else
            files.AddRange([Path.Join(folder, "git", "config"), Path.Join(home, ".gitconfig")]);
        return new GitConfig("the user's config", [.. files.Where(Path.IsPathFullyQualified).SelectMany(file => Parse(SmallFile.TryRead(file) ?? [], file).Entries)]);
    }

    public static GitConfig Parse(ReadOnlySpan<byte> text, string file) =>
        new(file, new GitConfigParser(Encoding.UTF8.GetString(text), file).Parse());
}
