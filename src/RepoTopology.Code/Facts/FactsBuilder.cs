namespace RepoTopology.Code;

/// <summary>Puts a project's declarations together: parts of partial types and members become one.</summary>
internal static class FactsBuilder
{
    /// <summary>Facts without references.</summary>
    public static ProjectFacts Declarations(IReadOnlyList<ParsedFile> files, int fileCount)
    {
        var types = new SortedDictionary<string, List<(DeclaredType Type, bool Generated)>>(StringComparer.Ordinal);
        var generated = new bool[fileCount];
        foreach (var file in files)
        {
            if (file.File >= 0)
                generated[file.File] = file.IsGenerated;
            foreach (var type in file.Types)
            {
                if (!types.TryGetValue(type.Key, out var parts))
                    types[type.Key] = parts = [];
                parts.Add((type, file.IsGenerated));
            }
        }

        return new ProjectFacts
        {
            Types = [.. types.Values.Select(Merge)],
            References = [],
            Generated = generated,
            Friends = [.. files.SelectMany(file => file.Friends).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Limits = [.. files.Select(file => file.Limit).OfType<string>()],
        };
    }

    private static TypeFact Merge(List<(DeclaredType Type, bool Generated)> parts)
    {
        var first = parts[0].Type;
        // A part that says who may use the type says it for all parts; and Program's statements say nothing about the class beside them.
        var leading = parts.Select(part => part.Type).FirstOrDefault(part => part.SaysAccess) ?? first;
        var members = parts.SelectMany(part => part.Type.Members).GroupBy(member => member.Key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MemberFact(group.Key, group.First().Kind, group.First().Access, Spans(group.Select(member => member.Span))));
        return new TypeFact(
            first.Key, first.Namespace, first.Outer, leading.Kind, leading.Access, parts.All(part => part.Generated), Spans(parts.Select(part => part.Type.Span)), [.. members]);
    }

    private static List<FactSpan> Spans(IEnumerable<FactSpan> spans) => [.. spans.Distinct().Order()];
}
