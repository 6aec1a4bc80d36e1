namespace RepoTopology.Code;

/// <summary>The references of one file.</summary>
internal sealed record ReferenceSum(List<(int From, int To, CodeReferenceKind Kind, int Count)> Found, int Identifiers, int Unresolved, string? Limit)
{
    public static ReferenceSum Of(ReferenceWalker walker, ParsedProject project, ParsedFile file, ProjectFile source)
    {
        string? limit = null;
        try
        {
            walker.Walk(project, file);
        }
        catch (InsufficientExecutionStackException)
        {
            limit = $"{source.Files[file.File].Path}: references were not all read, it is nested too deep";
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // The binder is not ours, and source that nobody would write may find a fault in it: that costs one file, not the run.
            limit = $"{source.Files[file.File].Path}: references were not all read, the compiler failed on it ({e.GetType().Name})";
        }

        return new ReferenceSum([.. walker.Found.Select(pair => (pair.Key.From, pair.Key.To, pair.Key.Kind, pair.Value))], walker.Identifiers, walker.Unresolved, limit);
    }

    /// <summary>Adds a project's references to its declarations.</summary>
    public static ProjectFacts Complete(ProjectFacts facts, int project, IEnumerable<ReferenceSum> files, IReadOnlyList<ProjectFile> projects, TypeTable types)
    {
        var sums = files.ToList();
        var total = new Dictionary<(int From, int To, CodeReferenceKind Kind), int>();
        foreach (var (from, to, kind, count) in sums.SelectMany(sum => sum.Found))
            total[(from, to, kind)] = total.GetValueOrDefault((from, to, kind)) + count;
        int first = types.FirstOf(project);
        return facts with
        {
            References =
            [
                .. total.OrderBy(pair => pair.Key.From).ThenBy(pair => pair.Key.To).ThenBy(pair => pair.Key.Kind)
                    .Select(pair => new ReferenceFact(pair.Key.From - first, projects[types.ProjectOf(pair.Key.To)].Path, types.Type(pair.Key.To).Key, pair.Key.Kind, pair.Value)),
            ],
            Identifiers = sums.Sum(sum => sum.Identifiers),
            Unresolved = sums.Sum(sum => sum.Unresolved),
            Limits = [.. facts.Limits, .. sums.Select(sum => sum.Limit).OfType<string>()],
        };
    }
}
