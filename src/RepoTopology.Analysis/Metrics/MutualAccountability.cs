namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, shown and not scored. The share of modules held by more than one person: it takes several to make more than half of the changes. Over
/// modules with at least <see cref="ModuleLeaderDispersion.LeastChanges"/> changes, 0 to 1; full coverage from
/// <see cref="ModuleLeaderDispersion.SteadyModules"/> of them.
/// </summary>
internal static class MutualAccountability
{
    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        int modules = 0, shared = 0;
        for (int module = 0; module < table.Modules.Length; module++)
        {
            int changes = 0, most = 0;
            foreach (int stake in table.StakesOfModule[module])
            {
                changes += sample.Stakes[stake];
                most = Math.Max(most, sample.Stakes[stake]);
            }

            modules += changes >= ModuleLeaderDispersion.LeastChanges ? 1 : 0;
            shared += changes >= ModuleLeaderDispersion.LeastChanges && 2 * most <= changes ? 1 : 0;
        }

        return modules == 0 ? Measurement.Absent : Measurement.Of((double)shared / modules, modules, ModuleLeaderDispersion.SteadyModules);
    }

    public static string Phrase(double value, bool networkLike) => $"{Phrases.Percent(value)} of modules are held by more than one person";
}
