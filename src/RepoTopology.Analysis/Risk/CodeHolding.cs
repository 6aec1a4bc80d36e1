using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Who holds some code that stands: files, a type or a member. Lines by bots and coding agents are known and nobody's.</summary>
/// <param name="Lines">Living lines, unknown ones included.</param>
/// <param name="Unknown">Those of which nobody can tell who wrote them.</param>
/// <param name="Held">By person, most lines first.</param>
/// <param name="Orphaned">The share of the known lines that people who have left wrote, 0 to 1.</param>
/// <param name="BusFactor">As <see cref="LinesBusFactor"/> counts it, beside those who have left: 0 when half is lost already, or nobody's.</param>
public sealed record CodeHolding(long Lines, long Unknown, ImmutableArray<PersonLines> Held, double Orphaned, int BusFactor)
{
    /// <summary>What shares are shares of.</summary>
    public long Known => Lines - Unknown;

    /// <param name="analysis">Says who is a person, and who has left.</param>
    /// <param name="symbol">A type's or a member's lines.</param>
    public static CodeHolding Of(RepositoryAnalysis analysis, SymbolLines symbol) => Of(analysis, symbol.Lines, symbol.Unknown, symbol.Held);

    /// <inheritdoc cref="Of(RepositoryAnalysis, SymbolLines)"/>
    /// <param name="analysis">Says who is a person, and who has left.</param>
    /// <param name="files">Whole files.</param>
    public static CodeHolding Of(RepositoryAnalysis analysis, IEnumerable<LivingFile> files)
    {
        var history = analysis.History;
        var held = new Dictionary<int, long>();
        long lines = 0, unknown = 0;
        foreach (var run in files.SelectMany(file => file.Runs))
        {
            lines += run.Count;
            if (run.Commit < 0 || history.Commits[run.Commit].IsBoundary)
                unknown += run.Count;
            else
                held[history.Commits[run.Commit].Author] = held.GetValueOrDefault(history.Commits[run.Commit].Author) + run.Count;
        }

        return Of(analysis, lines, unknown, held.Select(pair => new PersonLines(pair.Key, pair.Value)));
    }

    /// <summary>The share of the known lines that somebody holds, 0 to 1.</summary>
    public double ShareOf(PersonLines held) => Known == 0 ? 0 : (double)held.Lines / Known;

    private static CodeHolding Of(RepositoryAnalysis analysis, long lines, long unknown, IEnumerable<PersonLines> authors)
    {
        var left = analysis.Risk.HasLeft;
        ImmutableArray<PersonLines> held =
        [
            .. authors.Where(author => analysis.History.Contributors[author.Contributor].Kind == ContributorKind.Person)
                .OrderByDescending(author => author.Lines).ThenBy(author => author.Contributor),
        ];
        long lost = held.Sum(person => left[person.Contributor] ? person.Lines : 0);
        int remaining = LinesBusFactor.Of([new ModuleHoldings(-1, lines, unknown, held)], person => left[person]).Value;
        return new CodeHolding(lines, unknown, held, lines == unknown ? 0 : (double)lost / (lines - unknown), remaining);
    }
}
