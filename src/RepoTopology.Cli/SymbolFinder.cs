using System.Collections.Immutable;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// Finds a type or member by its name as written in C#: <c>Type</c>, <c>Outer.Type</c>, <c>Namespace.Type</c>, <c>Type.Member</c>, <c>Type.Member(int,string)</c>.
/// A name without its type parameters stands for all arities, a method's without its parameters for all overloads.
/// </summary>
internal sealed class SymbolFinder(RepositoryHistory history, CodeModel code)
{
    private const int MostCandidates = 5;

    /// <returns>Null when nothing is called so.</returns>
    /// <exception cref="RequestException">Types of several names fit.</exception>
    public Subject? TryFind(string typed)
    {
        int[] types = [.. Enumerable.Range(0, code.Types.Length).Where(i => IsCalled(code.Types[i].Key, typed))];
        if (types.Length > 0)
        {
            string key = TheOne(typed, types.Select(type => code.Types[type].Key));
            return SubjectOf(key, types.SelectMany(type => code.Types[type].Declarations));
        }

        string head = typed.IndexOf('(', StringComparison.Ordinal) is >= 0 and var bracket ? typed[..bracket] : typed;
        int dot = head.LastIndexOf('.');
        if (dot <= 0)
            return null;
        string member = typed[(dot + 1)..].Replace(" ", "", StringComparison.Ordinal);
        int[] members = [.. Enumerable.Range(0, code.Members.Length)
            .Where(i => (code.Members[i].Key == member || NameOf(code.Members[i].Key) == member) && IsCalled(code.Types[code.Members[i].Type].Key, head[..dot]))];
        if (members.Length == 0)
            return null;
        string owner = TheOne(typed, members.Select(i => code.Types[code.Members[i].Type].Key));
        return SubjectOf($"{owner}.{member}", members.SelectMany(i => code.Members[i].Declarations));
    }

    private static bool IsCalled(string key, string typed) =>
        Fits(key, typed) || (!typed.Contains('`', StringComparison.Ordinal) && key.Contains('`', StringComparison.Ordinal) && Fits(WithoutArity(key), typed));

    private static bool Fits(string key, string typed) =>
        key.EndsWith(typed, StringComparison.Ordinal) && (key.Length == typed.Length || key[^(typed.Length + 1)] == '.');

    private static string WithoutArity(string key) =>
        string.Join('.', key.Split('.').Select(part => part.IndexOf('`', StringComparison.Ordinal) is >= 0 and var tick ? part[..tick] : part));

    private static string NameOf(string member) => member.IndexOfAny(['(', '`']) is > 0 and var end ? member[..end] : member;

    private static string TheOne(string typed, IEnumerable<string> keys)
    {
        string[] different = [.. keys.Distinct().Order(StringComparer.Ordinal)];
        return different.Length == 1
            ? different[0]
            : different.Select(WithoutArity).Distinct().Count() == 1
                ? WithoutArity(different[0])
                : throw new RequestException($"'{typed}' may be {string.Join(", ", different.Take(MostCandidates))}"
                    + (different.Length > MostCandidates ? $" or {different.Length - MostCandidates} others" : "") + "; write more of the name");
    }

    private Subject SubjectOf(string name, IEnumerable<CodeSpan> spans)
    {
        var paths = Enumerable.Range(0, history.Paths.Length).Where(i => history.Paths[i].AtHead).ToDictionary(i => history.Paths[i].Text);
        return new Subject(name,
        [
            .. spans.GroupBy(span => span.File)
                .Where(file => paths.ContainsKey(code.Files[file.Key].Path))
                .Select(file => new SubjectFile(paths[code.Files[file.Key].Path], Apart(file)))
                .OrderBy(file => history.Paths[file.Path].Text, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Ascending, and what overlaps is one.</summary>
    private static ImmutableArray<LineSpan> Apart(IEnumerable<CodeSpan> spans)
    {
        var apart = new List<LineSpan>();
        foreach (var span in spans.OrderBy(span => span.FirstLine))
            if (apart.Count > 0 && span.FirstLine <= apart[^1].Last)
                apart[^1] = apart[^1] with { Last = Math.Max(apart[^1].Last, span.LastLine) };
            else
                apart.Add(new LineSpan(span.FirstLine, span.LastLine));
        return [.. apart];
    }
}
