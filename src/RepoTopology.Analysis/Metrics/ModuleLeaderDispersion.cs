namespace RepoTopology.Analysis;

/// <summary>
/// Autonomy, +. Distinct top authors / modules, over modules with at least 3 changes: above 0, up to 1 (each module led by somebody else).
/// The top author has most commits in the module; on a tie, whoever has more commits overall. With few modules the ratio is coarse:
/// coverage is full from <see cref="SteadyModules"/> modules. Source: metrics.md (group .11, mixed .14, network .21).
/// </summary>
internal static class ModuleLeaderDispersion
{
    public const int LeastChanges = 3;
    public const int SteadyModules = 12;

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        int modules = 0;
        var leaders = new HashSet<int>();
        for (int module = 0; module < table.Modules.Length; module++)
        {
            int changes = 0, most = 0, leader = -1;
            foreach (int stake in table.StakesOfModule[module])
            {
                int person = table.StakePerson[stake];
                int commits = sample.Stakes[stake];
                changes += commits;
                if (commits > most || (commits == most && commits > 0 && sample.CommitsOf[person] > sample.CommitsOf[leader]))
                    (most, leader) = (commits, person);
            }

            if (changes < LeastChanges)
                continue;
            modules++;
            leaders.Add(leader);
        }

        if (sample.Authors < Measurement.LeastPeople || modules < 2)
            return Measurement.Absent;
        return Measurement.Of((double)leaders.Count / modules, modules, SteadyModules);
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"many people lead a part of their own ({Phrases.Whole(100 * value)} different leading authors for every 100 modules)"
        : $"the same few people lead most modules ({Phrases.Whole(100 * value)} different leading authors for every 100 modules)";
}
