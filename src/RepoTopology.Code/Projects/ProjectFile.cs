namespace RepoTopology.Code;

/// <summary>What a project file says, or what stands for one where there is none.</summary>
internal sealed record ProjectFile
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    public required CodeProjectKind Kind { get; init; }

    public string AssemblyName { get; init; } = "";

    public string TargetFramework { get; init; } = "";

    public bool IsTest { get; init; }

    public bool InSolution { get; set; }

    /// <summary>Paths of projects of the tree; <c>Compiled</c> where its types are seen by this one's source.</summary>
    public List<(string Path, bool Compiled)> References { get; init; } = [];

    /// <summary>Sorted by path.</summary>
    public List<SourceFile> Files { get; init; } = [];

    public List<string> Symbols { get; init; } = [];

    /// <summary>Texts that are compiled but stand in no file of the commit: global usings and attributes that the build would write.</summary>
    public List<(string Path, string Text)> BuildSources { get; init; } = [];

    public List<string> Friends { get; init; } = [];

    public bool AllowUnsafe { get; init; }

    public bool Nullable { get; init; }

    public int Unevaluated { get; init; }

    /// <summary>One sentence for each import that was not followed.</summary>
    public IReadOnlyCollection<string> Unfollowed { get; init; } = [];

    /// <summary>What the project's own build said; null where it was not run.</summary>
    public ProjectBuild? Build { get; init; }
}
