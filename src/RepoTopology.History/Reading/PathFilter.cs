using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Which paths are read: <see cref="HistoryOptions.Scope"/> and <see cref="HistoryOptions.Exclude"/>. One per worker.</summary>
internal sealed class PathFilter
{
    private readonly byte[] _scope;
    private readonly PathGlob[] _exclude;
    private readonly char[] _text = new char[4096];

    public PathFilter(HistoryOptions options)
    {
        string scope = ScopeOf(options);
        _scope = Encoding.UTF8.GetBytes(scope);
        Prefix = Encoding.UTF8.GetBytes(scope.Length == 0 ? "" : scope + "/");
        _exclude = [.. options.Exclude.Select(PathGlob.Parse)];
    }

    /// <summary>Whether every path is read.</summary>
    public bool IncludesEverything => _scope.Length == 0 && _exclude.Length == 0;

    /// <summary>The scope's path with a trailing slash; empty for the whole repository.</summary>
    public byte[] Prefix { get; }

    /// <summary>The scope with forward slashes and nothing around it.</summary>
    public static string ScopeOf(HistoryOptions options)
    {
        string scope = options.Scope.Replace('\\', '/').Trim('/');
        return scope is "." ? "" : scope.StartsWith("./", StringComparison.Ordinal) ? scope[2..].TrimStart('/') : scope;
    }

    /// <summary>The scope's tree within a root tree; the zero id where there is none.</summary>
    public ObjectId InScope(ObjectReader reader, ObjectId tree)
    {
        if (_scope.Length == 0 || tree.IsZero)
            return tree;
        return TreeLookup.TryFind(reader, tree, _scope, out ushort mode, out var id) && mode == Git.FileMode.Tree ? id : ObjectId.Zero;
    }

    public bool Includes(ReadOnlySpan<byte> path)
    {
        if (_exclude.Length == 0)
            return true;
        var text = Encoding.UTF8.GetMaxCharCount(path.Length) <= _text.Length ? _text : new char[Encoding.UTF8.GetMaxCharCount(path.Length)];
        int length = Encoding.UTF8.GetChars(path, text);
        foreach (var glob in _exclude)
            if (glob.Matches(text.AsSpan(0, length)))
                return false;
        return true;
    }
}
