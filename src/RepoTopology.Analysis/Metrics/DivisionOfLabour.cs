namespace RepoTopology.Analysis;

/// <summary>Diversity, +. 0: everybody works everywhere alike; 1: a module tells its author. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class DivisionOfLabour
{
    public const int SteadyModules = 6;

    public static IndicatorText Text { get; } = new(
        "How much a change's module tells about who made it: whether people divide the work.",
        $"I(author; module) ÷ H(author): the mutual information of who made a change and where, over the entropy of who. Full coverage from {SteadyModules} modules",
        "Gorelick, Bertram, Killeen and Fewell, Normalized mutual entropy in biology, American Naturalist 164 (2004)");

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

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        double total = whole.Stakes.Sum();
        int[] byPerson = new int[table.PersonCount];
        for (int stake = 0; stake < whole.Stakes.Length; stake++)
            byPerson[table.StakePerson[stake]] += whole.Stakes[stake];
        double entropy = Entropy.Of(byPerson);
        var modules = Enumerable.Range(0, table.Modules.Length).Select(module =>
        {
            int[] stakes = table.StakesOfModule[module].ToArray();
            int changes = stakes.Sum(stake => whole.Stakes[stake]);
            int top = stakes.OrderByDescending(stake => whole.Stakes[stake]).ThenBy(stake => table.StakePerson[stake]).First();
            double information = stakes.Sum(stake => whole.Stakes[stake] / total * Math.Log(whole.Stakes[stake] * total / ((double)byPerson[table.StakePerson[stake]] * changes)));
            return (Module: module, Changes: changes, People: stakes.Length, Top: top, Part: entropy == 0 ? 0 : information / entropy);
        }).OrderByDescending(module => module.Part).ThenBy(module => module.Module).ToList();
        return new Evidence
        {
            Calculation = FormattableString.Invariant($"I = {modules.Sum(module => module.Part) * entropy:0.000} nats ÷ H = {entropy:0.000} nats, over {total:0} changes of modules"),
            Tables =
            [
                new("What each module adds to the figure", ["module", "changes", "people", "most by", "share", "adds"],
                    [.. modules.Select(module => new EvidenceRow(workings.Module(module.Module), module.Changes, module.People, workings.Person(table.StakePerson[module.Top]),
                        Cell.Share(whole.Stakes[module.Top], module.Changes), Cell.Figure(module.Part, 3)).With(workings.CommitsOfModule(module.Module)))]),
            ],
            Commits = workings.AllCommits(),
        };
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"people divide the work by module (a change's module tells {Phrases.Percent(value)} of who made it)"
        : $"people do not divide the work by module (a change's module tells {Phrases.Percent(value)} of who made it)";
}
