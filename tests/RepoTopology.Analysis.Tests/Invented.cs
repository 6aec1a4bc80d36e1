using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

/// <summary>Histories of known style, made by rule: no chance in them. They end on the same day and span two years.</summary>
internal static class Invented
{
    public static DateTimeOffset End { get; } = new(2024, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Start = End.AddYears(-2).AddDays(2);

    /// <summary>A commit by a person whose time zone follows from their number.</summary>
    public static string Person(int number) => $"Person {number} <person{number}@example.org>";

    /// <summary>The i-th of n dates evenly spread over the two years.</summary>
    public static DateTimeOffset At(int i, int n, int zoneHours = 0) =>
        (Start + (End - Start) * ((double)i / Math.Max(1, n - 1))).ToOffset(TimeSpan.FromHours(zoneHours));

    /// <summary>Commits by number: who, where.</summary>
    public static HistoryBuilder History(int commits, Func<int, (string Author, int Zone, string[] Paths)> commit)
    {
        var builder = new HistoryBuilder();
        // Something older, so that newcomers can be told from the project's first people.
        for (int person = 0; person < 3; person++)
            builder.Commit(Person(person), Start.AddYears(-3).AddDays(person), "README.md");
        for (int i = 0; i < commits; i++)
        {
            var (author, zone, paths) = commit(i);
            builder.Commit(author, At(i, commits, zone), paths);
        }

        return builder;
    }

    public static HistoryBuilder OnePerson(int commits) =>
        History(commits, i => (Person(0), 1, [$"part{i % 7}/file{i % 13}.c", "main.c"]));

    /// <summary>One maintainer does most, everywhere; two helpers a little.</summary>
    public static HistoryBuilder OneMaintainer() => History(300, i => i % 20 == 7
        ? (Person(1), 1, [$"part{i % 7}/file{i % 13}.c"])
        : i % 25 == 3 ? (Person(2), 1, ["main.c"]) : (Person(0), 1, [$"part{i % 7}/file{i % 13}.c", "main.c"]));

    /// <summary>A maintainer makes half of the commits; everybody else comes once or twice, to the maintainer's files.</summary>
    public static HistoryBuilder HubWithCasualPeriphery() => History(300, i => i % 2 == 0
        ? (Person(0), 1, [$"part{i / 2 % 10}/file{i / 2 % 30}.c"])
        : (Person(10 + i / 3), i % 12 - 6, [$"part{i * 3 % 10}/file{i * 3 % 30}.c"]));

    /// <summary>A hundred owners, each of a package of their own; new ones keep arriving and old ones leave.</summary>
    public static HistoryBuilder FederatedOwners() => History(400, i =>
    {
        int owner = i / 5 + i % 3 * 7;
        return (Person(owner), owner % 14 - 7, [$"packages/p{owner}/recipe.el", $"packages/p{owner}/notes.txt"]);
    });

    /// <summary>Twenty employees share the work of all modules evenly; nobody comes or goes.</summary>
    public static HistoryBuilder EvenVendorTeam() => History(600, i =>
    {
        int person = i * 7 % 20, mixed = i * 7919 % 601;
        return ($"Employee {person} <e{person}@vendor-company.com>", 1, [$"src/module{mixed % 12}/file{mixed % 5}.cs", $"src/module{mixed % 12}/file{mixed % 7}.cs"]);
    });
}
