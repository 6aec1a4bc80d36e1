namespace RepoTopology.Analysis;

/// <summary>
/// How near somebody is to a module that they do not know yet: the sum of four parts, each 0 to 1 and weighted 3, 2, 1 and ½.
/// <list type="number">
/// <item>What they did there already: the larger of their shares of its lines and of its commits, over what knowing takes.</item>
/// <item>Whom they edit files with: the share of their co-edits that is with those who know the module or, where nobody is left, with its largest holder.</item>
/// <item>Where else they work: the largest, over the modules they work on, of their share of commits there times how often the two modules change together.</item>
/// <item>How active they are: their share of the window's commits, over the most active person's.</item>
/// </list>
/// </summary>
internal sealed class Nearness
{
    private readonly RepositoryAnalysis _analysis;
    private readonly Dictionary<int, int> _nodeOfPerson;
    private readonly Dictionary<int, int> _nodeOfModule;
    private readonly Dictionary<int, double> _activity;
    private readonly ILookup<int, OwnershipEdge> _modulesOf;
    private readonly Dictionary<(int, int), double> _commits;
    private readonly Dictionary<(int, int), double> _lines;
    private readonly Dictionary<int, int> _holder;

    public Nearness(RepositoryAnalysis analysis)
    {
        _analysis = analysis;
        _nodeOfPerson = NodeOf(analysis.ContributorGraph.Nodes);
        _nodeOfModule = NodeOf(analysis.ModuleGraph.Nodes);
        double busiest = analysis.Contributors.Select(standing => standing.Share).DefaultIfEmpty(0).Max();
        _activity = analysis.Contributors.ToDictionary(standing => standing.Contributor, standing => busiest == 0 ? 0 : standing.Share / busiest);
        _modulesOf = analysis.OwnershipGraph.Edges.ToLookup(edge => edge.Contributor);
        _commits = analysis.OwnershipGraph.Edges.ToDictionary(edge => (edge.Contributor, edge.Module), edge => edge.Share);
        _lines = analysis.Risk.Modules
            .SelectMany(module => module.Holdings.Held.Select(held => (held.Contributor, module.Module, Share: (double)held.Lines / module.Holdings.Lines)))
            .ToDictionary(held => (held.Contributor, held.Module), held => held.Share);
        _holder = analysis.Risk.Modules.Where(module => module.Holdings.Held.Length > 0).ToDictionary(module => module.Module, module => module.Holdings.Held[0].Contributor);
    }

    /// <param name="person">Contributor.</param>
    /// <param name="module">Module.</param>
    /// <param name="knowers">Who knows the module.</param>
    public Pairing Of(int person, int module, IReadOnlyList<int> knowers)
    {
        double done = Math.Max(_lines.GetValueOrDefault((person, module)), _commits.GetValueOrDefault((person, module)));
        var (together, mate) = SharedEdits(person, knowers.Count > 0 ? knowers : _holder.TryGetValue(module, out int holder) ? [holder] : []);
        var (nearby, neighbour) = Nearby(person, module);
        (double Weight, PairingReason Reason, int Other)[] parts =
        [
            (3 * Math.Min(1, done / Knowers.LeastShare), PairingReason.KnowsSome, -1),
            (2 * together, PairingReason.WorksWith, mate),
            (nearby, PairingReason.WorksNearby, neighbour),
            (0.5 * _activity.GetValueOrDefault(person), PairingReason.Active, -1),
        ];
        var main = parts.SkipLast(1).MaxBy(part => part.Weight);
        if (main.Weight <= 0)
            main = parts[^1];
        return new Pairing(person, module, parts.Sum(part => part.Weight), main.Reason, main.Other);
    }

    private (double Share, int Mate) SharedEdits(int person, IReadOnlyList<int> others)
    {
        if (!_nodeOfPerson.TryGetValue(person, out int node))
            return (0, -1);
        var graph = _analysis.ContributorGraph.Graph;
        var neighbours = graph.NeighboursOf(node);
        var weights = graph.WeightsOf(node);
        double all = 0, shared = 0, most = 0;
        int mate = -1;
        for (int i = 0; i < neighbours.Length; i++)
        {
            all += weights[i];
            int other = _analysis.ContributorGraph.Nodes[neighbours[i]];
            if (!others.Contains(other))
                continue;
            shared += weights[i];
            if (weights[i] > most)
                (most, mate) = (weights[i], other);
        }

        return (all == 0 ? 0 : shared / all, mate);
    }

    private (double Tie, int Module) Nearby(int person, int module)
    {
        if (!_nodeOfModule.TryGetValue(module, out int node))
            return (0, -1);
        var graph = _analysis.ModuleGraph.Graph;
        var neighbours = graph.NeighboursOf(node);
        var weights = graph.WeightsOf(node);
        double strongest = 0, best = 0;
        foreach (double weight in weights)
            strongest = Math.Max(strongest, weight);
        int found = -1;
        foreach (var edge in _modulesOf[person])
        {
            if (!_nodeOfModule.TryGetValue(edge.Module, out int other) || neighbours.BinarySearch(other) is var at && at < 0)
                continue;
            double tie = edge.Share * weights[at] / strongest;
            if (tie > best)
                (best, found) = (tie, edge.Module);
        }

        return (best, found);
    }

    private static Dictionary<int, int> NodeOf(IReadOnlyList<int> nodes) =>
        nodes.Select((item, node) => (item, node)).ToDictionary(pair => pair.item, pair => pair.node);
}
