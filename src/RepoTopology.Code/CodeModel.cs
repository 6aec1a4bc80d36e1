using System.Collections.Immutable;

namespace RepoTopology.Code;

/// <summary>
/// The code of one commit: projects, namespaces, types, members and who refers to whom. Everything is in arrays, sorted, and refers to each
/// other by index; the same commit, options and version give the same model.
/// </summary>
public sealed record CodeModel
{
    /// <summary>C# files that belong to a project, sorted by path.</summary>
    public required ImmutableArray<CodeFile> Files { get; init; }

    /// <summary>Sorted by path.</summary>
    public required ImmutableArray<CodeProject> Projects { get; init; }

    /// <summary>Names of namespaces that declare a type, sorted; the empty one is the global one.</summary>
    public required ImmutableArray<string> Namespaces { get; init; }

    /// <summary>Sorted by project, then by key.</summary>
    public required ImmutableArray<CodeType> Types { get; init; }

    /// <summary>Sorted by type, then by key. The members of a type stand together.</summary>
    public required ImmutableArray<CodeMember> Members { get; init; }

    /// <summary>From type to type, never to itself; sorted by source, target and kind. Generated files make none.</summary>
    public required ImmutableArray<CodeReference> References { get; init; }

    /// <summary>One sentence for each thing that was skipped; sorted.</summary>
    public required ImmutableArray<string> Limits { get; init; }
}

/// <summary>A C# file of the commit.</summary>
/// <param name="Path">From the top of the tree, with slashes.</param>
/// <param name="IsGenerated">Its name or its first comment says that a program wrote it.</param>
public sealed record CodeFile(string Path, bool IsGenerated);

/// <summary>Lines of a file, both included, counted from 1.</summary>
/// <param name="File">Index into <see cref="CodeModel.Files"/>.</param>
/// <param name="FirstLine">Attributes belong to what they stand on, comments above it don't.</param>
/// <param name="LastLine">At least the first.</param>
public readonly record struct CodeSpan(int File, int FirstLine, int LastLine);
