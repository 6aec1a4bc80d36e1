namespace RepoTopology.Analysis;

/// <summary>What a rule of the gate looks at.</summary>
public enum GateMeasure
{
    /// <summary>How few of the people who are there know, with those who have left, half of the lines (<see cref="KnownLines.BusFactor"/>); fewer is worse.</summary>
    BusFactor,

    /// <summary>The share of lines that one person alone knows (<see cref="KnownLines.TopOwner"/>), 0 to 1; more is worse.</summary>
    TopOwnerShare,

    /// <summary>The share of lines that nobody who is still there knows (<see cref="KnownLines.Orphaned"/>), 0 to 1; more is worse.</summary>
    OrphanedShare,

    /// <summary>Modules that depend on one, times its top owner's share (<see cref="Analysis.BlastRadius"/>); more is worse.</summary>
    BlastRadius,

    /// <summary>How many undercoordinated dependencies a module has (<see cref="UndercoordinatedDependency"/>); more is worse.</summary>
    UndercoordinatedDependencies,

    /// <summary>How far the index moved towards the group end, 0 to 1; more is worse. Only for a change or against a baseline.</summary>
    VerdictDrift,

    /// <summary>The share of the last year's commits by people who had not been there before, 0 to 1; less is worse.</summary>
    Newcomers,
}

/// <summary>How a judgement ends, best first.</summary>
public enum GateVerdict
{
    Pass,
    Warn,
    Fail,
}

/// <summary>What the rules need to know of a measure.</summary>
public static class GateMeasures
{
    /// <summary>The name in configuration, options and outputs: <c>top-owner-share</c>.</summary>
    public static string NameOf(GateMeasure measure) => measure switch
    {
        GateMeasure.BusFactor => "bus-factor",
        GateMeasure.TopOwnerShare => "top-owner-share",
        GateMeasure.OrphanedShare => "orphaned-share",
        GateMeasure.BlastRadius => "blast-radius",
        GateMeasure.UndercoordinatedDependencies => "undercoordinated-dependencies",
        GateMeasure.VerdictDrift => "verdict-drift",
        _ => "newcomers",
    };

    /// <returns>Null when nothing is called so.</returns>
    public static GateMeasure? TryParse(string name) =>
        Enum.GetValues<GateMeasure>().Where(measure => NameOf(measure) == name).Select(measure => (GateMeasure?)measure).FirstOrDefault();

    /// <summary>Whether a smaller value is the worse one.</summary>
    public static bool LessIsWorse(GateMeasure measure) => measure is GateMeasure.BusFactor or GateMeasure.Newcomers;

    /// <summary>Whether the value is a share, shown in percent.</summary>
    public static bool IsShare(GateMeasure measure) => measure is GateMeasure.TopOwnerShare or GateMeasure.OrphanedShare or GateMeasure.Newcomers;

    /// <summary>Whether living lines and the commits' trailers are all it takes; the others need the whole analysis.</summary>
    public static bool NeedsLinesOnly(GateMeasure measure) => measure is GateMeasure.BusFactor or GateMeasure.TopOwnerShare or GateMeasure.OrphanedShare;

    /// <summary>Whether it is told of the whole repository only.</summary>
    public static bool IsOfRepository(GateMeasure measure) => measure is GateMeasure.VerdictDrift or GateMeasure.Newcomers;

    /// <summary>By how much a value may get worse without being worse: what noise does (a comment, a rename).</summary>
    public static double Tolerance(GateMeasure measure) => measure switch
    {
        GateMeasure.BusFactor or GateMeasure.UndercoordinatedDependencies => 0,
        GateMeasure.BlastRadius => 0.5,
        GateMeasure.VerdictDrift => 0,
        _ => 0.01,
    };
}
