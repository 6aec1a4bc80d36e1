using System.Collections.Immutable;

namespace RepoTopology.Code;

/// <summary>The language of a project.</summary>
public enum CodeProjectKind
{
    CSharp,

    /// <summary>Only its references to other projects are known.</summary>
    FSharp,

    /// <inheritdoc cref="FSharp"/>
    VisualBasic,

    /// <summary>There is no project file in the tree: a top directory that holds C# files.</summary>
    Implicit,
}

/// <summary>A project.</summary>
public sealed record CodeProject
{
    /// <summary>The project file's name without its extension.</summary>
    public required string Name { get; init; }

    /// <summary>The project file, or the directory of an implicit project (empty for the top).</summary>
    public required string Path { get; init; }

    public required CodeProjectKind Kind { get; init; }

    public required string AssemblyName { get; init; }

    /// <summary>The target framework that was taken: the highest netX.0 of several. Empty when none could be read.</summary>
    public required string TargetFramework { get; init; }

    public required bool IsTest { get; init; }

    /// <summary>A solution of the tree lists it.</summary>
    public required bool InSolution { get; init; }

    /// <summary>Indices of the projects that it references, sorted; not transitive.</summary>
    public required ImmutableArray<int> References { get; init; }

    /// <summary>Assembly names that may see its internals, by item or attribute; sorted.</summary>
    public required ImmutableArray<string> FriendAssemblies { get; init; }

    /// <summary>The depth that it got, never <see cref="CodeDepth.Auto"/>.</summary>
    public required CodeDepth Depth { get; init; }

    /// <summary>What read it: <c>source</c>, or <c>msbuild</c> where the project's own build was run.</summary>
    public required string Loader { get; init; }

    /// <summary>C# files that it compiles, indices into <see cref="CodeModel.Files"/>, sorted. Linked files are in several projects.</summary>
    public required ImmutableArray<int> Files { get; init; }

    /// <summary>Bytes of these files.</summary>
    public required long SourceBytes { get; init; }

    /// <summary>Restored package assemblies that the compiler saw.</summary>
    public required int PackageAssemblies { get; init; }

    /// <summary>Conditions, values and items of the project file that would have needed a build to know; they were skipped.</summary>
    public required int Unevaluated { get; init; }

    /// <summary>Identifiers outside generated code that could name a type or member declared in the sources the project sees.</summary>
    public required int Identifiers { get; init; }

    /// <summary>Those of <see cref="Identifiers"/> that led to nothing; mostly members of packages' types, with a name that the sources use too.</summary>
    public required int Unresolved { get; init; }

    /// <summary><see cref="Unresolved"/> of <see cref="Identifiers"/>, 0 to 1; 0 where there are none.</summary>
    public double UnresolvedShare => Identifiers == 0 ? 0 : (double)Unresolved / Identifiers;
}
