namespace RepoTopology.Analysis;

/// <summary>
/// Diversity, +. Gorelick's division of labour: I(author; module) / H(author), the mutual information of who made a change and where,
/// over the entropy of who. 0: everybody works everywhere alike; 1: a module tells its author.
/// Gorelick, Bertram, Killeen and Fewell, "Normalized mutual entropy in biology", American Naturalist 164 (2004).
/// </summary>
internal static class DivisionOfLabour
{
    public const int SteadyModules = 6;

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        int modules = table.Modules.Length;
        if (sample.Authors < Measurement.LeastPeople || modules < 2)
            return Measurement.Absent;
        var value = Of(table.StakePerson, table.StakeModule, sample.Stakes, table.PersonCount, modules);
        return value is null ? Measurement.Absent : Measurement.Of(value.Value, modules, SteadyModules);
    }

    /// <summary>Of a sparse table of counts: cell i belongs to a person and a module. Null with fewer than two people.</summary>
    public static double? Of(ReadOnlySpan<int> people, ReadOnlySpan<int> modules, ReadOnlySpan<int> counts, int personCount, int moduleCount)
    {
        int[] byPerson = new int[personCount], byModule = new int[moduleCount];
        double total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            byPerson[people[i]] += counts[i];
            byModule[modules[i]] += counts[i];
            total += counts[i];
        }

        double entropy = Entropy.Of(byPerson);
        if (entropy == 0)
            return null;
        double information = 0;
        for (int i = 0; i < counts.Length; i++)
            if (counts[i] > 0)
                information += counts[i] / total * Math.Log(counts[i] * total / ((double)byPerson[people[i]] * byModule[modules[i]]));
        return Math.Clamp(information / entropy, 0, 1);
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"people divide the work by module (a change's module tells {Phrases.Percent(value)} of who made it)"
        : $"people do not divide the work by module (a change's module tells {Phrases.Percent(value)} of who made it)";
}
