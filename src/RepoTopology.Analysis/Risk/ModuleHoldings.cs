using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Living lines that one person wrote.</summary>
public readonly record struct PersonLines(int Contributor, long Lines);

/// <summary>Who wrote the living lines of a module at the analysed commit.</summary>
/// <param name="Module">Index into <see cref="RepositoryHistory.Modules"/>.</param>
/// <param name="Lines">All of them: unknown ones, and those by bots and agents, which are nobody's, too.</param>
/// <param name="Unknown">Lines of which nobody can tell who wrote them.</param>
/// <param name="Held">By person, most lines first.</param>
public sealed record ModuleHoldings(int Module, long Lines, long Unknown, ImmutableArray<PersonLines> Held)
{
    /// <summary>By module, most lines first.</summary>
    internal static ImmutableArray<ModuleHoldings> Of(RepositoryHistory history, LivingLines lines) =>
    [
        .. (lines.OverTime.IsEmpty ? [] : lines.OverTime[^1].Shares)
            .Where(share => share.Module >= 0)
            .GroupBy(share => share.Module)
            .Select(module => new ModuleHoldings(
                module.Key,
                module.Sum(share => share.Lines),
                module.Where(share => share.Contributor < 0).Sum(share => share.Lines),
                [
                    .. module.Where(share => share.Contributor >= 0 && history.Contributors[share.Contributor].Kind == ContributorKind.Person)
                        .Select(share => new PersonLines(share.Contributor, share.Lines))
                        .OrderByDescending(held => held.Lines).ThenBy(held => held.Contributor),
                ]))
            .OrderByDescending(module => module.Lines).ThenBy(module => module.Module),
    ];

    /// <summary>Lines of some of the people.</summary>
    internal long LinesOf(Func<int, bool> people)
    {
        long lines = 0;
        foreach (var held in Held)
            lines += people(held.Contributor) ? held.Lines : 0;
        return lines;
    }

    /// <summary>What share of the module's lines nobody who stays wrote: at least, and at most if the unknown ones were theirs too.</summary>
    internal Interval Orphaned(Func<int, bool> gone) => Orphaned([this], gone);

    /// <inheritdoc cref="Orphaned(Func{int, bool})"/>
    internal static Interval Orphaned(IReadOnlyList<ModuleHoldings> modules, Func<int, bool> gone)
    {
        long all = modules.Sum(module => module.Lines);
        long lost = modules.Sum(module => module.LinesOf(gone));
        long unknown = modules.Sum(module => module.Unknown);
        return all == 0 ? new Interval(0, 0) : new Interval((double)lost / all, (double)(lost + unknown) / all);
    }
}
