namespace RepoTopology.Analysis;

/// <summary>
/// Our own bus factor, by living lines: people leave, those who hold most lines first, until half of the lines that people hold are of somebody who left.
/// Taking the largest holders first gives the fewest people. Lines by bots and coding agents are nobody's and left out.
/// </summary>
internal static class LinesBusFactor
{
    /// <param name="modules">Who holds what.</param>
    /// <param name="gone">Who has left already: the value counts the people beside them, and is 0 when half is lost without anybody else.</param>
    public static BusFactor Of(IReadOnlyList<ModuleHoldings> modules, Func<int, bool> gone)
    {
        var held = new Dictionary<int, long>();
        foreach (var module in modules)
            foreach (var person in module.Held)
                held[person.Contributor] = held.GetValueOrDefault(person.Contributor) + person.Lines;
        long all = held.Values.Sum();
        long unknown = modules.Sum(module => module.Unknown);
        long lost = held.Where(person => gone(person.Key)).Sum(person => person.Value);
        var staying = held.Where(person => !gone(person.Key)).OrderByDescending(person => person.Value).ThenBy(person => person.Key).ToList();

        int value = Fewest(lost, all) ?? staying.Count;
        var mostlyBy = MostlyBy(modules);
        return new BusFactor
        {
            Algorithm = BusFactorAlgorithm.Lines,
            Value = value,
            Low = Math.Max(Math.Min(value, 1), Fewest(lost + unknown, all + unknown) ?? value),
            High = Fewest(lost, all + unknown),
            People = [.. staying.Take(value).Select(person => new KeyPerson(person.Key, person.Value, (double)person.Value / all, [.. mostlyBy[person.Key]]))],
        };

        int? Fewest(long sum, long whole)
        {
            int people = 0;
            while (sum < whole - sum)
            {
                if (people == staying.Count)
                    return null;
                sum += staying[people++].Value;
            }

            return people;
        }
    }

    /// <summary>Person → modules of which they hold at least half.</summary>
    private static ILookup<int, int> MostlyBy(IReadOnlyList<ModuleHoldings> modules) => modules
        .SelectMany(module => module.Held.Take(2).Where(held => 2 * held.Lines >= module.LinesOf(_ => true)).Select(held => (held.Contributor, module.Module)))
        .ToLookup(pair => pair.Contributor, pair => pair.Module);
}
