namespace RepoTopology.Analysis;

/// <summary>Interactivity, shown and not scored. 0 to 1. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class MutualAccountability
{
    public static IndicatorText Text { get; } = new(
        "How many modules are held by more than one person.",
        $"modules of which nobody makes more than half of the changes ÷ modules with at least {ModuleLeaderDispersion.LeastChanges} changes. Full coverage from {ModuleLeaderDispersion.SteadyModules} of them",
        IndicatorText.Own);

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        int modules = 0, shared = 0;
        for (int module = 0; module < table.Modules.Length; module++)
        {
            var (changes, most, _) = ModuleLeaderDispersion.Leader(sample, module);
            modules += changes >= ModuleLeaderDispersion.LeastChanges ? 1 : 0;
            shared += changes >= ModuleLeaderDispersion.LeastChanges && 2 * most <= changes ? 1 : 0;
        }

        return modules == 0 ? Measurement.Absent : Measurement.Of((double)shared / modules, modules, ModuleLeaderDispersion.SteadyModules);
    }

    public static Evidence Explain(Workings workings)
    {
        var modules = Enumerable.Range(0, workings.Table.Modules.Length).Select(module => (Module: module, Led: ModuleLeaderDispersion.Leader(workings.Whole, module))).ToList();
        var held = modules.Where(module => module.Led.Changes >= ModuleLeaderDispersion.LeastChanges).OrderByDescending(module => module.Led.Changes).ToList();
        return new Evidence
        {
            Calculation = $"{held.Count(module => 2 * module.Led.Most <= module.Led.Changes)} modules held by several ÷ {held.Count} modules",
            Tables =
            [
                new("Modules", ["module", "commits", "most by", "share", "held by"],
                    [.. held.Select(module => new EvidenceRow(
                        workings.Module(module.Module), module.Led.Changes, workings.Person(module.Led.Person), Cell.Share(module.Led.Most, module.Led.Changes),
                        2 * module.Led.Most <= module.Led.Changes ? "several" : "one").With(workings.CommitsOfModule(module.Module)))]),
            ],
            Commits = workings.AllCommits(),
            LeftOut = modules.Count > held.Count ? [new(modules.Count - held.Count, $"modules with fewer than {ModuleLeaderDispersion.LeastChanges} commits")] : [],
        };
    }

    public static string Phrase(double value, bool networkLike) => $"{Phrases.Percent(value)} of modules are held by more than one person";
}
