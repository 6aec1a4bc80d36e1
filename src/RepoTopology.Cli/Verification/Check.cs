namespace RepoTopology.Cli;

/// <summary>One figure as both sides give it.</summary>
/// <param name="Name">What was compared.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Gits">Git's figure, or for comparisons by commit: how many of ours git gives in the same bytes.</param>
/// <param name="Detail">Where they part, or why git could not say; null when they agree.</param>
internal sealed record Check(string Name, long Ours, long Gits, string? Detail = null)
{
    public bool Agrees => Ours == Gits && Detail is null;
}
