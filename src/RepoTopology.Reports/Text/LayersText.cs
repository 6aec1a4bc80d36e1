using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Who-counts of the layers between the newest window and the one before it: how many stayed, moved, came and left, never who.</summary>
internal sealed class LayersText(TextPage page)
{
    public void Write(IReadOnlyList<TrendWindow> windows)
    {
        if (windows.Count == 0 || windows[^1].Drift is not { } drift)
            return;
        page.Line();
        page.Line(page.Paint($"{$"Layers since {TrendText.Quarter(drift.Before)}",-20} {"people",6} {"stayed",8} {"moved in",9} {"new",6} {"left",6}", Tone.Heading));
        foreach (var layer in windows[^1].Layers)
            page.Line($"  {layer.Layer,-18} {layer.People,6:N0} {drift.Stayed(layer.Layer),8:N0} {drift.Moved(layer.Layer),9:N0} {drift.Came(layer.Layer),6:N0} {drift.Left(layer.Layer),6:N0}");
    }
}
