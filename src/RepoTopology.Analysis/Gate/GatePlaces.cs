using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Where a finding is shown: a platform shows only what lies in the lines of a change, so that is where it goes.</summary>
internal static class GatePlaces
{
    /// <returns>
    /// The first lines that the change wrote, in the file of the part where it wrote most; without a change the first lines of the person in question, in the
    /// file where they hold most; else the part's first file. Null when it has no file.
    /// </returns>
    public static GatePlace? Of(GatePart part, GateSide side, int person)
    {
        var files = part.FilesOf(side).Where(file => file.Lines > 0).ToList();
        return First(side, files, run => side.Change.Contains(run.Commit))
            ?? (person < 0 ? null : First(side, files, run => run.Commit >= 0 && side.History.Commits[run.Commit].Author == person))
            ?? (files.Count == 0 ? null : new GatePlace(side.History.Paths[files[0].Path].Text, 1, 1));
    }

    private static GatePlace? First(GateSide side, List<LivingFile> files, Func<LineRun, bool> counts)
    {
        var most = files.Select(file => (File: file, Lines: file.Runs.Where(counts).Sum(run => run.Count)))
            .Where(file => file.Lines > 0).OrderByDescending(file => file.Lines).ThenBy(file => file.File.Path).FirstOrDefault();
        if (most.File is null)
            return null;
        var run = most.File.Runs.First(counts);
        return new GatePlace(side.History.Paths[most.File.Path].Text, run.Start + 1, run.Start + run.Count);
    }
}
