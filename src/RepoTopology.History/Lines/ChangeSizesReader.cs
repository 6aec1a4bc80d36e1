using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Compares the contents behind a history's changes, path by path, so that each version of a file is decoded once. Workers take whole
/// paths; sizes go into slots by row, so one worker and many give the same.
/// </summary>
public static class ChangeSizesReader
{
    /// <exception cref="GitDataException">A blob is corrupt.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ChangeSizes Read(
        GitRepository repository, RepositoryHistory history, LineOptions options, CancellationToken cancellation = default)
    {
        var treatments = PathTreatments.Read(repository, history, options.Attributes, out bool attributesCapped);
        var paths = new ChangesByPath(history.Changes, history.Paths.Length);
        var sizes = new ChangeSize[history.Changes.Values.Length];
        var progress = new ProgressMeter(options.Progress);
        progress.WalkEnded(sizes.Length);

        int jobs = Workers.Count(options.Jobs);
        var memory = new ContentMemory(options.MemoryBudget, jobs);
        var readers = Workers.Run(
            jobs, "sizes", paths.Count, () => new PathSizesReader(repository, history.Changes.Values, options, options.MemoryBudget / jobs, memory),
            (reader, place, stop) =>
            {
                var rows = paths[place];
                if (rows.IsEmpty)
                    return;
                reader.Read(rows, treatments[history.Changes.Values[rows[0]].Path], sizes, stop);
                progress.Read(rows.Length);
            },
            cancellation);
        return new ChangeSizes(new Rows<ChangeSize>(history.Changes.Starts, sizes))
        {
            Missing = readers.Sum(reader => reader.Missing),
            OverBudget = readers.Sum(reader => reader.OverBudget),
            AttributesCapped = attributesCapped,
        };
    }
}
