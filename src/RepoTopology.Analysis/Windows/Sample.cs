namespace RepoTopology.Analysis;

/// <summary>
/// Tallies of a window's commits, each taken as often as it was drawn: once for the figures themselves, 0 to several times in a bootstrap
/// draw. Every indicator is a function of a sample.
/// </summary>
internal sealed class Sample
{
    private readonly Lazy<Graph> _coEdits;
    private readonly Lazy<int[]> _ranking;

    private Sample(WindowTable table)
    {
        Table = table;
        CommitsOf = new int[table.PersonCount];
        Touches = new int[table.TouchPerson.Length];
        Stakes = new int[table.StakePerson.Length];
        Zones = new int[table.Offsets.Length];
        Activity = new int[table.QuarterCount * table.PersonCount];
        Integrations = new int[table.IntegratorCount];
        SharedEdits = new int[table.QuarterCount];
        CoordinatedEdits = new int[table.QuarterCount];
        Reviews = new int[table.Reviewing.Count];
        RewrittenLines = new long[table.Rewriting?.Reverse.Length ?? 0];
        WordUses = new int[table.Vocabularies?.Words.Length ?? 0];
        _coEdits = new(() => CoEditing.Build(this));
        _ranking = new(Rank);
    }

    public WindowTable Table { get; }

    public int Commits { get; private set; }

    /// <summary>Person → commits.</summary>
    public int[] CommitsOf { get; }

    /// <summary>Touch → commits in which the person changed the file.</summary>
    public int[] Touches { get; }

    /// <summary>Stake → commits in which the person changed the module.</summary>
    public int[] Stakes { get; }

    /// <summary>Author offset → commits.</summary>
    public int[] Zones { get; }

    /// <summary>Quarter × person → commits; quarter 0 is the newest.</summary>
    public int[] Activity { get; }

    /// <summary>Integrator → mainline commits let in.</summary>
    public int[] Integrations { get; }

    /// <summary>Quarter → edits to files that several people edit.</summary>
    public int[] SharedEdits { get; }

    /// <summary>Quarter → those of them within days of somebody else's.</summary>
    public int[] CoordinatedEdits { get; }

    /// <summary>Reviewer → commits of others that they vouched for.</summary>
    public int[] Reviews { get; }

    public int ReviewedCommits { get; private set; }

    /// <summary>Pair of rewriter and rewritten → lines.</summary>
    public long[] RewrittenLines { get; }

    /// <summary>Person and word → changes and messages.</summary>
    public int[] WordUses { get; }

    public int MainlineCommits { get; private set; }

    /// <summary>Distinct people with a commit.</summary>
    public int Authors { get; private set; }

    /// <summary>People with a commit, most commits first.</summary>
    public int[] Ranking => _ranking.Value;

    /// <summary>Who edits the same files as whom; nodes are people.</summary>
    public Graph CoEdits => _coEdits.Value;

    /// <summary>Every commit once.</summary>
    public static Sample Whole(WindowTable table)
    {
        var sample = new Sample(table);
        for (int commit = 0; commit < table.CommitCount; commit++)
            sample.Add(commit);
        foreach (int integrator in table.Integrators)
            sample.AddIntegration(integrator);
        return sample;
    }

    /// <summary>
    /// As many commits as the window has, in contiguous blocks of about √n drawn with replacement (circular block bootstrap, Politis and
    /// Romano 1992): neighbouring commits belong together, so drawing single ones would make figures look too certain.
    /// </summary>
    public static Sample Draw(WindowTable table, Random random)
    {
        var sample = new Sample(table);
        DrawBlocks(table.CommitCount, random, sample.Add);
        DrawBlocks(table.Integrators.Length, random, commit => sample.AddIntegration(table.Integrators[commit]));
        return sample;
    }

    private static void DrawBlocks(int count, Random random, Action<int> add)
    {
        int length = Math.Max(1, (int)Math.Round(Math.Sqrt(count)));
        for (int drawn = 0; drawn < count; drawn += length)
        {
            int start = random.Next(count);
            for (int i = 0; i < Math.Min(length, count - drawn); i++)
                add((start + i) % count);
        }
    }

    private void Add(int commit)
    {
        int person = Table.Authors[commit];
        Commits++;
        if (CommitsOf[person]++ == 0)
            Authors++;
        Zones[Table.Zones[commit]]++;
        Activity[Table.Quarters[commit] * Table.PersonCount + person]++;
        foreach (int touch in Table.TouchesOfCommit[commit])
            Touches[touch]++;
        foreach (int stake in Table.StakesOfCommit[commit])
            Stakes[stake]++;
        SharedEdits[Table.Quarters[commit]] += Table.Coordination.Shared[commit];
        CoordinatedEdits[Table.Quarters[commit]] += Table.Coordination.Coordinated[commit];
        var reviewers = Table.Reviewing.ReviewersOf[commit];
        ReviewedCommits += reviewers.IsEmpty ? 0 : 1;
        foreach (int reviewer in reviewers)
            Reviews[reviewer]++;
        Table.Rewriting?.AddTo(RewrittenLines, commit);
        Table.Vocabularies?.AddTo(WordUses, commit);
    }

    private void AddIntegration(int integrator)
    {
        MainlineCommits++;
        if (integrator >= 0)
            Integrations[integrator]++;
    }

    private int[] Rank() =>
        [.. Enumerable.Range(0, Table.PersonCount).Where(p => CommitsOf[p] > 0).OrderByDescending(p => CommitsOf[p]).ThenBy(p => p)];
}
