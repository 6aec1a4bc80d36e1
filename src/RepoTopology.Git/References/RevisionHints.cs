namespace RepoTopology.Git;

/// <summary>The sentences for a revision that names no commit: what is wrong, and what to do next.</summary>
internal static class RevisionHints
{
    private const int SuggestionLimit = 3;
    private const int LongestCompared = 200;

    public static RevisionException Unknown(GitRepository repository, string text, string name)
    {
        var names = ShortNames(repository).ToList();
        if (names.Count == 0 && !repository.References.TryResolve("HEAD", out _))
            return new RevisionException("the repository has no commits yet");
        var close = names
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= Math.Max(1, name.Length / 3))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(SuggestionLimit)
            .Select(candidate => $"'{candidate.Name}'")
            .ToList();
        string hint = close.Count > 0 ? $"did you mean {string.Join(" or ", close)}?"
            : "name a branch, a tag or a commit of this repository" + IfShallow(repository);
        return new RevisionException($"unknown revision '{text}'; {hint}");
    }

    public static RevisionException Absent(GitRepository repository, string id) =>
        new($"unknown revision '{id}'; no object of that id is in this repository{IfShallow(repository)}");

    public static RevisionException NoHead(GitRepository repository)
    {
        string? other = ShortNames(repository).FirstOrDefault();
        return new RevisionException(other is null
            ? "the repository has no commits yet"
            : $"HEAD points at the branch '{repository.References.HeadBranch}', which is not there; name another one, such as '{other}'");
    }

    public static RevisionException NoParent(GitRepository repository, string text, ObjectId commit, int parents)
    {
        string has = parents switch { 0 => "no parent", 1 => "one parent", _ => $"{parents} parents" };
        string where = repository.ShallowBoundary.Contains(commit) ? " in this shallow clone (`git fetch --unshallow` brings the rest)" : "";
        return new RevisionException($"'{text}' goes too far: commit {commit} has {has}{where}");
    }

    private static string IfShallow(GitRepository repository) =>
        repository.ShallowBoundary.Count > 0 ? ", which is a shallow clone (`git fetch --unshallow` brings the rest)" : "";

    private static IEnumerable<string> ShortNames(GitRepository repository)
    {
        foreach (string prefix in (string[])["refs/heads/", "refs/tags/", "refs/remotes/"])
            foreach (var (name, _) in repository.References.List(prefix))
                yield return name[prefix.Length..];
    }

    /// <summary>
    /// Edit distance: insertions, deletions, substitutions and swaps of neighbours; a candidate that ends in "/name" is at distance 1
    /// (origin/topic for topic).
    /// </summary>
    internal static int Distance(string name, string candidate)
    {
        if (candidate.EndsWith('/' + name, StringComparison.Ordinal))
            return 1;
        if (name.Length > LongestCompared || Math.Abs(name.Length - candidate.Length) > Math.Max(1, name.Length / 3))
            return int.MaxValue;

        int[] before = new int[candidate.Length + 1], previous = new int[candidate.Length + 1], current = new int[candidate.Length + 1];
        for (int j = 0; j <= candidate.Length; j++)
            previous[j] = j;
        for (int i = 1; i <= name.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= candidate.Length; j++)
            {
                int cost = char.ToLowerInvariant(name[i - 1]) == char.ToLowerInvariant(candidate[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && name[i - 1] == candidate[j - 2] && name[i - 2] == candidate[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[candidate.Length];
    }
}
