namespace RepoTopology.Code;

/// <summary>What is read of the code, and at what cost.</summary>
public sealed record CodeOptions
{
    /// <value>The default is <see cref="CodeDepth.Auto"/>.</value>
    public CodeDepth Depth { get; init; } = CodeDepth.Auto;

    /// <summary>
    /// CPU seconds that <see cref="CodeDepth.Auto"/> may spend. They are estimated from the bytes of source, never measured, so that the same
    /// commit gives the same model on each machine and with or without a cache.
    /// </summary>
    /// <value>The default is 60.</value>
    public double BudgetSeconds { get; init; } = 60;

    /// <summary>Threads; the model is the same with any number.</summary>
    /// <value>The default is the number of processors.</value>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>A folder: projects elsewhere are read as far as those in it need them, and stand in the model at <see cref="CodeDepth.Project"/>.</summary>
    /// <value>The default is empty: the whole tree.</value>
    public string Scope { get; init; } = "";

    /// <summary>
    /// Whether the compiler may see the packages of a restore that happens to be in the work tree (<c>obj/project.assets.json</c>); only
    /// files in the user's own package folder are opened. How many were used is a fact of each project.
    /// </summary>
    /// <value>The default is true.</value>
    public bool UseRestoredPackages { get; init; } = true;

    /// <summary>
    /// How long <see cref="BuildLoader"/> waits for the build of one project, its evaluation included; then the project is read as data. After three
    /// such projects, no further one is built.
    /// </summary>
    /// <value>The default is two minutes.</value>
    public TimeSpan BuildLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where results of projects are kept between runs; null for nowhere.</summary>
    public CodeCache? Cache { get; init; }
}
