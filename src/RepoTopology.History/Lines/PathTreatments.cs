using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>How the lines of each path of a history are compared, by its attributes.</summary>
public static class PathTreatments
{
    /// <summary>One for each of <see cref="RepositoryHistory.Paths"/>.</summary>
    /// <param name="repository">Where the attributes are.</param>
    /// <param name="history">Has the paths.</param>
    /// <param name="source">Which attributes.</param>
    /// <param name="isCapped">Whether there were too many rules for so many paths: the last ones are compared by their content.</param>
    public static DiffTreatment[] Read(GitRepository repository, RepositoryHistory history, AttributeSource source, out bool isCapped)
    {
        isCapped = false;
        var treatments = new DiffTreatment[history.Paths.Length];
        using var reader = repository.Objects.CreateReader();
        var attributes = source == AttributeSource.AnalysedCommit
            ? GitAttributes.OfTree(reader, CommitView.Parse(reader.Read(history.Head, ObjectType.Commit), history.Head).Tree)
            : GitAttributes.OfWorkTree(repository, usersToo: source == AttributeSource.AsGit);
        if (attributes.IsEmpty)
            return treatments;
        var rule = new DiffTreatments(attributes, repository.Config);
        for (int i = 0; i < treatments.Length; i++)
            treatments[i] = rule.Of(history.Paths[i].Bytes.AsSpan());
        isCapped = attributes.IsCapped;
        return treatments;
    }
}
