using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>Says what to do where a shallow clone does not hold what a change is compared with.</summary>
internal static class LackingCommits
{
    /// <exception cref="RequestException">The base, or what it has in common with the change, is not in this clone; with exit code 3 where the history is required.</exception>
    public static T Explained<T>(GitRepository repository, GateRequest request, Shell shell, Func<T> judge)
    {
        try
        {
            return judge();
        }
        catch (Exception missing) when (repository.ShallowBoundary.Count > 0 && missing is RevisionException or GitDataException { Problem: GitDataProblem.Missing })
        {
            string remedy = CiSystem.Detect(shell.Variable)?.FullClone ?? "run 'git fetch --unshallow'";
            throw new RequestException($"the history is insufficient: this clone lacks what a change since '{request.Base}' is compared with; {remedy}", missing)
            {
                Code = request.Repository.RequireHistory ? ExitCode.InsufficientHistory : ExitCode.Error,
            };
        }
    }
}
