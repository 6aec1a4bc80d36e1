using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>What an explanation is about.</summary>
public enum ExplanationSubject
{
    Verdict,
    Dimension,
    Indicator,
    BusFactor,
    RemainingBusFactor,
    OrphanedShare,
    Caf50,
    Caf80,
    Layers,
    Newcomers,
    Lines,
    Window,
    Structure,
    Modules,
    Module,
    Person,
}

/// <param name="Name">As it is typed.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Title">What it is, for a list.</param>
/// <param name="Index">Of the dimension, the module or the contributor; −1 for others.</param>
public sealed record ExplanationId(string Name, ExplanationSubject Subject, string Title, int Index = -1);

/// <summary>The names of everything in an analysis that can be explained: those of its JSON.</summary>
public sealed class ExplanationIds
{
    /// <summary>Properties of the JSON that are explained together with another figure.</summary>
    private static readonly Dictionary<string, string> Parts = new (string Whole, string Parts)[]
    {
        ("verdict", "index label evidence split flip sentence interval dimensions"),
        ("layers", "core regular occasional casual layerDrift contributors layer moves share files lifetimeCommits firstCommit "
            + "lastCommit identities"),
        ("newcomers", "year returned regulars medianMonths"),
        ("busFactor", "held algorithm"),
        ("modules", "risk topShare topContributor"),
        ("orphanedShare", "leftSince"),
        ("lines", "living unknown halfHeldBy people filesInPart cappedRenameSearches overTime added deleted replaced othersShare"),
        ("window", "limits from to months windowMonths commits authors mergeCommits botCommits agentCommits giantCommits repository "
            + "completeness shallowBoundaries grafts replacements missingCommits missingTrees missingBlobs renameLimitHits "
            + "skippedCommits filtered aliasProposals complete partialClone"),
        ("structure", "dependencies tests cycles blastRadii undercoordinated hiddenCoupling unusedCoupling congruence"),
        ("coEditModularity", "graphs community"),
    }.SelectMany(figure => figure.Parts.Split(' ').Select(part => (Part: part, figure.Whole)))
        .ToDictionary(pair => pair.Part, pair => pair.Whole, StringComparer.OrdinalIgnoreCase);

    private ExplanationIds(ImmutableArray<ExplanationId> all, ImmutableArray<ExplanationId> contributors)
    {
        All = all;
        Contributors = contributors;
    }

    /// <summary>Figures in the order of the JSON, then modules most at risk first, then people by commits.</summary>
    public ImmutableArray<ExplanationId> All { get; }

    /// <summary>Those of the JSON's contributors, in its order.</summary>
    public ImmutableArray<ExplanationId> Contributors { get; }

    /// <param name="analysis">With people's names, or pseudonyms in their place.</param>
    public static ExplanationIds Of(RepositoryAnalysis analysis)
    {
        var history = analysis.History;
        ImmutableArray<ExplanationId> contributors =
            [.. analysis.Contributors.Select(standing => OfPerson(standing.Contributor, history.Contributors[standing.Contributor].Name) with { Title = $"{Phrases.Count(standing.Commits, "commit", "commits")} in the window" })];
        // Those with lines alone stand behind those with commits.
        var seen = analysis.Modules.Select(standing => standing.Module).Concat(analysis.Risk.Modules.Select(module => module.Module)).Distinct();
        return new(
        [
            new("verdict", ExplanationSubject.Verdict, "group or network: the index and what pulls it"),
            .. analysis.Dimensions.SelectMany((dimension, i) => dimension.Indicators
                .Select(indicator => new ExplanationId(indicator.Name, ExplanationSubject.Indicator, indicator.Title))
                .Prepend(new(VerdictExplanation.NameOf(dimension.Name), ExplanationSubject.Dimension, "the dimension and its indicators", i))),
            new("layers", ExplanationSubject.Layers, "core, regular, occasional, casual: who and why"),
            new("newcomers", ExplanationSubject.Newcomers, "how those who came fared, by year"),
            new("busFactor", ExplanationSubject.BusFactor, "the fewest people who know half of the code"),
            new("remainingBusFactor", ExplanationSubject.RemainingBusFactor, "the same of those who are still there"),
            new("caf50", ExplanationSubject.Caf50, "the fewest people with 50 % of the window's commits"),
            new("caf80", ExplanationSubject.Caf80, "the fewest people with 80 % of the window's commits"),
            new("orphanedShare", ExplanationSubject.OrphanedShare, "share of living lines whose authors have left"),
            new("lines", ExplanationSubject.Lines, "living lines: who holds them, what was discounted"),
            new("window", ExplanationSubject.Window, "which commits count, and which do not and why"),
            new("structure", ExplanationSubject.Structure, "how the code hangs together, and who knows it"),
            new("modules", ExplanationSubject.Modules, "the modules, and how the risk they are sorted by comes about"),
            .. seen.Select(module => new ExplanationId($"module:{history.Modules[module].Name}", ExplanationSubject.Module, ModuleTitle(analysis, module), module)),
            .. contributors,
        ],
        contributors);
    }

    public static ExplanationId OfPerson(int contributor, string name) => new($"person:{name}", ExplanationSubject.Person, name, contributor);

    /// <summary>
    /// What somebody typed, without case: a name, a name with its path in the JSON (<c>risk.caf50</c>), a part of a figure (<c>giantCommits</c>), a module by its
    /// directory, or <c>p1</c> and <c>m1</c> as the JSON numbers them. People are found by their whole names alone.
    /// </summary>
    public ExplanationId? Find(string typed)
    {
        string wanted = typed.Trim();
        return Named(wanted) ?? Numbered(wanted) ?? (Parts.TryGetValue(wanted, out string? whole) ? Named(whole) : null)
            ?? (wanted.Contains(':', StringComparison.Ordinal) || wanted.LastIndexOf('.') is not (> 0 and var dot) ? null : Find(wanted[(dot + 1)..]));
    }

    private ExplanationId? Named(string name) =>
        All.FirstOrDefault(id => id.Name == name) ?? All.FirstOrDefault(id => string.Equals(id.Name, name, StringComparison.OrdinalIgnoreCase));

    private ExplanationId? Numbered(string name)
    {
        if (name.Length < 2 || !int.TryParse(name[1..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number))
            return null;
        var list = name[0] switch
        {
            'p' => Contributors,
            'm' => [.. All.Where(id => id.Subject == ExplanationSubject.Module)],
            _ => [],
        };
        return number >= 1 && number <= list.Length ? list[number - 1] : null;
    }

    private static string ModuleTitle(RepositoryAnalysis analysis, int module) =>
        analysis.Modules.FirstOrDefault(standing => standing.Module == module) is { } standing
            ? $"{Phrases.Count(standing.Commits, "commit", "commits")} by {Phrases.Count(standing.Authors, "person", "people")}"
            : "no commit in the window";
}
