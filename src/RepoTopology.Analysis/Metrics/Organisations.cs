namespace RepoTopology.Analysis;

/// <summary>Diversity, +. From 1. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class Organisations
{
    // Providers where an address says nothing about an employer.
    private static readonly HashSet<string> FreeMail =
    [
        "126.com", "139.com", "163.com", "aol.com", "duck.com", "fastmail.com", "fastmail.fm", "foxmail.com", "free.fr", "gmail.com",
        "gmx.at", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.com", "icloud.com", "inbox.ru", "laposte.net",
        "live.com", "mac.com", "mail.com", "mail.ru", "mailbox.org", "mailinator.com", "me.com", "msn.com", "naver.com", "orange.fr",
        "outlook.com", "pm.me", "pobox.com", "posteo.de", "posteo.net", "proton.me", "protonmail.ch", "protonmail.com", "qq.com",
        "riseup.net", "seznam.cz", "t-online.de", "tutanota.com", "ukr.net", "web.de", "wp.pl", "yahoo.com", "yandex.com", "yandex.ru",
        "ymail.com", "zoho.com",
    ];

    private static readonly string[] PublicSecondLevels = ["ac", "co", "com", "edu", "gov", "net", "or", "org"];

    // RFC 2606, RFC 6762, and what machines without a name put there.
    private static readonly string[] Reserved = ["example", "invalid", "local", "localdomain", "localhost", "internal", "lan", "test", "(none)"];

    public static IndicatorText Text { get; } = new(
        "How many equally active organisations stand behind the commits, by their authors' e-mail domains.",
        $"exp(−Σ p ln p), with p the share of commits by each registered domain. Free-mail, noreply and reserved domains name no organisation; coverage is the share of commits by people with one that does. Absent under {Measurement.LeastPeople} people",
        "Hill number of order 1; " + IndicatorText.Screening);

    public static Measurement Compute(Sample sample)
    {
        var domains = sample.Table.Domains;
        int[] commits = new int[domains.Length];
        int known = 0;
        for (int person = 0; person < domains.Length; person++)
            if (domains[person] >= 0)
            {
                commits[domains[person]] += sample.CommitsOf[person];
                known += sample.CommitsOf[person];
            }

        if (sample.Authors < Measurement.LeastPeople || known == 0)
            return Measurement.Absent;
        return new(Entropy.EffectiveNumber(commits), (double)known / sample.Commits);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        var domains = whole.Ranking.Where(person => table.Domains[person] >= 0)
            .GroupBy(person => table.Domains[person])
            .Select(people => (People: people.ToArray(), Commits: people.Sum(person => whole.CommitsOf[person])))
            .OrderByDescending(domain => domain.Commits).ThenBy(domain => domain.People[0]).ToList();
        int known = domains.Sum(domain => domain.Commits);
        int[] without = [.. whole.Ranking.Where(person => table.Domains[person] < 0)];
        return new Evidence
        {
            Calculation = $"{domains.Count} organisations in {known} of {whole.Commits} commits",
            Tables =
            [
                new("Commits by organisation", ["organisation", "people", "commits", "of known"],
                    [.. domains.Select((domain, i) => new EvidenceRow(
                        Cell.Domain(DomainOf(workings.History.Contributors[table.People[domain.People[0]]].Email)!, i + 1), domain.People.Length, domain.Commits,
                        Cell.Share(domain.Commits, known)).With(domain.People.SelectMany(workings.CommitsOf).Order()))]),
            ],
            Commits = Workings.Alike("Commits by people of a known organisation", domains.SelectMany(domain => domain.People).SelectMany(workings.CommitsOf).Order()),
            LeftOut = without.Length == 0 ? []
                : [new(whole.Commits - known, $"commits by {Phrases.Count(without.Length, "person", "people")} whose address names no organisation: free mail, noreply")
                    { Commits = [.. without.SelectMany(workings.CommitsOf).Order()] }],
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        $"{(networkLike ? "as many as" : "no more than")} {Phrases.OneDigit(value)} equally active organisations stand behind the commits";

    /// <summary>Numbers the organisations behind e-mails; −1 where an e-mail names none.</summary>
    public static int[] DomainsOf(IEnumerable<string> emails)
    {
        var numbers = new Dictionary<string, int>();
        return
        [
            .. emails.Select(email =>
            {
                if (DomainOf(email) is not { } domain)
                    return -1;
                if (!numbers.TryGetValue(domain, out int number))
                    numbers[domain] = number = numbers.Count;
                return number;
            }),
        ];
    }

    /// <summary>The registered domain of an e-mail, or null where it names no organisation.</summary>
    public static string? DomainOf(string email)
    {
        string[] labels = email[(email.LastIndexOf('@') + 1)..].ToLowerInvariant().Split('.');
        if (!email.Contains('@') || labels.Length < 2 || labels.Contains("") || labels.Contains("noreply"))
            return null;
        int keep = labels.Length > 2 && labels[^1].Length == 2 && PublicSecondLevels.Contains(labels[^2]) ? 3 : 2;
        string domain = string.Join('.', labels[^keep..]);
        // yahoo.co.uk and hotmail.fr are as free as yahoo.com and hotmail.com.
        string anywhere = labels[^keep] + ".com";
        return FreeMail.Contains(domain) || FreeMail.Contains(anywhere) || Reserved.Contains(labels[^1]) || Reserved.Contains(labels[^keep]) ? null : domain;
    }
}
