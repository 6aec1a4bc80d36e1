namespace RepoTopology.Analyzers;

/// <summary>
/// What a diagnostic carries for those who read it by machine: the code fixes, and whoever reads the compiler's SARIF log. Shares are whole percentages, counts are
/// rounded as the snapshot is. <see cref="Handle"/> and <see cref="Name"/> are there only where names are shown.
/// </summary>
internal static class PropertyNames
{
    /// <summary>What <c>.repotopology/accepted.txt</c> calls the type or member.</summary>
    public const string Key = "key";

    /// <summary>Id of who wrote most of it.</summary>
    public const string Owner = "owner";
    public const string Name = "name";
    public const string Handle = "handle";
    public const string Share = "share";
    public const string Lines = "lines";
    public const string Orphaned = "orphaned";
    public const string BusFactor = "busFactor";
    public const string Dependants = "dependants";

    /// <summary>Id and share of who could help.</summary>
    public const string Second = "second";
    public const string SecondShare = "secondShare";

    public const string Module = "module";
    public const string Target = "target";
    public const string Together = "together";

    /// <summary>The rule of CODEOWNERS, and what is wrong with it: <c>holds-none</c> or <c>leaves-out</c>.</summary>
    public const string Pattern = "pattern";
    public const string Kind = "kind";
}
