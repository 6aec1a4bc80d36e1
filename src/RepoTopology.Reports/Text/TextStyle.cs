namespace RepoTopology.Reports;

/// <summary>What the place that text goes to can show.</summary>
/// <param name="Width">Columns. The default is 80.</param>
/// <param name="Color">Whether escape sequences for colour are wanted.</param>
/// <param name="Unicode">Whether line-drawing characters can be shown; otherwise ASCII stands in.</param>
public sealed record TextStyle(int Width = 80, bool Color = false, bool Unicode = true)
{
    /// <summary>80 columns, no colour: what a pipe or a file gets.</summary>
    public static TextStyle Plain { get; } = new();
}
