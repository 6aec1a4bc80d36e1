using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>The analysis together with what it was computed from, for explanations.</summary>
internal sealed class Workings
{
    private readonly CompressedRows _commitsOfPerson;
    private readonly Lazy<int[]> _authorsOfFile;

    public Workings(RepositoryAnalysis analysis, LivingLines? lines, ExplanationOptions options)
    {
        Analysis = analysis;
        Lines = lines;
        Options = options;
        Table = WindowTable.Build(analysis.History, analysis.Window).WithLines(lines).WithWords(analysis.Words);
        Whole = Sample.Whole(Table);
        Git = new GitCommands(analysis.History, analysis.Window, options);
        _commitsOfPerson = CompressedRows.Group(Table.Authors, Table.PersonCount);
        _authorsOfFile = new(() =>
        {
            int[] authors = new int[Table.FileCount];
            foreach (int file in Table.TouchFile)
                authors[file]++;
            return authors;
        });
    }

    public RepositoryAnalysis Analysis { get; }

    public LivingLines? Lines { get; }

    public ExplanationOptions Options { get; }

    public WindowTable Table { get; }

    public Sample Whole { get; }

    public GitCommands Git { get; }

    public RepositoryHistory History => Analysis.History;

    /// <summary>People as they may be called.</summary>
    public Contributor Shown(int contributor) => (Options.Veiled ?? History).Contributors[contributor];

    /// <summary>A person of the table, as a cell.</summary>
    public Cell Person(int person) => Cell.Person(Table.People[person]);

    /// <summary>A module of the table, as a cell.</summary>
    public Cell Module(int module) => Cell.Module(Table.Modules[module]);

    /// <summary>A person's counted commits in the window, newest first, as indices of the history.</summary>
    public int[] CommitsOf(int person) => [.. _commitsOfPerson[person].ToArray().Reverse().Select(commit => Table.HistoryCommits[commit])];

    /// <summary>The window's commits that satisfy something, by their number in the table; newest first, as indices of the history.</summary>
    public ImmutableArray<int> CommitsWhere(Func<int, bool> counts) =>
        [.. Enumerable.Range(0, Table.CommitCount).Reverse().Where(counts).Select(commit => Table.HistoryCommits[commit])];

    /// <summary>All commits that are counted.</summary>
    public WeighedCommits AllCommits(string title = "All counted commits of the window") => Alike(title, CommitsWhere(_ => true));

    /// <summary>Commits that weigh the same.</summary>
    public static WeighedCommits Alike(string title, IEnumerable<int> commits) => new(title, null, [.. commits.Select(commit => new WeighedCommit(commit, 1))]);

    /// <param name="title">Which commits they are.</param>
    /// <param name="unit">What a weight counts.</param>
    /// <param name="weights">By index of the history.</param>
    public static WeighedCommits Weighed(string title, string unit, IEnumerable<WeighedCommit> weights) =>
        new(title, unit, [.. weights.Where(item => item.Weight > 0).OrderByDescending(item => item.Weight).ThenBy(item => item.Commit)]);

    /// <summary>Commits by the number of files that they touch and that tie people: files of 2 to 40 people.</summary>
    public WeighedCommits TyingCommits() => Weighed("Commits that tie people, by the shared files they touch", "shared files",
        Enumerable.Range(0, Table.CommitCount).Select(commit => new WeighedCommit(Table.HistoryCommits[commit], SharedFiles(commit))));

    /// <summary>Files of so many people that they join everybody, and files of one person.</summary>
    public LeftOut? CrowdedFiles() => _authorsOfFile.Value.Count(authors => authors > CoEditing.MostAuthors) is > 0 and var files
        ? new LeftOut(files, $"{(files == 1 ? "file" : "files")} of more than {CoEditing.MostAuthors} people, such as change logs: they would tie everybody to everybody")
        : null;

    /// <summary>People with their commits in the window, in the order given.</summary>
    public EvidenceTable People(string title, IEnumerable<int> people) => new(title, ["person", "commits", "of all"],
        [.. people.Select(person => new EvidenceRow(Person(person), Whole.CommitsOf[person], Cell.Share(Whole.CommitsOf[person], Whole.Commits)).With(CommitsOf(person)))]);

    /// <summary>The window's commits of a module, by their number in the table.</summary>
    public ImmutableArray<int> CommitsOfModule(int module, int? person = null) => CommitsWhere(commit =>
    {
        if (person is { } one && Table.Authors[commit] != one)
            return false;
        foreach (int stake in Table.StakesOfCommit[commit])
            if (Table.StakeModule[stake] == module)
                return true;
        return false;
    });

    private int SharedFiles(int commit)
    {
        int shared = 0;
        foreach (int touch in Table.TouchesOfCommit[commit])
            shared += _authorsOfFile.Value[Table.TouchFile[touch]] is > 1 and <= CoEditing.MostAuthors ? 1 : 0;
        return shared;
    }
}
