using System.Collections.Immutable;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// The facts of a repository: immutable columns with dense indices. Commits are in <c>git log</c>'s order, newest committer date first.
/// The same commit and options give the same facts, whatever the number of workers.
/// </summary>
public sealed record RepositoryHistory
{
    internal RepositoryHistory()
    {
    }

    /// <summary>The repository's directory (the work tree's root, or the bare repository), for people.</summary>
    public required string Path { get; init; }

    /// <summary>The analysed commit.</summary>
    public required ObjectId Head { get; init; }

    /// <summary>The revision as asked for, e.g. "HEAD".</summary>
    public required string Revision { get; init; }

    /// <summary>The directory the facts are limited to, "" for everything.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Whether changes were left out by <see cref="HistoryOptions.Scope"/> or <see cref="HistoryOptions.Exclude"/>.</summary>
    public bool IsFiltered { get; init; }

    public required ImmutableArray<Commit> Commits { get; init; }

    public required ImmutableArray<Contributor> Contributors { get; init; }

    public required ImmutableArray<TrackedPath> Paths { get; init; }

    public required ImmutableArray<Module> Modules { get; init; }

    public required ImmutableArray<AliasProposal> AliasProposals { get; init; }

    public required Completeness Completeness { get; init; }

    /// <summary>What the analysed commit's documents declare about who may change what.</summary>
    public required DeclaredGate DeclaredGate { get; init; }

    internal Rows<int> Parents { get; init; }
    internal Rows<Change> Changes { get; init; }
    /// <summary>Changes of merges against their first parent; empty unless <see cref="HistoryOptions.FirstParentChanges"/> was asked for.</summary>
    internal Rows<Change> Integrations { get; init; }
    internal Rows<Trailer> Trailers { get; init; }
    internal Rows<byte> Subjects { get; init; }

    /// <summary>Whether renames are marked (<see cref="HistoryOptions.DetectRenames"/>).</summary>
    internal bool RenamesMarked { get; init; }

    /// <summary>The facts begin after a commit (<c>A..B</c>).</summary>
    internal bool IsRange { get; init; }

    /// <summary>Rows of all commits together.</summary>
    public int ChangeCount => Changes.Values.Length;

    /// <summary>Indices of a commit's parents; −1 for a parent outside the facts (excluded by <c>A..B</c>, or missing).</summary>
    public ReadOnlySpan<int> ParentsOf(int commit) => Parents[commit];

    /// <summary>A commit's changes against its parent (root commits: against nothing), in path order. Empty for merges unless asked for.</summary>
    public ReadOnlySpan<Change> ChangesOf(int commit) => Changes[commit];

    /// <summary>
    /// A commit's changes against its first parent, in path order, merges too when <see cref="HistoryOptions.FirstParentChanges"/> was asked for. Renames
    /// are marked for commits that are no merges.
    /// </summary>
    public ReadOnlySpan<Change> FirstParentChangesOf(int commit) => Commits.ItemRef(commit).IsMerge ? Integrations[commit] : Changes[commit];

    public ReadOnlySpan<Trailer> TrailersOf(int commit) => Trailers[commit];

    /// <summary>The first paragraph of the message in one line, as UTF-8. Hostile: escape it where it is written.</summary>
    public string SubjectOf(int commit) => Encoding.UTF8.GetString(Subjects[commit]);
}

/// <summary>Documents of the analysed commit that say who decides.</summary>
/// <param name="SingleOwner">CODEOWNERS has a rule for everything (<c>*</c>) that names exactly one owner.</param>
/// <param name="RefusesContributions">CONTRIBUTING or README says that contributions are not taken.</param>
/// <param name="Documents">The paths that were read.</param>
/// <param name="Evidence">The line or phrase that decided, or null.</param>
public sealed record DeclaredGate(bool SingleOwner, bool RefusesContributions, ImmutableArray<string> Documents, string? Evidence);
