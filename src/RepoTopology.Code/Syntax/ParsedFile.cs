using Microsoft.CodeAnalysis;

namespace RepoTopology.Code;

/// <summary>A parsed file of a project and what it declares.</summary>
internal sealed class ParsedFile
{
    /// <summary>Index among the project's files; -1 for what the build would add.</summary>
    public required int File { get; init; }

    public required SyntaxTree Tree { get; init; }

    public required bool IsGenerated { get; init; }

    public List<DeclaredType> Types { get; } = [];

    public FileUsings Usings { get; } = new();

    public List<string> Friends { get; } = [];

    /// <summary>Set when the file was skipped after all: the sentence for the limits.</summary>
    public string? Limit { get; set; }
}

/// <summary>The using directives of a file, those of its namespaces included.</summary>
internal sealed class FileUsings
{
    public List<(string Name, bool Global)> Namespaces { get; } = [];

    public List<(string Name, bool Global)> Statics { get; } = [];

    public List<(string Alias, string Target, bool Global)> Aliases { get; } = [];
}

/// <summary>One declaration of a type.</summary>
internal sealed class DeclaredType
{
    public required string Key { get; init; }

    /// <summary>Without arity.</summary>
    public required string Name { get; init; }

    public required int Arity { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Key of the type around it, or empty.</summary>
    public required string Outer { get; init; }

    public required CodeTypeKind Kind { get; init; }

    public required CodeAccess Access { get; init; }

    /// <summary>Whether an accessibility is written: parts of a partial type may leave it to another one.</summary>
    public required bool SaysAccess { get; init; }

    public required FactSpan Span { get; init; }

    /// <summary>Last identifiers of the types in its base list.</summary>
    public List<string> Bases { get; } = [];

    public List<(string Key, CodeMemberKind Kind, CodeAccess Access, FactSpan Span)> Members { get; } = [];

    /// <summary>Names of its members, as source refers to them.</summary>
    public List<string> MemberNames { get; } = [];

    public List<string> ExtensionMethods { get; } = [];
}
