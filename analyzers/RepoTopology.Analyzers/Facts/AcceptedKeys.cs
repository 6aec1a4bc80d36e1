using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers;

/// <summary>
/// What a team has looked at and accepts: <c>.repotopology/accepted.txt</c>, on each line a key, a tab and the reason. Empty lines and lines that begin with <c>#</c> say
/// nothing. The key of a member is its type's, a point and its own: <c>Lib.Engine.Compute(int)</c>.
/// </summary>
internal sealed class AcceptedKeys
{
    public static readonly SourceTextValueProvider<AcceptedKeys> Provider = new(text => new AcceptedKeys(text));

    public static readonly AcceptedKeys None = new(null);

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    private AcceptedKeys(SourceText? text)
    {
        foreach (var line in text?.Lines ?? Enumerable.Empty<TextLine>())
            if (KeyOf(line.ToString()) is { Length: > 0 } key)
                _keys.Add(key);
    }

    public bool Contains(string key) => _keys.Contains(key);

    /// <summary>Empty for a line that accepts nothing.</summary>
    public static string KeyOf(string line) => line.StartsWith("#", StringComparison.Ordinal) ? "" : line.Split('\t')[0].Trim();

    public static string OfMember(string type, string member) => type + "." + member;
}
