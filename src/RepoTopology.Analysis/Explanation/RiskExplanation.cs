using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Bus factors, and the lines of those who have left.</summary>
internal static class RiskExplanation
{
    public static Explanation BusFactor(Workings workings)
    {
        var risk = workings.Analysis.Risk;
        if (risk.BusFactor is not { } busFactor)
            return Unread("busFactor", "bus factor");
        bool byLines = busFactor.Algorithm == BusFactorAlgorithm.Lines;
        string held = byLines ? "lines" : "files";
        var people = busFactor.People.Select(person => person.Contributor).ToHashSet();
        double sum = 0;
        return new Explanation
        {
            Id = "busFactor",
            Title = "bus factor",
            Sentence = "The fewest people whose leaving would leave half of the code without anybody who knows it.",
            Figure = new ExplainedFigure(busFactor.Value, Phrases.Count(busFactor.Value, "person", "people"))
            {
                Interval = busFactor.High is { } high ? new Interval(busFactor.Low, high) : null,
                IntervalText = busFactor.Low == busFactor.High ? null
                    : $"{busFactor.Low} to {(busFactor.High is { } most ? $"{most}" : "no number")}: by who may have written the lines of which nobody can tell",
            },
            Formula = busFactor.Algorithm switch
            {
                BusFactorAlgorithm.Avelino => "people are taken away, those who are authors of most source files first, until less than half of the files have an author; an author has a degree of "
                    + "authorship (3.293 + 1.098·FA + 0.164·DL − 0.321·ln(1 + AC)) above 0.75 of the file's highest, and at least 3.293 or added the file",
                BusFactorAlgorithm.Jetbrains => $"commits of the last {JetBrainsBusFactor.Days} days weigh exp(−days ÷ 90) for each file; people ranked once by the files that they are major for "
                    + "(above 0.75 of the highest authorship), taken one by one while at least half of the files have a major person",
                _ => "people leave, those who hold most living lines first, until half of the lines that people hold are of somebody who left",
            },
            Source = busFactor.Algorithm switch
            {
                BusFactorAlgorithm.Avelino => "Avelino, Passos, Hora and Valente, A Novel Approach for Estimating Truck Factors, ICPC 2016",
                BusFactorAlgorithm.Jetbrains => "Jabrayilzade and others, Bus Factor in Practice, ICSE-SEIP 2022 (JetBrains' Bus Factor Explorer)",
                _ => "our own; --bus-factor avelino and jetbrains count as they publish theirs",
            },
            Calculation = $"{busFactor.People.Sum(person => person.Held)} {held}{(byLines ? "" : " (a file may have several authors)")} by {Phrases.Count(busFactor.Value, "person", "people")}",
            Tables =
            [
                new("Who they are, in the order in which they are taken", byLines ? ["person", held, "share", "sum", "left"] : ["person", held, "share", "left"],
                [
                    .. busFactor.People.Select(person => byLines
                        ? new EvidenceRow(Cell.Person(person.Contributor), person.Held, Cell.Share(person.Share), Cell.Share(sum += person.Share), LineExplanation.Left(workings, person.Contributor))
                        : new EvidenceRow(Cell.Person(person.Contributor), person.Held, Cell.Share(person.Share), LineExplanation.Left(workings, person.Contributor))),
                ]),
                .. Mostly(busFactor),
                .. byLines ? [Next(workings, people)] : (EvidenceTable[])[Files(busFactor)],
            ],
            Commits = byLines ? LineExplanation.Commits(workings, line => people.Contains(line.Author)) : WeighedCommits.None,
            LeftOut = byLines ? [.. LineExplanation.Discounted(workings)] : [],
            Git = byLines ? LineExplanation.Blame(workings, line => people.Contains(line.Author)) : null,
        };
    }

    public static Explanation Remaining(Workings workings)
    {
        var risk = workings.Analysis.Risk;
        if (risk.Remaining is not { } remaining)
            return Unread("remainingBusFactor", "bus factor of those who are still there");
        var held = LineExplanation.HeldBy(workings);
        long all = held.Sum(person => person.Lines), lost = held.Where(person => risk.HasLeft[person.Contributor]).Sum(person => person.Lines);
        var people = remaining.People.Select(person => person.Contributor).ToHashSet();
        return new Explanation
        {
            Id = "remainingBusFactor",
            Title = "bus factor of those who are still there",
            Sentence = remaining.Value == 0
                ? "Half of the lines that people hold are of somebody who has left already."
                : "How many of those who are still there would have to leave, beside all who have left, until half of the code has nobody who knows it.",
            Figure = new ExplainedFigure(remaining.Value, Phrases.Count(remaining.Value, "more person", "more people")),
            Formula = "as busFactor, with everybody taken away at the start who has left: 0 when they hold half",
            Source = IndicatorText.Own,
            Calculation = $"{lost} of {all} lines are by people who have left ({Phrases.Percent((double)lost / Math.Max(1, all))})",
            Tables =
            [
                new("Who is still there, in the order in which they are taken", ["person", "lines", "share"],
                    [.. remaining.People.Select(person => new EvidenceRow(Cell.Person(person.Contributor), person.Held, Cell.Share(person.Share)))]),
                Gone(workings),
            ],
            Commits = LineExplanation.Commits(workings, line => people.Contains(line.Author)),
            LeftOut = [.. LineExplanation.Discounted(workings)],
            Git = LineExplanation.Blame(workings, line => people.Contains(line.Author)),
        };
    }

    public static Explanation Orphaned(Workings workings)
    {
        var risk = workings.Analysis.Risk;
        if (risk.OrphanedShare is not { } orphaned)
            return Unread("orphanedShare", "share of living lines whose authors have left");
        long all = risk.Modules.Sum(module => module.Holdings.Lines), lost = risk.Modules.Sum(module => module.Holdings.LinesOf(person => risk.HasLeft[person]));
        return new Explanation
        {
            Id = "orphanedShare",
            Title = "share of living lines whose authors have left",
            Sentence = $"How much of the code was written by people without a commit since {Phrases.Date(risk.LeftSince)}.",
            Figure = new ExplainedFigure(orphaned.Low, Phrases.Percent(orphaned.Low))
            {
                Interval = orphaned,
                IntervalText = orphaned.High - orphaned.Low < 0.005 ? null
                    : $"{Phrases.Percent(orphaned.Low)} to {Phrases.Percent(orphaned.High)}: at most if all lines of which nobody can tell were theirs too",
            },
            Formula = "living lines of people who have left ÷ all living lines; whoever authors, commits or is named as co-author after the date is still there (--left-after moves it)",
            Source = IndicatorText.Own,
            Calculation = $"{lost} lines of people who have left ÷ {all} lines",
            Tables =
            [
                Gone(workings),
                new("Modules by lines of people who have left", ["module", "lines", "orphaned", "still to leave"],
                    [.. risk.Modules.Where(module => module.Orphaned.Low > 0).OrderByDescending(module => module.Orphaned.Low * module.Holdings.Lines).ThenBy(module => module.Module)
                        .Select(module => new EvidenceRow(Cell.Module(module.Module), module.Holdings.Lines, Cell.Share(module.Orphaned.Low), module.Remaining))]),
            ],
            Commits = LineExplanation.Commits(workings, line => risk.HasLeft[line.Author]),
            LeftOut = [.. LineExplanation.Discounted(workings)],
            Git = LineExplanation.Blame(workings, line => risk.HasLeft[line.Author]),
        };
    }

    private static EvidenceTable Gone(Workings workings)
    {
        var lifetimes = Lifetimes.Of(workings.History, workings.Analysis.Window.To);
        return new("Who has left, by the lines they hold", ["person", "lines", "last commit"],
            [.. LineExplanation.HeldBy(workings).Where(person => workings.Analysis.Risk.HasLeft[person.Contributor]).Select(person => new EvidenceRow(
                Cell.Person(person.Contributor), person.Lines, Dates.FromUnixSeconds(lifetimes.Last[person.Contributor])))]);
    }

    private static IEnumerable<EvidenceTable> Mostly(BusFactor busFactor)
    {
        var modules = busFactor.People.SelectMany(person => person.Modules.Select(module => new EvidenceRow(Cell.Module(module), Cell.Person(person.Contributor)))).ToList();
        if (modules.Count > 0)
            yield return new("Modules of which one of them holds at least half", ["module", "person"], [.. modules]);
    }

    private static EvidenceTable Next(Workings workings, HashSet<int> people) => new("Who comes next", ["person", "lines"],
        [.. LineExplanation.HeldBy(workings).Where(person => !people.Contains(person.Contributor)).Take(3).Select(person => new EvidenceRow(Cell.Person(person.Contributor), person.Lines))]);

    private static EvidenceTable Files(BusFactor busFactor) => new("Files and who is an author of them", ["file", "person"],
        [.. busFactor.People.SelectMany(person => person.Files.Select(file => new EvidenceRow(Cell.Path(file), Cell.Person(person.Contributor))))]);

    private static Explanation Unread(string id, string title) => new()
    {
        Id = id,
        Title = title,
        Sentence = "Who wrote the lines that stand was not read: a range says nothing of files that it does not change.",
        Figure = new ExplainedFigure(null, "not read"),
        Formula = "by living lines of a commit; give --rev one",
        Source = IndicatorText.Own,
    };
}
