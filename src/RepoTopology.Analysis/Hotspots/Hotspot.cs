using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What a hotspot is.</summary>
public enum HotspotLevel
{
    File,
    Module,
    Type,
}

/// <summary>Code that changes often, is large, and is known to one person.</summary>
/// <param name="Index">Of the path or module in the history, of the type in the code.</param>
/// <param name="Commits">The window's counted commits to it, giant ones left out; of a type those with a line that still stands there, as nobody can tell the others.</param>
/// <param name="ChangedLines">Lines that these commits added and deleted there; of a type those that still stand.</param>
/// <param name="Lines">Living lines, unknown ones included.</param>
/// <param name="TopContributor">Who holds most known lines; −1 when no person does.</param>
/// <param name="TopShare">Their share of the known lines, 0 to 1.</param>
/// <param name="MedianAge">Half of its known lines are older, in days before the window's end; null without known lines.</param>
public sealed record Hotspot(int Index, int Commits, long ChangedLines, long Lines, int TopContributor, double TopShare, double? MedianAge)
{
    /// <summary>0 to 1; the formula stands at <see cref="Hotspots"/>.</summary>
    public double Score { get; init; }

    /// <summary>What changes with it most; null when nothing does often enough.</summary>
    public HotspotCompanion? Companion { get; init; }
}

/// <summary>What changes together with a hotspot.</summary>
/// <param name="Index">Of the same kind as the hotspot's.</param>
/// <param name="Together">Commits that touch both.</param>
/// <param name="Share">Of the hotspot's commits, 0 to 1.</param>
public sealed record HotspotCompanion(int Index, int Together, double Share);

/// <summary>Hotspots of one kind.</summary>
/// <param name="Level">Which kind.</param>
/// <param name="Spots">Highest score first.</param>
/// <param name="NameOf">The path, the module's name or the type's key of an index.</param>
public sealed record HotspotList(HotspotLevel Level, ImmutableArray<Hotspot> Spots, Func<int, string> NameOf);
