using System.Collections.Immutable;
using System.Globalization;

namespace RepoTopology.Reports;

/// <summary>Says what of committed snapshots is no longer so.</summary>
public static class SnapshotDriftText
{
    private const int MostShown = 20;

    /// <param name="drifts">By project, those that both sides know.</param>
    /// <param name="newProjects">Projects without a committed snapshot.</param>
    /// <param name="goneProjects">Committed snapshots of projects that are gone.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="writer">Where it goes.</param>
    public static void Write(
        IReadOnlyList<(string Project, SnapshotDrift Drift)> drifts, ImmutableArray<string> newProjects, ImmutableArray<string> goneProjects, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        var moved = drifts.SelectMany(each => each.Drift.Moved.Select(move => (each.Project, Move: move))).ToList();
        page.Paragraph(
            moved.Count == 0
                ? $"The committed snapshots of {Count(drifts.Count, "project", "projects")} are within a step of what stands."
                : $"{Count(moved.Count, "value", "values")} moved more than a step since the snapshots were written; 'repotopology snapshot' writes them anew.",
            tone: Tone.Strong);
        foreach (var (project, move) in moved.Take(MostShown))
            page.Paragraph(
                TerminalText.Clean($"{project}{(move.Symbol.Length > 0 ? ": " : "")}{move.Symbol}: {move.What} {move.Now}, committed {move.Committed}"),
                $"  {page.Bullet} ");
        if (moved.Count > MostShown)
            page.Line($"  and {Count(moved.Count - MostShown, "other", "others")}");

        string[] changes =
        [
            .. Some(drifts.Sum(each => each.Drift.New), "type or member is new", "types and members are new"),
            .. Some(drifts.Sum(each => each.Drift.Gone), "is gone", "are gone"),
            .. Some(newProjects.Length, "project has no snapshot yet", "projects have no snapshot yet"),
            .. Some(goneProjects.Length, "snapshot is of a project that is gone", "snapshots are of projects that are gone"),
        ];
        if (changes.Length > 0)
            page.Paragraph($"{string.Join(", ", changes)}: that fails nothing.", tone: Tone.Faint);
    }

    private static IEnumerable<string> Some(int count, string one, string many) => count == 0 ? [] : [Count(count, one, many)];

    private static string Count(int count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";
}
