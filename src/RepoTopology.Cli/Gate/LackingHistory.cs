using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Says what to do where a clone does not hold what the gate needs.</summary>
internal static class LackingHistory
{
    /// <summary>Judges a change, in a shallow clone perhaps.</summary>
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

    /// <returns>What weakens a result in a partial clone; null where lines could be followed to where they came from.</returns>
    /// <exception cref="RequestException">They could not, and the history is required; with exit code 3.</exception>
    public static string? Contents(GitRepository repository, GateRequest request, Shell shell, LivingLines lines)
    {
        if (!repository.IsPartialClone || lines.IsComplete)
            return null;
        string remedy = CiSystem.Detect(shell.Variable)?.Name == "GitHub Actions" ? "leave 'filter:' out of the actions/checkout step" : "clone without --filter";
        return request.Repository.RequireHistory
            ? throw new RequestException($"the history is insufficient: this partial clone lacks contents that lines came from; {remedy}") { Code = ExitCode.InsufficientHistory }
            : $"This partial clone lacks contents that lines came from, and what they would tell fails nobody. For that {remedy}, or import a cache.";
    }
}
