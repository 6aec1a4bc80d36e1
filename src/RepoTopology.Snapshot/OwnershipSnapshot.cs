using System.Collections.Generic;

namespace RepoTopology.Snapshot;

/// <summary>
/// Who knows the code of one project, as it is committed beside that code: what <c>repotopology snapshot</c> writes and the analyzers read. The text form is
/// FORMAT.md's. Everything is rounded (<see cref="Rounded"/>), so that ordinary commits rarely change it.
/// </summary>
/// <param name="Project">The project file's path from the top of the repository, with slashes.</param>
/// <param name="Total">All of the project's code.</param>
/// <param name="People">Whoever is named by id anywhere in it; sorted by id. Empty where names are switched off.</param>
/// <param name="Types">Sorted by key, ordinally.</param>
/// <param name="Dependencies">Undercoordinated ones that start in this project; sorted by their types.</param>
/// <param name="CodeOwners">Findings about CODEOWNERS whose lines are mostly this project's; sorted by pattern, kind and person.</param>
public sealed record OwnershipSnapshot(
    string Project,
    Holding Total,
    IReadOnlyList<SnapshotPerson> People,
    IReadOnlyList<TypeHolding> Types,
    IReadOnlyList<LonelyDependency> Dependencies,
    IReadOnlyList<CodeOwnersFinding> CodeOwners);

/// <summary>Who holds some code: its living lines by the people who wrote them.</summary>
/// <param name="Lines">Living lines, rounded to two significant digits.</param>
/// <param name="OrphanedPercent">Of the known lines, how many were written by people who have left: 0 to 100 in steps of 5.</param>
/// <param name="BusFactor">
/// How few of the people who are there hold, with those who have left, half of the known lines; 0 when those who have left hold half already.
/// </param>
/// <param name="Owners">Largest share first, then by id; at most three, each of at least 5 %.</param>
public sealed record Holding(int Lines, int OrphanedPercent, int BusFactor, IReadOnlyList<OwnerShare> Owners);

/// <summary>One person's part of the known lines.</summary>
/// <param name="Person">Id of a person.</param>
/// <param name="Percent">5 to 100 in steps of 5.</param>
public readonly record struct OwnerShare(string Person, int Percent);

/// <summary>A person of the names table.</summary>
/// <param name="Id">Short and stable; 6 or more of <c>0-9 a-z</c>.</param>
/// <param name="Name">As the history has it.</param>
/// <param name="Handle">As CODEOWNERS would name them (<c>@ada</c>); empty when unknown.</param>
public sealed record SnapshotPerson(string Id, string Name, string Handle);

/// <summary>A type's code, without that of the types nested in it.</summary>
/// <param name="Key">As <c>SymbolKey</c> computes it: <c>Namespace.Outer.Type`1</c>.</param>
/// <param name="Holding">Parts of a partial type are summed.</param>
/// <param name="Dependants">Types that refer to it, directly or through others, in the whole repository; rounded to two significant digits.</param>
/// <param name="Members">Those of at least 10 living lines, sorted by key.</param>
public sealed record TypeHolding(string Key, Holding Holding, int Dependants, IReadOnlyList<MemberHolding> Members);

/// <summary>A member's code.</summary>
/// <param name="Key">As <c>SymbolKey</c> computes it: <c>Compute(int,List&lt;Foo&gt;)</c>.</param>
public sealed record MemberHolding(string Key, Holding Holding);

/// <summary>An undercoordinated dependency: two modules depend on each other and change together, and who knows one has never edited the other.</summary>
/// <param name="FromType">The first type of this project (by key) that refers to the other module.</param>
/// <param name="ToType">The type that it refers to.</param>
/// <param name="Module">The other module's path.</param>
/// <param name="Here">Who knows most of this side; id of a person.</param>
/// <param name="There">Who knows most of the other side; id of a person.</param>
/// <param name="Together">Commits that touched both, rounded to two significant digits.</param>
public sealed record LonelyDependency(string FromType, string ToType, string Module, string Here, string There, int Together);

/// <summary>What a CODEOWNERS rule says against what the lines say.</summary>
/// <param name="Pattern">The rule's pattern as written.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Handle">The handle in question, with its <c>@</c>; empty when the person's is unknown.</param>
/// <param name="Person">Id of the person in question.</param>
/// <param name="Percent">Of the known lines that the rule decides, how many the person holds: 0 to 100 in steps of 5.</param>
public sealed record CodeOwnersFinding(string Pattern, CodeOwnersFindingKind Kind, string Handle, string Person, int Percent);

/// <summary>What is wrong with a CODEOWNERS rule.</summary>
public enum CodeOwnersFindingKind
{
    /// <summary>It names somebody who holds none of the lines.</summary>
    HoldsNone,

    /// <summary>It leaves out who holds most of them.</summary>
    LeavesOut,
}
