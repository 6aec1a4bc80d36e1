using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>A part of the inputs of a figure.</summary>
/// <param name="Title">What its rows are.</param>
/// <param name="Columns">Headings, a word or a few.</param>
/// <param name="Rows">What weighs most first.</param>
public sealed record EvidenceTable(string Title, ImmutableArray<string> Columns, ImmutableArray<EvidenceRow> Rows);

/// <param name="Cells">One for each column.</param>
/// <param name="Commits">The commits behind the row, newest first; none where the row rests on no commits of its own.</param>
public sealed record EvidenceRow(ImmutableArray<Cell> Cells, ImmutableArray<int> Commits)
{
    public EvidenceRow(params ReadOnlySpan<Cell> cells)
        : this([.. cells], [])
    {
    }

    public EvidenceRow With(IEnumerable<int> commits) => this with { Commits = [.. commits] };
}

/// <summary>A value of a table; the kinds stand below.</summary>
public abstract record Cell
{
    public static implicit operator Cell(int count) => new CountCell(count);

    public static implicit operator Cell(long count) => new CountCell(count);

    public static implicit operator Cell(string words) => new WordsCell(words);

    public static implicit operator Cell(DateTimeOffset date) => new DateCell(date);

    public static Cell Person(int contributor) => new PersonCell(contributor);

    public static Cell Module(int module) => new ModuleCell(module);

    public static Cell Path(int path) => new PathCell(path);

    /// <summary>A share, 0 to 1.</summary>
    public static Cell Share(double share) => new ShareCell(share);

    public static Cell Share(long part, long whole) => new ShareCell(whole == 0 ? 0 : (double)part / whole);

    public static Cell Figure(double? figure, int digits = 2) => new FigureCell(figure, digits);

    /// <summary>An organisation by its domain, which only readers of e-mails may see, and by a number.</summary>
    public static Cell Domain(string domain, int number) => new DomainCell(domain, number);
}

/// <param name="Contributor">Index into the contributors; −1 for nobody known.</param>
public sealed record PersonCell(int Contributor) : Cell;

/// <param name="Index">Index into the modules.</param>
public sealed record ModuleCell(int Index) : Cell;

/// <param name="Index">Index into the paths.</param>
public sealed record PathCell(int Index) : Cell;

public sealed record CountCell(long Value) : Cell;

/// <param name="Value">0 to 1.</param>
public sealed record ShareCell(double Value) : Cell;

/// <param name="Value">Null where there is none.</param>
/// <param name="Digits">Decimals to show.</param>
public sealed record FigureCell(double? Value, int Digits) : Cell;

public sealed record DateCell(DateTimeOffset Value) : Cell;

/// <param name="Text">Our own words.</param>
public sealed record WordsCell(string Text) : Cell;

/// <param name="Name">The domain.</param>
/// <param name="Number">Stands in its place, from 1.</param>
public sealed record DomainCell(string Name, int Number) : Cell;
