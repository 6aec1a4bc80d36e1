using System.Collections.Immutable;
using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>The graphs of an analysis with names and figures. Nodes and edges are in the analysis' order, so that the same analysis gives the same bytes.</summary>
public static class GraphDocuments
{
    /// <summary>Kinds of edges of <see cref="Contributors"/>.</summary>
    public static IReadOnlyList<string> ContributorEdges { get; } = [CoEdit, .. Enum.GetValues<TieKind>().Select(KindOf)];

    private const string CoEdit = "co-edit";

    private static readonly GraphField
        Kind = Text("kind"), Commits = Integer("commits"), Lines = Integer("lines"), Layer = Text("layer"), Community = Integer("community"),
        Component = Integer("component"), PageRank = Number("pageRank"), Core = Integer("core"), Share = Number("share");

    /// <summary>
    /// People by what ties them. Figures of nodes and the centralisation are those of the co-edit graph; people who only rewrote, were rewritten or
    /// reviewed from outside the window's authors have none.
    /// </summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="options">Whether e-mail addresses are shown.</param>
    /// <param name="kinds">Which of <see cref="ContributorEdges"/>; the nodes stay the same but for people outside the window's authors.</param>
    public static GraphDocument Contributors(RepositoryAnalysis analysis, ReportOptions options, IReadOnlyCollection<string> kinds)
    {
        var names = new GraphNames(analysis, options);
        var (graph, people) = analysis.ContributorGraph;
        var measures = GraphMeasures.Of(graph);
        var standings = analysis.Contributors.ToDictionary(standing => standing.Contributor);
        var ties = analysis.ContributorGraph.Ties.Where(tie => kinds.Contains(KindOf(tie.Kind))).ToList();
        var outside = ties.SelectMany(tie => new[] { tie.From, tie.To }).Distinct().Except(people).Order();
        return new GraphDocument
        {
            Name = "contributors",
            Properties = Properties(analysis, measures),
            NodeFields = [Commits, Layer, Community, Component, PageRank, Core],
            EdgeFields = [],
            Nodes =
            [
                .. people.Select((person, node) => new GraphNode(names.IdOfPerson(person), names.Person(person),
                [
                    (long)(standings.GetValueOrDefault(person)?.Commits ?? 0), LayerOf(standings.GetValueOrDefault(person)), CommunityOf(measures, node),
                    (long)measures.Component[node], measures.PageRank[node], (long)measures.Core[node],
                ])),
                .. outside.Select(person => new GraphNode(names.IdOfPerson(person), names.Person(person), [0L, null, null, null, null, null])),
            ],
            Edges =
            [
                .. kinds.Contains(CoEdit) ? EdgesOf(graph).Select(edge => Edge(names.IdOfPerson(people[edge.From]), names.IdOfPerson(people[edge.To]), CoEdit, edge.Weight)) : [],
                .. ties.Select(tie => Edge(names.IdOfPerson(tie.From), names.IdOfPerson(tie.To), KindOf(tie.Kind), tie.Weight) with { IsDirected = tie.IsDirected }),
            ],
        };
    }

    /// <summary>Modules by the commits that touch both, with what <see cref="ModuleCoupling"/> says of each pair. Confidences are of source and target.</summary>
    public static GraphDocument Modules(RepositoryAnalysis analysis, ReportOptions options)
    {
        var names = new GraphNames(analysis, options);
        var (graph, modules) = analysis.ModuleGraph;
        var measures = GraphMeasures.Of(graph);
        var standings = analysis.Modules.ToDictionary(standing => standing.Module);
        return new GraphDocument
        {
            Name = "modules",
            Properties = [.. Properties(analysis, measures), (Commits, (long)analysis.ModuleGraph.Commits)],
            NodeFields = [Text("directory"), Commits, Integer("authors"), Number("risk"), Community, Component, PageRank, Core],
            EdgeFields =
            [
                Number("support"), Number("confidenceSource"), Number("confidenceTarget"), Number("lift"), Number("pValue"), Number("qValue"), Text("significant"),
            ],
            Nodes =
            [
                .. modules.Select((module, node) => new GraphNode(names.IdOfModule(module), names.Module(module),
                [
                    GraphDocument.Clean(analysis.History.Modules[module].Directory), (long)standings[module].Commits, (long)standings[module].Authors,
                    standings[module].Risk, CommunityOf(measures, node), (long)measures.Component[node], measures.PageRank[node], (long)measures.Core[node],
                ])),
            ],
            Edges =
            [
                .. ModuleCoupling.Of(analysis).Select(pair => Edge(names.IdOfModule(pair.A), names.IdOfModule(pair.B), "co-change", pair.Together) with
                {
                    Values =
                    [
                        pair.Support, pair.ConfidenceAb, pair.ConfidenceBa, pair.Lift, pair.PValue, pair.QValue,
                        pair.QValue < ModuleCoupling.Significant ? "yes" : "no",
                    ],
                }),
            ],
        };
    }

    /// <summary>
    /// People and the modules whose living lines they wrote, weighted by their share of all its lines (of unknown ones nobody has a share); where
    /// lines were not read, by their share of its commits in the window.
    /// </summary>
    public static GraphDocument Ownership(RepositoryAnalysis analysis, ReportOptions options)
    {
        var names = new GraphNames(analysis, options);
        bool byLines = analysis.Lines is not null;
        var commits = analysis.OwnershipGraph.Edges.ToDictionary(edge => (edge.Contributor, edge.Module));
        var shares = byLines
            ? analysis.Risk.Modules.SelectMany(module => module.Holdings.Held.Select(held =>
                (Person: held.Contributor, module.Module, Lines: (long?)held.Lines, Share: (double)held.Lines / module.Holdings.Lines))).ToList()
            : analysis.OwnershipGraph.Edges.Select(edge => (Person: edge.Contributor, edge.Module, Lines: (long?)null, edge.Share)).ToList();
        var linesOf = shares.ToLookup(share => share.Person, share => share.Lines);
        var standings = analysis.Contributors.ToDictionary(standing => standing.Contributor);
        var moduleCommits = analysis.Modules.ToDictionary(standing => standing.Module, standing => standing.Commits);
        var moduleLines = analysis.Risk.Modules.ToDictionary(module => module.Module, module => module.Holdings.Lines);
        return new GraphDocument
        {
            Name = "ownership",
            Properties = [.. Properties(analysis, null), (Text("basis"), byLines ? "living-lines" : "commits")],
            NodeFields = [Kind, Commits, Lines, Layer],
            EdgeFields = [Share, Lines, Commits],
            Nodes =
            [
                .. shares.Select(share => share.Person).Distinct().OrderBy(names.RankOfPerson).Select(person => new GraphNode(
                    names.IdOfPerson(person), names.Person(person),
                    [
                        "person", (long)(standings.GetValueOrDefault(person)?.Commits ?? 0),
                        byLines ? linesOf[person].Sum() : null, LayerOf(standings.GetValueOrDefault(person)),
                    ])),
                .. shares.Select(share => share.Module).Distinct().OrderBy(names.RankOfModule).Select(module => new GraphNode(
                    names.IdOfModule(module), names.Module(module),
                    ["module", (long)moduleCommits.GetValueOrDefault(module), byLines ? moduleLines[module] : null, null])),
            ],
            Edges =
            [
                .. shares.Select(share => Edge(names.IdOfPerson(share.Person), names.IdOfModule(share.Module), "owns", share.Share) with
                {
                    Values = [share.Share, share.Lines, (long)commits.GetValueOrDefault((share.Person, share.Module)).Commits],
                }),
            ],
        };
    }

    private static ImmutableArray<(GraphField, object?)> Properties(RepositoryAnalysis analysis, GraphMeasures? measures)
    {
        (GraphField, object?)[] common =
        [
            (Text("repository"), GraphDocument.Clean(RepositoryName.Of(analysis.History))),
            (Text("commit"), analysis.History.Head.ToString()),
            (Text("windowFrom"), JsonFields.TimeText(analysis.Window.From)),
            (Text("windowTo"), JsonFields.TimeText(analysis.Window.To)),
            (Integer("windowMonths"), (long)analysis.Window.Months),
        ];
        return measures is null ? [.. common] : [.. common, (Number("centralisation"), measures.Centralisation), (Number("modularity"), measures.Modularity)];
    }

    private static IEnumerable<(int From, int To, double Weight)> EdgesOf(Graph graph)
    {
        for (int node = 0; node < graph.NodeCount; node++)
            for (int i = graph.Starts[node]; i < graph.Starts[node + 1]; i++)
                if (graph.Targets[i] > node)
                    yield return (node, graph.Targets[i], graph.Weights[i]);
    }

    private static GraphEdge Edge(string source, string target, string kind, double weight) => new(source, target, kind, false, weight, []);

    private static string KindOf(TieKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static object? LayerOf(ContributorStanding? standing) => standing?.Layer is { } layer ? layer.ToString().ToLowerInvariant() : null;

    private static object? CommunityOf(GraphMeasures measures, int node) => measures.Community[node] is >= 0 and var community ? (long)community : null;

    private static GraphField Text(string name) => new(name, GraphFieldType.Text);

    private static GraphField Integer(string name) => new(name, GraphFieldType.Integer);

    private static GraphField Number(string name) => new(name, GraphFieldType.Number);
}
