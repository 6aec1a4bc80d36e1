using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>One module uses another.</summary>
/// <param name="From">Index into <see cref="RepositoryHistory.Modules"/>: the one that uses.</param>
/// <param name="To">The one that is used.</param>
/// <param name="References">How often: places in the code, or 1 where only a project's reference is known.</param>
public readonly record struct ModuleDependency(int From, int To, int References);

/// <summary>Which modules use which, as the code says.</summary>
/// <param name="Edges">Each pair once, no module with itself.</param>
/// <param name="Tests">Modules that hold tests: they use others and say nothing about how far a change reaches.</param>
public sealed record ModuleDependencies(ImmutableArray<ModuleDependency> Edges, ImmutableHashSet<int> Tests)
{
    /// <summary>Modules that the code says something about.</summary>
    public IEnumerable<int> Modules => Edges.SelectMany(edge => (int[])[edge.From, edge.To]).Distinct().Order();

    /// <summary>Modules, tests left out, that use a module directly or through others; not the module itself.</summary>
    public IReadOnlySet<int> DependantsOf(int module)
    {
        var users = UsersOf;
        var reached = new HashSet<int>();
        var open = new Stack<int>([module]);
        while (open.TryPop(out int next))
            foreach (int user in users[next])
                if (!Tests.Contains(user) && reached.Add(user))
                    open.Push(user);
        reached.Remove(module);
        return reached;
    }

    private ILookup<int, int> UsersOf => field ??= Edges.ToLookup(edge => edge.To, edge => edge.From);
}
