namespace RepoTopology.Analysis;

/// <summary>Interactivity, −, shown and not scored. 0 to 1. By files only: public types will join them. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class Diffusion
{
    public const int SteadyFiles = 10;

    public static IndicatorText Text { get; } = new(
        "Whether new files start in the core and are taken up by others, or the other way round.",
        $"of the window's new files that went on to somebody of the other side, core or periphery, the share that started in the core. The core are the fewest people with 80 % of commits. Full coverage from {SteadyFiles} such files",
        IndicatorText.Own);

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople)
            return Measurement.Absent;
        var table = sample.Table;
        var layers = Layers.Of(sample);
        int outward = 0, inward = 0;
        for (int file = 0; file < table.FileCount; file++)
        {
            if (table.Creators[file] is not (>= 0 and var creator))
                continue;
            bool started = false, crossed = false;
            foreach (int touch in table.TouchesOfFile[file])
                if (sample.Touches[touch] > 0)
                {
                    int person = table.TouchPerson[touch];
                    started |= person == creator;
                    crossed |= (layers[person] == Layer.Core) != (layers[creator] == Layer.Core);
                }

            bool fromCore = layers[creator] == Layer.Core;
            outward += started && crossed && fromCore ? 1 : 0;
            inward += started && crossed && !fromCore ? 1 : 0;
        }

        return outward + inward == 0 ? Measurement.Absent : Measurement.Of((double)outward / (outward + inward), outward + inward, SteadyFiles);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        var layers = Layers.Of(whole);
        var crossed = Enumerable.Range(0, table.FileCount).Where(file => table.Creators[file] >= 0)
            .Select(file => (File: file, Creator: table.Creators[file], People: table.TouchesOfFile[file].ToArray().Select(touch => table.TouchPerson[touch]).ToArray()))
            .Where(file => file.People.Any(person => (layers[person] == Layer.Core) != (layers[file.Creator] == Layer.Core)))
            .OrderByDescending(file => file.People.Length).ThenBy(file => file.File).ToList();
        var files = crossed.Select(file => file.File).ToHashSet();
        int outward = crossed.Count(file => layers[file.Creator] == Layer.Core);
        int fresh = table.Creators.Count(creator => creator >= 0);
        return new Evidence
        {
            Calculation = $"{outward} files that started in the core ÷ {crossed.Count} new files that crossed",
            Tables =
            [
                new("New files that crossed between core and periphery", ["file", "started by", "side", "people"],
                    [.. crossed.Select(file => new EvidenceRow(
                        Cell.Path(table.Files[file.File]), workings.Person(file.Creator), layers[file.Creator] == Layer.Core ? "core" : "periphery", file.People.Length))]),
            ],
            Commits = Workings.Weighed("Commits by how many of these files they touch", "files", Enumerable.Range(0, table.CommitCount)
                .Select(commit => new WeighedCommit(table.HistoryCommits[commit], Touched(commit)))),
            LeftOut = fresh == crossed.Count ? [] : [new(fresh - crossed.Count, "new files that stayed on their side")],
        };

        int Touched(int commit)
        {
            int count = 0;
            foreach (int touch in table.TouchesOfCommit[commit])
                count += files.Contains(table.TouchFile[touch]) ? 1 : 0;
            return count;
        }
    }

    public static string Phrase(double value, bool networkLike) =>
        $"of the new files that core and periphery share, {Phrases.Percent(value)} started in the core";
}
