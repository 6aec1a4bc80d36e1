using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// Ids and labels of people and modules: <c>p1</c> … and <c>m1</c> … as in the analysis' lists, and further numbers by index for those that the lists
/// leave out.
/// </summary>
internal sealed class GraphNames
{
    private readonly RepositoryAnalysis _analysis;
    private readonly ReportOptions _options;
    private readonly int[] _people;
    private readonly int[] _modules;

    public GraphNames(RepositoryAnalysis analysis, ReportOptions options)
    {
        _analysis = analysis;
        _options = options;
        _people = Ranks(analysis.History.Contributors.Length, analysis.Contributors.Select(standing => standing.Contributor));
        _modules = Ranks(analysis.History.Modules.Length, analysis.Modules.Select(standing => standing.Module));
    }

    public int RankOfPerson(int contributor) => _people[contributor];

    public int RankOfModule(int module) => _modules[module];

    public string IdOfPerson(int contributor) => $"p{_people[contributor]}";

    public string IdOfModule(int module) => $"m{_modules[module]}";

    public string Person(int contributor) => GraphDocument.Clean(ContributorName.Of(_analysis.History.Contributors[contributor], _options.Emails));

    public string Module(int module) => GraphDocument.Clean(_analysis.History.Modules[module].Name);

    private static int[] Ranks(int count, IEnumerable<int> listed)
    {
        int[] ranks = new int[count];
        int next = 0;
        foreach (int item in listed)
            ranks[item] = ++next;
        for (int item = 0; item < count; item++)
            if (ranks[item] == 0)
                ranks[item] = ++next;
        return ranks;
    }
}
