using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

/// <summary>What somebody does once: a commit, or a branch of several that is merged or squashed.</summary>
internal sealed record Work(string Author, int Zone, params string[] Paths);

/// <summary>How work reaches the record.</summary>
internal enum Recording
{
    /// <summary>Each commits their own work, in three commits.</summary>
    Own,

    /// <summary>A platform squashes the same work to one commit.</summary>
    Squashed,

    /// <summary>A maintainer commits it, with its author's name.</summary>
    Credited,

    /// <summary>A maintainer commits it, under the maintainer's own name.</summary>
    Uncredited,
}

/// <summary>Histories of several phases, each of a known style, made by rule: no chance in them.</summary>
internal sealed class StyledHistory(DateTimeOffset start)
{
    private const string Platform = "Platform <noreply@platform.example.org>";
    private const int CommitsOfBranch = 3;

    private DateTimeOffset _now = start;
    private int _done;

    public HistoryBuilder Builder { get; } = new();

    /// <summary>When the next phase begins.</summary>
    public DateTimeOffset Now => _now;

    public static StyledHistory FromYear(int year) => new(new DateTimeOffset(year, 1, 1, 9, 0, 0, TimeSpan.Zero));

    /// <param name="years">How long it lasts.</param>
    /// <param name="perYear">Pieces of work a year.</param>
    /// <param name="style">The work with a number that counts through all phases.</param>
    /// <param name="recording">How it is recorded.</param>
    public StyledHistory Phase(double years, int perYear, Func<int, Work> style, Recording recording = Recording.Squashed) =>
        Phase(years, perYear, style, _ => recording);

    public StyledHistory Phase(double years, int perYear, Func<int, Work> style, Func<Work, Recording> recording)
    {
        int count = (int)(years * perYear);
        var step = TimeSpan.FromDays(365.25 * years / count);
        for (int i = 0; i < count; i++, _done++, _now += step)
        {
            var work = style(_done);
            Record(work, recording(work));
        }

        return this;
    }

    private void Record(Work work, Recording recording)
    {
        var date = _now.ToOffset(TimeSpan.FromHours(work.Zone));
        switch (recording)
        {
            case Recording.Own:
                for (int part = 0; part < CommitsOfBranch; part++)
                    Builder.Commit(work.Author, date.AddHours(part), work.Paths);
                break;
            case Recording.Squashed:
                Builder.Commit(work.Author, Platform, date, work.Paths);
                break;
            case Recording.Credited:
                Builder.Commit(work.Author, Styles.Maintainer, date, work.Paths);
                break;
            default:
                Builder.Commit(Styles.Maintainer, Styles.Maintainer, date, work.Paths);
                break;
        }
    }
}

/// <summary>Ways of working, by the number of a piece of work.</summary>
internal static class Styles
{
    public const string Maintainer = "Maintainer <maintainer@example.org>";

    /// <summary>Another one, after the first has left.</summary>
    public const string Successor = "Successor <successor@example.org>";

    /// <summary>One does nearly everything, everywhere; two helpers a little.</summary>
    public static Work OneMaintainer(int i) => i % 20 == 7
        ? new("Helper 1 <helper1@example.org>", 1, $"part{i % 7}/file{i % 13}.c")
        : i % 25 == 3 ? new("Helper 2 <helper2@example.org>", 1, "main.c") : new(Maintainer, 1, $"part{i % 7}/file{i % 13}.c", "main.c");

    /// <summary>Twelve employees share the work of all modules evenly; nobody comes or goes.</summary>
    public static Work VendorTeam(int i)
    {
        int person = i * 7 % 12, mixed = i * 7919 % 601;
        return new($"Employee {person} <e{person}@vendor-company.com>", 1, $"src/module{mixed % 12}/file{mixed % 5}.cs", $"src/module{mixed % 12}/file{mixed % 7}.cs");
    }

    /// <summary>A maintainer does half; everybody else comes once or twice, to the same files.</summary>
    public static Work HubWithCasualPeriphery(int i) => i % 2 == 0
        ? new(Maintainer, 1, $"part{i / 2 % 10}/file{i / 2 % 30}.c")
        : new(Person(i / 3), i % 12 - 6, $"part{i * 3 % 10}/file{i * 3 % 30}.c");

    /// <summary>Owners, each of a package of their own; new ones keep arriving and old ones leave.</summary>
    public static Work FederatedOwners(int i)
    {
        int owner = i / 5 + i % 3 * 7;
        return new(Person(1000 + owner), owner % 14 - 7, $"packages/p{owner % 60}/recipe.el", $"packages/p{owner % 60}/notes.txt");
    }

    private static string Person(int number) => $"Person {number} <person{number}@people{number % 40}.example>";
}
