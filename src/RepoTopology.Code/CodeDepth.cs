namespace RepoTopology.Code;

/// <summary>How far the source of a project is read.</summary>
public enum CodeDepth
{
    /// <summary>Project files only: projects and their references.</summary>
    Project,

    /// <summary>Syntax only: types, members, and references found by name. Inferred types and chains of calls are not seen.</summary>
    Names,

    /// <summary>References as the compiler binds them.</summary>
    Bound,

    /// <summary>
    /// As an option only: <see cref="Bound"/> for as many projects as the budget has room for, dependencies first and tests last, then
    /// <see cref="Names"/>, then <see cref="Project"/>.
    /// </summary>
    Auto,
}
