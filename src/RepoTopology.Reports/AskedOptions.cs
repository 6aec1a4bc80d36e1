using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>What an analysis was asked for, as far as its figures follow from it: what a command line must say to get the same again.</summary>
public sealed record AskedOptions
{
    private static readonly AskedOptions Default = new();

    /// <summary>The analysed commit's id, or two as <c>A..B</c>. Empty, the default, where that is not known.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Window, its end, and when people have left.</summary>
    public AnalysisOptions Analysis { get; init; } = new();

    /// <summary>How the bus factor is counted. The default is by living lines.</summary>
    public BusFactorAlgorithm BusFactor { get; init; } = BusFactorAlgorithm.Lines;

    /// <summary>A directory; empty, the default, for everything.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The globs that were left out. The default is none.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The configuration that was read; null, the default, where there is none.</summary>
    public AskedConfiguration? Configuration { get; init; }

    /// <summary>How far code is read. The default is project files only.</summary>
    public CodeDepth Depth { get; init; } = CodeDepth.Project;

    /// <summary>CPU seconds that <see cref="CodeDepth.Auto"/> may spend. The default is 60.</summary>
    public double BudgetSeconds { get; init; } = 60;

    /// <summary>What tells which files and references projects have.</summary>
    public CodeLoader Loader { get; init; } = CodeLoader.Source;

    /// <summary>Mebibytes to hold file contents in: larger texts are not compared. The default is 256.</summary>
    public int MemoryMebibytes { get; init; } = 256;

    /// <summary>Whether pseudonyms stand in place of names.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Whether e-mail addresses are shown.</summary>
    public bool Emails { get; init; }

    /// <summary>The words of a command line, after the command and PATH, that ask for the same. What is the default anyway is left out.</summary>
    public IReadOnlyList<string> Words()
    {
        var words = new List<string>();
        void Add(bool differs, string option, string value)
        {
            if (differs)
                words.AddRange([option, value]);
        }

        Add(Revision.Length > 0, "--rev", Revision);
        Add(Analysis.WindowMonths != Default.Analysis.WindowMonths, "--window", $"{Analysis.WindowMonths}m");
        Add(Analysis.AsOf is not null, "--as-of", Analysis.AsOf is { } end ? JsonFields.TimeText(end) : "");
        Add(Analysis.LeftAfterMonths != Default.Analysis.LeftAfterMonths, "--left-after", $"{Analysis.LeftAfterMonths}m");
        Add(BusFactor != Default.BusFactor, "--bus-factor", BusFactor.ToString().ToLowerInvariant());
        Add(Scope.Length > 0, "--scope", Scope);
        foreach (string glob in Exclude)
            Add(true, "--exclude", glob);
        Add(Configuration is { Sha256: not null }, "--config", Configuration?.Name ?? "");
        Add(Depth != Default.Depth, "--depth", Depth.ToString().ToLowerInvariant());
        Add(BudgetSeconds != Default.BudgetSeconds, "--budget", BudgetSeconds.ToString("R", CultureInfo.InvariantCulture));
        Add(Loader != Default.Loader, "--loader", Loader.ToString().ToLowerInvariant());
        Add(MemoryMebibytes != Default.MemoryMebibytes, "--memory", MemoryMebibytes.ToString(CultureInfo.InvariantCulture));
        if (Anonymous)
            words.Add("--anonymous");
        if (Emails)
            words.Add("--emails");
        return words;
    }

    /// <summary>How far that gives the same: a sentence each.</summary>
    internal IEnumerable<string> Notes(RepositoryHistory history)
    {
        bool looksElsewhere = Loader == CodeLoader.MsBuild || Depth is CodeDepth.Bound or CodeDepth.Auto;
        string whole = "The same commit, options and version give the same file";
        yield return looksElsewhere || !history.Completeness.IsComplete ? whole + " where the clone and its work tree hold the same."
            : whole + ", byte for byte; where the commit is asked for by another name, such as HEAD, that name alone differs.";
        if (!history.Completeness.IsComplete)
            yield return "This clone lacks a part of the history: one that holds more of it may show more.";
        if (Loader == CodeLoader.MsBuild)
            yield return "What belongs to the code was told by the repository's own build, on the machine where this was made.";
        else if (looksElsewhere)
            yield return "Packages that were restored in the work tree took part in reading the code.";
        if (Configuration is { Sha256: { } digest, Name: var name })
            yield return $"The configuration {name} was given (SHA-256 {digest}), and the command needs a file of the same content.";
        else if (Configuration is { Name: var own })
            yield return $"The commit's own configuration, {own}, took part.";
    }
}

/// <param name="Name">The path in the commit, or the last part of that of a file that was given: the rest is somebody's disk.</param>
/// <param name="Sha256">Of a file that was given, in lower case hexadecimal; null for the commit's own.</param>
public sealed record AskedConfiguration(string Name, string? Sha256);
