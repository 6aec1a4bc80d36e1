using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>The values of an explanation in words that may be shown.</summary>
internal sealed class EvidenceText(RepositoryHistory history, ReportOptions options)
{
    public string Of(Cell cell) => cell switch
    {
        PersonCell person => Person(person.Contributor),
        ModuleCell module => history.Modules[module.Index].Name is "." ? "(top directory)" : history.Modules[module.Index].Name,
        PathCell path => history.Paths[path.Index].Text,
        CountCell count => RiskText.Count(count.Value),
        ShareCell share => (share.Value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        FigureCell figure => figure.Value?.ToString($"F{figure.Digits}", CultureInfo.InvariantCulture) ?? "",
        DateCell date => RiskText.Date(date.Value),
        DomainCell domain => options.Emails ? domain.Name : $"organisation {domain.Number}",
        WordsCell words => Sentence(words.Text),
        _ => "",
    };

    public static bool IsNumber(Cell cell) => cell is CountCell or ShareCell or FigureCell;

    public string Person(int contributor) => contributor < 0 ? "(unknown)" : ContributorName.Of(history.Contributors[contributor], options.Emails);

    public string Sentence(string text) => options.Sentence(text);

    /// <summary>The start of a commit's id, as the other reports show it.</summary>
    public string ShortId(int commit) => history.Commits[commit].Id.ToString()[..10];

    public ObjectId Id(int commit) => history.Commits[commit].Id;

    public string Date(int commit) => TimeOf(commit) is { } time ? RiskText.Date(time) : "no date";

    public string Author(int commit) => Person(history.Commits[commit].Author);

    public string Subject(int commit) => Sentence(history.SubjectOf(commit));

    /// <summary>The committer date, by which windows are told; null where no calendar reaches.</summary>
    public DateTimeOffset? TimeOf(int commit)
    {
        long seconds = history.Commits[commit].CommitterTime;
        return seconds is > -62_135_596_800 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    public Contributor Contributor(int person) => history.Contributors[person];

    public static string JoinText(IdentityJoin join) => join switch
    {
        IdentityJoin.SameEmail => "same e-mail",
        IdentityJoin.Mailmap => ".mailmap",
        IdentityJoin.Accepted => "configuration",
        _ => "own",
    };
}
