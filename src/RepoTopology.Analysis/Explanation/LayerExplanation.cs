namespace RepoTopology.Analysis;

/// <summary>Who is in which layer, and why; and how newcomers fared.</summary>
internal static class LayerExplanation
{
    public static Explanation Of(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        var layers = Layers.Of(whole);
        var drift = workings.Analysis.LayerDrift;
        return new Explanation
        {
            Id = "layers",
            Title = "the layers of people",
            Sentence = "Who carries the project, who works on it regularly, and who comes now and then.",
            Formula = $"core: the fewest people with {Phrases.Percent(Layers.CoreShare)} of commits; regular: outside it and active in at least half of the window's {table.QuarterCount} quarters; "
                + $"occasional: more than {CasualShare.MostCommits} commits; casual: {CasualShare.MostCommits} or fewer",
            Source = "core as CHAOSS' contributor absence factor at 80 %; the others are our own",
            Tables =
            [
                new("Layers", ["layer", "people", "commits", "of all"],
                    [.. workings.Analysis.Layers.Select(layer => new EvidenceRow(NameOf(layer.Layer), layer.People, layer.Commits, Cell.Share(layer.Share)))]),
                new("People", ["person", "layer", "commits", "active quarters"],
                    [.. whole.Ranking.OrderBy(person => layers[person]).Select(person => new EvidenceRow(
                        workings.Person(person), NameOf(layers[person]), whole.CommitsOf[person], Layers.ActiveQuarters(whole, person)).With(workings.CommitsOf(person)))]),
                .. drift is null ? [] : (EvidenceTable[])
                [
                    new($"Since the window that ended {Phrases.Date(drift.Before)}", ["layer", "stayed", "moved in", "new", "left"],
                        [.. Enum.GetValues<Layer>().Select(layer => new EvidenceRow(NameOf(layer), drift.Stayed(layer), drift.Moved(layer), drift.Came(layer), drift.Left(layer)))]),
                ],
            ],
            Commits = workings.AllCommits(),
            LeftOut = [.. WindowExplanation.Uncounted(workings, looksAtFiles: false)],
            Git = workings.Git.Commits(),
        };
    }

    /// <summary>CAF50 or CAF80.</summary>
    public static Explanation AbsenceFactor(string id, double share, int value, Workings workings)
    {
        var whole = workings.Whole;
        int[] people = whole.Ranking[..Math.Min(value, whole.Authors)];
        int sum = people.Sum(person => whole.CommitsOf[person]);
        return new Explanation
        {
            Id = id,
            Title = $"contributor absence factor at {Phrases.Percent(share)}",
            Sentence = $"The fewest people who together made {Phrases.Percent(share)} of the window's commits.",
            Figure = new ExplainedFigure(value, Phrases.Count(value, "person", "people")),
            Formula = $"people are taken, those with most commits first, until they have {Phrases.Percent(share)} of the commits",
            Source = "CHAOSS, Contributor Absence Factor",
            Calculation = $"{sum} commits by {people.Length} people, of {whole.Commits} by {whole.Authors}: {Phrases.Percent((double)sum / Math.Max(1, whole.Commits))}",
            Tables = [workings.People("Who they are", people), workings.People("Who comes next", whole.Ranking.Skip(value).Take(3))],
            Commits = Workings.Alike("Their commits", people.SelectMany(workings.CommitsOf).Order()),
            LeftOut = [.. WindowExplanation.Uncounted(workings, looksAtFiles: false)],
            Git = workings.Git.Commits(),
        };
    }

    public static Explanation Newcomers(Workings workings) => new()
    {
        Id = "newcomers",
        Title = "how newcomers fared",
        Sentence = "Of those who came in a year, how many came back and how many became regulars.",
        Formula = $"by the year of the first commit ever: came back in a later quarter than the first; a regular once active in {NewcomersPath.ActiveQuarters} of {NewcomersPath.WithinQuarters} quarters running, "
            + "quarters counted from the first commit; months from the first commit to the one that made a regular, the median",
        Source = IndicatorText.Own,
        Calculation = "over the whole history up to the window's end, not the window alone",
        Tables =
        [
            new("Years, newest first", ["year", "people", "came back", "regulars", "months"],
                [.. workings.Analysis.Newcomers.Cohorts.Reverse().Select(cohort => new EvidenceRow(
                    cohort.IsComplete ? $"{cohort.Year}" : $"{cohort.Year} (may still grow)", cohort.People, cohort.Returned, cohort.Regulars, Cell.Figure(cohort.MedianMonths, 0)))]),
        ],
        Commits = Workings.Alike("First commits of people, newest first", FirstCommits(workings)),
        LeftOut = [.. WindowExplanation.ByClass(workings.History, Enumerable.Range(0, workings.History.Commits.Length))],
    };

    public static string NameOf(Layer layer) => layer.ToString().ToLowerInvariant();

    private static IEnumerable<int> FirstCommits(Workings workings)
    {
        var first = new Dictionary<int, int>();
        var (history, to) = (workings.History, workings.Analysis.Window.To.ToUnixTimeSeconds());
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (history.ClassOf(i) == CommitClass.Counted && Dates.Clamp(commit.CommitterTime) <= to
                && (!first.TryGetValue(commit.Author, out int known) || commit.CommitterTime <= history.Commits[known].CommitterTime))
                first[commit.Author] = i;
        }

        return first.Values.OrderByDescending(commit => history.Commits[commit].CommitterTime).ThenBy(commit => commit);
    }
}
