namespace RepoTopology.Analysis;

/// <summary>Autonomy, +. Above 0, up to 1 (each module led by somebody else). What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class ModuleLeaderDispersion
{
    public const int LeastChanges = 3;
    public const int SteadyModules = 12;

    public static IndicatorText Text { get; } = new(
        "How many different people lead a module: whether the same few lead everything.",
        $"distinct top authors ÷ modules, over modules with at least {LeastChanges} commits; the top author has most commits in the module, on a tie whoever has more overall. Full coverage from {SteadyModules} modules, as a ratio of few is coarse; absent under {Measurement.LeastPeople} people or 2 modules",
        IndicatorText.Screening);

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        int modules = 0;
        var leaders = new HashSet<int>();
        for (int module = 0; module < table.Modules.Length; module++)
        {
            var (changes, _, leader) = Leader(sample, module);
            if (changes < LeastChanges)
                continue;
            modules++;
            leaders.Add(leader);
        }

        if (sample.Authors < Measurement.LeastPeople || modules < 2)
            return Measurement.Absent;
        return Measurement.Of((double)leaders.Count / modules, modules, SteadyModules);
    }

    /// <summary>A module's changes, the most of one person, and who that is; −1 where it has none.</summary>
    public static (int Changes, int Most, int Person) Leader(Sample sample, int module)
    {
        int changes = 0, most = 0, leader = -1;
        foreach (int stake in sample.Table.StakesOfModule[module])
        {
            int person = sample.Table.StakePerson[stake];
            int commits = sample.Stakes[stake];
            changes += commits;
            if (commits > most || (commits == most && commits > 0 && sample.CommitsOf[person] > sample.CommitsOf[leader]))
                (most, leader) = (commits, person);
        }

        return (changes, most, leader);
    }

    public static Evidence Explain(Workings workings)
    {
        var table = workings.Table;
        var modules = Enumerable.Range(0, table.Modules.Length).Select(module => (Module: module, Led: Leader(workings.Whole, module))).ToList();
        var led = modules.Where(module => module.Led.Changes >= LeastChanges).OrderByDescending(module => module.Led.Changes).ToList();
        var leaders = led.GroupBy(module => module.Led.Person).OrderByDescending(leader => leader.Count()).ThenBy(leader => leader.Key).ToList();
        return new Evidence
        {
            Calculation = $"{Phrases.Count(leaders.Count, "leading author", "leading authors")} ÷ {Phrases.Count(led.Count, "module", "modules")}",
            Tables =
            [
                new("Who leads how many modules", ["person", "modules"], [.. leaders.Select(leader => new EvidenceRow(workings.Person(leader.Key), leader.Count()))]),
                new("Modules and who leads them", ["module", "commits", "leader", "leader's"],
                    [.. led.Select(module => new EvidenceRow(workings.Module(module.Module), module.Led.Changes, workings.Person(module.Led.Person), module.Led.Most)
                        .With(workings.CommitsOfModule(module.Module, module.Led.Person)))]),
            ],
            Commits = Workings.Weighed("Commits that touch these modules, by modules touched", "modules",
                workings.AllCommits().Items.Select((item, i) => item with { Weight = table.StakesOfCommit[table.CommitCount - 1 - i].Length })),
            LeftOut = modules.Count > led.Count ? [new(modules.Count - led.Count, $"modules with fewer than {LeastChanges} commits: nobody leads them yet")] : [],
        };
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"many people lead a part of their own ({Phrases.Whole(100 * value)} different leading authors for every 100 modules)"
        : $"the same few people lead most modules ({Phrases.Whole(100 * value)} different leading authors for every 100 modules)";
}
