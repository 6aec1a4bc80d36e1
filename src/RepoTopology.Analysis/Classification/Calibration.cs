namespace RepoTopology.Analysis;

/// <summary>
/// The one table of judgement: how each figure maps to 0 (group) … 1 (network), how much it weighs in its dimension, and where the labels
/// begin. Everything here can be argued about; nothing of it stands anywhere else.
/// </summary>
/// <remarks>
/// <para>Anchors. Where metrics.md states typical values for group, mixed and network, they score .2, .5 and .8. Where it does not, the same
/// scores go to what this tool measures on the labelled repositories of oracles/labels.csv (grades A and B, last 24 months) and its
/// neighbours, rounded; the ends are what the figure's own range or the extremes suggest.</para>
/// <para>Weights. 2·AUC − 1 of metrics.md's screening, rounded to a quarter and at least ½, because that screening was small; ½ where it gives no AUC;
/// halved again where it warns (time zones grow with size).</para>
/// </remarks>
internal static class Calibration
{
    /// <summary>Fewer counted commits than this, in the widest window, are insufficient history.</summary>
    public const int NeededCommits = 100;

    /// <summary>
    /// An index below it is group-like. Measured over 24 months: the labelled groups lie at .00 to .33, spectre.console, judged mixed, at
    /// .42; serilog and Humanizer, labelled mixed for what lies outside this window or repository, at .27 and .25.
    /// </summary>
    public const double MixedFrom = 0.36;

    /// <summary>An index from here on is network-like. Measured: git, mixed by charter, lies at .47, the labelled networks at .56 to .88.</summary>
    public const double NetworkFrom = 0.54;

    /// <summary>
    /// Openness decides: for the label, the index counts as at most this much above the openness. Vendor teams are large and even, which
    /// makes three dimensions look like a network's; their boundary tells them apart (metrics.md, "Traps").
    /// </summary>
    public const double MostAboveOpenness = 0.12;

    public static CalibrationRow Of(string indicator) => Rows[indicator];

    private static readonly Dictionary<string, CalibrationRow> Rows = new()
    {
        // Autonomy
        ["moduleLeaderDispersion"] = new(0.5, new((0.02, 0), (0.11, 0.2), (0.18, 0.5), (0.32, 0.8), (0.6, 1)),
            "metrics.md .11/.14/.21; mixed and network moved up to .18/.32, as our modules are fewer and larger (efcore .10, git .42, ohmyzsh .43)"),
        ["independentPeriphery"] = new(0.5, new((0, 0), (0.15, 0.2), (0.3, 0.5), (0.55, 0.8), (0.9, 1)),
            "measured: efcore .12, git .20, ohmyzsh .55, Faker .54, melpa .91"),
        ["integratorShare"] = new(0.5, new((0.2, 1), (0.5, 0.8), (0.75, 0.5), (0.92, 0.2), (1, 0)),
            "metrics.md: vim 1.00, git .97; measured: Faker and ohmyzsh .56"),
        ["declaredGate"] = new(0.5, new((0.5, 0.3), (1, 0)),
            "a refusal is the definition of a closed boundary; one code owner is weaker, others may still merge"),

        // Diversity
        ["aimDiversity"] = new(0.5, new((-0.3, 0), (-0.15, 0.2), (0.1, 0.5), (0.35, 0.8), (0.6, 1)),
            "measured: RestSharp and Humanizer −.3, git and efcore .3, Faker .33, ohmyzsh .37"),
        ["divisionOfLabour"] = new(0.5, new((0.05, 0), (0.2, 0.2), (0.35, 0.5), (0.55, 0.8), (0.8, 1)),
            "measured: groups .15–.25, Faker .55, ohmyzsh .71"),
        ["timeZoneSpread"] = new(0.5, new((1, 0), (4.1, 0.2), (7.2, 0.5), (10.3, 0.8), (14, 1)),
            "metrics.md 4.1/–/10.3; mixed half-way"),
        ["organisations"] = new(0.5, new((1, 0), (3, 0.2), (8, 0.5), (20, 0.8), (40, 1)),
            "measured: efcore 3.1, BenchmarkDotNet 9.7, git 13.7, tldr 31.7"),
        ["sharedLanguage"] = CalibrationRow.Unscored("measured and does not separate: networks Faker .30 (.01 to .55), tldr .13, ohmyzsh .05; group efcore .13 (.06 to .21); mixed git .07, serilog .19; ShareX .14, AutoMapper .25, RestSharp −.12. Veiled histories tell nothing: their texts are replaced"),

        // Openness
        ["rarefiedAuthors"] = new(1, new((1, 0), (13, 0.2), (28, 0.5), (45, 0.8), (75, 1)),
            "metrics.md: group ≤ 27, mixed 13–45, network ≥ 30"),
        ["casualShare"] = new(0.75, new((0, 0), (0.06, 0.2), (0.16, 0.5), (0.39, 0.8), (0.7, 1)),
            "metrics.md .06/.16/.39"),
        ["newcomerShare"] = new(0.5, new((0, 0), (0.1, 0.2), (0.22, 0.5), (0.45, 0.8), (0.75, 1)),
            "measured: AutoMapper .05, efcore .17, git .18, melpa .31, Faker .57"),
        ["boundarySharpness"] = new(0.5, new((0.2, 1), (0.37, 0.8), (0.55, 0.5), (0.75, 0.2), (0.9, 0)),
            "measured: ShareX .75, efcore .55, Faker .37, ohmyzsh .32"),
        ["drift"] = new(0.5, new((0, 0), (0.4, 0.2), (0.65, 0.5), (0.85, 0.8), (1, 1)),
            "measured: efcore and git .38, AutoMapper .59, melpa .65, ohmyzsh .87"),

        // Interactivity
        ["bigSpike"] = new(1, new((0.2, 1), (0.45, 0.8), (0.71, 0.5), (0.9, 0.2), (1, 0)),
            "metrics.md .90/.71/.45"),
        ["degreeCentralisation"] = new(0.75, new((0.1, 1), (0.28, 0.8), (0.45, 0.5), (0.62, 0.2), (0.9, 0)),
            "metrics.md .56/.62/.28: group and mixed do not differ, both are low"),
        ["coEditModularity"] = new(1, new((0, 0), (0.09, 0.2), (0.16, 0.5), (0.25, 0.8), (0.5, 1)),
            "metrics.md .09/.16/.25"),
        ["reciprocity"] = CalibrationRow.Unscored("measured against its direction: ohmyzsh .07, Faker .07, melpa .13; serilog .14, RestSharp .54, where two people rewrite each other"),
        ["diffusion"] = CalibrationRow.Unscored("measured in its direction but unsteady: networks melpa 0, tldr .11, ohmyzsh .14 (0 to .71), C-Sharp .14 (0 to .75), Faker 0 (one file); RestSharp .8 (.5 to 1), efcore .88 (.51 to 1), the only labelled group with enough such files; but git, mixed, .88 (.75 to .99), Humanizer .41 (.03 to .77), vim .47, jellyfin .62: anchors would rest on one repository"),
        ["coordinationRate"] = CalibrationRow.Unscored("no row of metrics.md: shown beside"),
        ["mutualAccountability"] = CalibrationRow.Unscored("no row of metrics.md: shown beside"),
        ["sharedReviews"] = CalibrationRow.Unscored("no row of metrics.md: shown beside"),
    };

    public static IReadOnlyCollection<string> Indicators => Rows.Keys;

    /// <param name="index">The mean of the dimensions.</param>
    /// <param name="openness">The dimension's index, or null where it could not be measured.</param>
    public static VerdictLabel LabelOf(double index, double? openness) => Math.Min(index, (openness ?? 1) + MostAboveOpenness) switch
    {
        < MixedFrom => VerdictLabel.GroupLike,
        < NetworkFrom => VerdictLabel.Mixed,
        _ => VerdictLabel.NetworkLike,
    };
}

/// <summary>How an indicator is judged.</summary>
/// <param name="Weight">In its dimension, multiplied by its coverage; 0 for figures that are shown and not scored.</param>
/// <param name="Curve">From the figure to 0 … 1; null for figures that are not scored.</param>
/// <param name="Source">Where the anchors come from, or why there are none.</param>
internal sealed record CalibrationRow(double Weight, Curve? Curve, string Source)
{
    public static CalibrationRow Unscored(string reason) => new(0, null, reason);

    /// <param name="value">The figure.</param>
    /// <param name="chance">What chance alone would give, or null: the excess over it is added to the figure before it is judged.</param>
    /// <returns>Null for figures that are not scored.</returns>
    public double? Score(double value, double? chance) => Curve?.Score(value + (value - (chance ?? value)));

    /// <summary>The figure that would have a score; null when none has.</summary>
    public double? ValueOf(double score, double? chance) => Curve?.ValueOf(score) is not { } judged ? null : chance is null ? judged : (judged + chance) / 2;
}
