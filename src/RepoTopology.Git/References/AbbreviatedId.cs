namespace RepoTopology.Git;

/// <summary>Ids of which only the first digits are given.</summary>
internal static class AbbreviatedId
{
    private const int MinimumDigits = 4;
    private const int CandidateLimit = 10_000;
    private const int ListedLimit = 8;

    /// <summary>The one object that starts with these digits; where there are several, the one that is a commit or a tag of one.</summary>
    /// <exception cref="RevisionException">There are several.</exception>
    public static bool TryFind(GitRepository repository, ObjectReader reader, string digits, out ObjectId id)
    {
        id = default;
        if (digits.Length is < MinimumDigits or > ObjectId.HexSize || !digits.All(char.IsAsciiHexDigit))
            return false;
        var candidates = repository.Objects.FindByPrefix(digits.ToLowerInvariant(), CandidateLimit);
        if (candidates.Count == 0)
            return false;
        if (candidates.Count > 1)
        {
            var commits = candidates.Where(candidate => LeadsToCommit(reader, candidate)).ToList();
            if (commits.Count != 1)
                throw Ambiguous(reader, digits, commits.Count == 0 ? candidates : commits);
            candidates = commits;
        }

        id = candidates[0];
        return true;
    }

    private static bool LeadsToCommit(ObjectReader reader, ObjectId id) =>
        AnnotatedTag.TryPeel(reader, id, out _, out var type) && type == ObjectType.Commit;

    private static RevisionException Ambiguous(ObjectReader reader, string digits, IReadOnlyList<ObjectId> candidates)
    {
        var listed = candidates.Take(ListedLimit)
            .Select(id => reader.TryReadHeader(id, out var type, out _) ? $"{type.ToString().ToLowerInvariant()} {id}" : id.ToString());
        string rest = candidates.Count > ListedLimit ? $" and {candidates.Count - ListedLimit} more" : "";
        return new RevisionException($"'{digits}' is ambiguous: {string.Join(", ", listed)}{rest}; write more digits");
    }
}
