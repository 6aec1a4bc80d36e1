using RepoTopology.Analysis;

namespace RepoTopology.Cli;

/// <summary>What a configuration says of the gate.</summary>
/// <param name="Rules">In the file's order: where several judge one part by one measure, the first decides. Empty where the file says nothing.</param>
/// <param name="LeftAfterMonths">Months without a commit after which somebody has left; null for the default.</param>
internal sealed record GateConfig(IReadOnlyList<GateRule> Rules, int? LeftAfterMonths)
{
    /// <summary>Of people who have left, where nobody says otherwise.</summary>
    public const int DefaultLeftAfterMonths = 12;

    public static GateConfig None { get; } = new([], null);
}
