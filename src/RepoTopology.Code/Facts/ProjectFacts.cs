namespace RepoTopology.Code;

/// <summary>What one project's sources say: what the cache keeps, and what the model is put together from.</summary>
internal sealed record ProjectFacts
{
    public static ProjectFacts None { get; } = new() { Types = [], References = [], Generated = [], Friends = [], Limits = [] };

    /// <summary>Sorted by key.</summary>
    public required List<TypeFact> Types { get; init; }

    /// <summary>Sorted.</summary>
    public required List<ReferenceFact> References { get; init; }

    /// <summary>Which of the project's files are generated.</summary>
    public required bool[] Generated { get; init; }

    /// <summary>Assemblies that attributes name as friends.</summary>
    public required List<string> Friends { get; init; }

    public required List<string> Limits { get; init; }

    public int Identifiers { get; init; }

    public int Unresolved { get; init; }
}

/// <summary>A type of a project; <c>Outer</c> is the key of the type around it, or empty.</summary>
internal sealed record TypeFact(
    string Key, string Namespace, string Outer, CodeTypeKind Kind, CodeAccess Access, bool IsGenerated, List<FactSpan> Declarations, List<MemberFact> Members);

/// <summary>A member of a type.</summary>
internal sealed record MemberFact(string Key, CodeMemberKind Kind, CodeAccess Access, List<FactSpan> Declarations);

/// <summary>Lines of one of the project's files, by its index among them.</summary>
internal readonly record struct FactSpan(int File, int FirstLine, int LastLine) : IComparable<FactSpan>
{
    public int CompareTo(FactSpan other) => (File, FirstLine, LastLine).CompareTo((other.File, other.FirstLine, other.LastLine));
}

/// <summary>References of one kind from a type of the project (by index) to a type of any project (by its path).</summary>
internal readonly record struct ReferenceFact(int From, string Project, string Type, CodeReferenceKind Kind, int Count);
