using System.Text;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>What a measure of the gate is, for people: the one place for it. <c>Gate/RULES.md</c> is <see cref="Page"/>.</summary>
/// <param name="Title">What is counted, as it stands in a table, e.g. "lines that one person alone knows".</param>
/// <param name="Summary">What a finding says, in one sentence.</param>
/// <param name="Formula">How it is counted, and where that comes from.</param>
/// <param name="Help">What brings it back within its bar.</param>
public sealed record GateMeasureText(string Title, string Summary, string Formula, string Help)
{
    private const string Knowing = "Who wrote a living line knows it, and so do those whom its commit names as Co-authored-by or Reviewed-by; bots and agents know nothing. ";

    public static GateMeasureText Of(GateMeasure measure) => measure switch
    {
        GateMeasure.BusFactor => new(
            "people on whom half of the lines rest",
            "Half of the code rests on very few people.",
            Knowing + "People leave in thought, whoever knows most first, together with all who have left already, until half of the lines have nobody; the number of people is "
            + "the bus factor (after Avelino et al., A Novel Approach for Estimating Truck Factors, 2016, with living lines in place of files). Fewer is worse.",
            "Let somebody else review or co-author the next changes here, and name them in a trailer of the commit."),
        GateMeasure.TopOwnerShare => new(
            "lines that one person alone knows",
            "Much of the code is known to one person alone.",
            Knowing + "The share is the lines that a single person alone knows, of the one who has most of them, divided by all lines. Lines of unknown origin count for nobody: the share then lies between two figures, and the "
            + "lower one is judged. More is worse.",
            "Let somebody else review or co-author the change and name them in a trailer of the commit (Reviewed-by, Co-authored-by)."),
        GateMeasure.OrphanedShare => new(
            "lines that nobody who is still there knows",
            "Much of the code is known to nobody who is still there.",
            Knowing + "Who made no commit for a year (or as configured) before the judged point in time has left. The share is the lines that only those who left know, divided by all lines. More is worse.",
            "Let somebody who is there work on the code or review changes to it, before it is needed in a hurry."),
        GateMeasure.BlastRadius => new(
            "modules that hang on what one person knows",
            "Many modules depend on one that few people can judge.",
            "Modules that depend on this one, directly or through others, tests left out, times the top owner's share of its living lines. More is worse.",
            "Let a second person learn the module, or let fewer modules depend on it."),
        GateMeasure.UndercoordinatedDependencies => new(
            "dependencies without a common knower",
            "Modules depend on each other and change together, while nobody works on both.",
            "Pairs of modules of which one uses the other, which change together more often than by chance (Fisher's exact test, corrected for the number of pairs), and whose knowers never edited one another's code "
            + "(after Cataldo et al., Socio-Technical Congruence, 2008). More is worse.",
            "Let somebody of one side review a change of the other."),
        GateMeasure.VerdictDrift => new(
            "move towards the group end",
            "The repository moves from a network towards a group.",
            "The index between group (0) and network (1) before, less the index after; 0 when it moved the other way. More is worse.",
            "Spread review and integration over more people; analyze tells which indicator moved."),
        _ => new(
            "commits by newcomers",
            "Few of the last year's commits are by newcomers.",
            "Commits of the last year by people whose first commit lies in it, divided by all commits of that year; bots and agents left out. Less is worse.",
            "Keep small tasks open for newcomers and answer them soon; newcomers tells where they begin."),
    };

    /// <summary>All measures as a Markdown page.</summary>
    public static string Page()
    {
        var page = new StringBuilder("# Rules of the gate\n\nEach is called by its name in the configuration and in every output. A test holds this page against GateMeasureText.cs.\n");
        foreach (var measure in Enum.GetValues<GateMeasure>())
            page.Append($"\n## {GateMeasures.NameOf(measure)}\n\n{Of(measure).Markdown}\n");
        return page.ToString();
    }

    internal string Markdown => $"{Summary}\n\n**What is counted:** {Title}. {Formula}\n\n**What helps:** {Help}";
}
