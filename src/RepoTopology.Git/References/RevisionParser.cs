namespace RepoTopology.Git;

/// <summary>Resolves one side of a revision: a name, then any number of <c>~n</c>, <c>^n</c>, <c>^{}</c>, <c>^{commit}</c>.</summary>
internal sealed class RevisionParser(GitRepository repository, ObjectReader reader, string text)
{
    /// <summary>The part of git's grammar that is used here and not supported, or null.</summary>
    public string? UnsupportedForm
    {
        get
        {
            foreach (string form in (string[])["...", "@{", "^{/", "^@", "^!", "^-"])
                if (text.Contains(form, StringComparison.Ordinal))
                    return form;
            return text.StartsWith('^') ? "^A" : text.StartsWith(":/", StringComparison.Ordinal) ? ":/TEXT" : text.Contains(':') ? "REV:PATH" : null;
        }
    }

    /// <summary>The commit that an expression names, annotated tags peeled.</summary>
    public ObjectId Commit(string expression)
    {
        int at = expression.AsSpan().IndexOfAny('~', '^');
        if (at < 0)
            at = expression.Length;
        var id = Named(expression[..at]);
        while (at < expression.Length)
        {
            char sign = expression[at++];
            if (sign == '^' && at < expression.Length && expression[at] == '{')
            {
                id = PeelTo(id, expression, ref at);
                continue;
            }

            if (sign is not ('~' or '^'))
                throw Unknown(expression);
            int? number = Number(expression, ref at);
            id = PeelToCommit(id);
            if (sign == '~')
                id = Ancestor(id, number ?? 1);
            else if (number != 0)
                id = Parent(id, number ?? 1);
        }

        return PeelToCommit(id);
    }

    private ObjectId Named(string name)
    {
        if (name is "@" or "HEAD")
            return repository.References.TryResolve("HEAD", out var head) ? head : throw RevisionHints.NoHead(repository);
        if (ObjectId.TryParse(name, out var id))
            return reader.TryReadHeader(id, out _, out _) ? id : throw RevisionHints.Absent(repository, name);

        // In this order the first that exists is taken.
        foreach (string full in (string[])[
            name, $"refs/{name}", $"refs/tags/{name}", $"refs/heads/{name}", $"refs/remotes/{name}", $"refs/remotes/{name}/HEAD"])
            if (repository.References.TryResolve(full, out id))
                return id;

        if (AbbreviatedId.TryFind(repository, reader, name, out id))
            return id;

        // NAME-N-gID, as `git describe` prints it.
        int g = name.LastIndexOf("-g", StringComparison.Ordinal);
        if (g > 0 && AbbreviatedId.TryFind(repository, reader, name[(g + 2)..], out id))
            return id;
        throw Unknown(name);
    }

    private ObjectId PeelTo(ObjectId id, string expression, ref int at)
    {
        int close = expression.IndexOf('}', at);
        if (close < 0)
            throw Unknown(expression);
        string kind = expression[(at + 1)..close];
        at = close + 1;
        return kind switch
        {
            "" => Peel(id, out _),
            "commit" => PeelToCommit(id),
            "object" => id,
            _ => throw new RevisionException($"'^{{{kind}}}' in '{text}' does not ask for a commit; write '^{{commit}}' or leave it out"),
        };
    }

    private ObjectId PeelToCommit(ObjectId id)
    {
        var peeled = Peel(id, out var type);
        return type == ObjectType.Commit
            ? peeled
            : throw new RevisionException($"'{text}' is a {type.ToString().ToLowerInvariant()}, not a commit; name a branch, a tag or a commit");
    }

    private ObjectId Peel(ObjectId id, out ObjectType type) =>
        AnnotatedTag.TryPeel(reader, id, out var peeled, out type)
            ? peeled
            : throw new GitDataException(GitDataProblem.Missing, $"'{text}' leads to {peeled}, which is not in this repository");

    private ObjectId Ancestor(ObjectId id, int generations)
    {
        for (; generations > 0; generations--)
            id = Parent(id, 1);
        return id;
    }

    private ObjectId Parent(ObjectId id, int number)
    {
        if (repository.ParentOverrides.TryGetValue(id, out var parents))
            return number <= parents.Length ? parents[number - 1] : throw RevisionHints.NoParent(repository, text, id, parents.Length);
        var commit = CommitView.Parse(reader.Read(id, ObjectType.Commit), id);
        return number <= commit.ParentCount
            ? commit.Parent(number - 1)
            : throw RevisionHints.NoParent(repository, text, id, commit.ParentCount);
    }

    // A number too large for any history stays too large.
    private static int? Number(string expression, ref int at)
    {
        int start = at;
        while (at < expression.Length && char.IsAsciiDigit(expression[at]))
            at++;
        if (at == start)
            return null;
        return int.TryParse(expression.AsSpan(start, at - start), out int number) ? number : int.MaxValue;
    }

    private RevisionException Unknown(string name) => RevisionHints.Unknown(repository, text, name);
}
