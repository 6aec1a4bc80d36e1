using System.Collections.Immutable;
using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>What a node of a code graph is.</summary>
public enum CodeLevel
{
    Project,
    Namespace,
    Type,
}

/// <summary>
/// Who uses whom in the code, with the living lines of each node: projects by their references, namespaces and types by what stands in the source. A layer is 0
/// for what uses nothing else; <c>cycle</c> numbers the circles. Generated types are left out, tests are marked. In JSON, types have their members.
/// </summary>
public static class CodeGraphs
{
    private static readonly GraphField
        Kind = new("kind", GraphFieldType.Text), Test = new("test", GraphFieldType.Text), Layer = new("layer", GraphFieldType.Integer), Cycle = new("cycle", GraphFieldType.Integer),
        Lines = new("lines", GraphFieldType.Integer), TopShare = new("topShare", GraphFieldType.Number), TopContributor = new("topContributor", GraphFieldType.Text),
        MedianAge = new("medianAgeDays", GraphFieldType.Number), OrphanedShare = new("orphanedShare", GraphFieldType.Number), Key = new("key", GraphFieldType.Text);

    /// <param name="analysis">Names people.</param>
    /// <param name="code">Read as deep as the level needs.</param>
    /// <param name="ownership">The lines of its types.</param>
    /// <param name="level">What the nodes are.</param>
    /// <param name="options">Whether e-mail addresses are shown.</param>
    public static GraphDocument Of(RepositoryAnalysis analysis, CodeModel code, MemberOwnership ownership, CodeLevel level, ReportOptions options)
    {
        var history = analysis.History;
        int[] nodeOf = level switch
        {
            CodeLevel.Project => [.. code.Types.Select(type => type.Project)],
            CodeLevel.Namespace => [.. code.Types.Select(type => type.Namespace)],
            _ => [.. Enumerable.Range(0, code.Types.Length)],
        };
        int count = level switch { CodeLevel.Project => code.Projects.Length, CodeLevel.Namespace => code.Namespaces.Length, _ => code.Types.Length };
        var lines = level == CodeLevel.Type ? ownership.Types : LinesOf(ownership, nodeOf, count);
        var edges = Edges(code, level, nodeOf);
        var structure = Components.Compute(count, edges.Select(edge => (edge.From, edge.To)));
        int[] cycleOf = CyclesOf(structure, count);
        bool[] shown = level == CodeLevel.Type ? [.. code.Types.Select(type => !type.IsGenerated)] : [.. Enumerable.Repeat(true, count)];
        bool[] tests = TestsOf(code, level, nodeOf, count);
        return new GraphDocument
        {
            Name = $"{level.ToString().ToLowerInvariant()}s",
            Properties =
            [
                (new("repository", GraphFieldType.Text), GraphDocument.Clean(RepositoryName.Of(history))),
                (new("commit", GraphFieldType.Text), history.Head.ToString()),
                (new("depth", GraphFieldType.Text), string.Join(", ", code.Projects.Select(project => project.Depth).Distinct().Order().Select(depth => depth.ToString().ToLowerInvariant()))),
                (new("unresolvedShare", GraphFieldType.Number), UnresolvedShare(code)),
            ],
            NodeFields = [Kind, Test, Layer, Cycle, Lines, TopShare, TopContributor, MedianAge, OrphanedShare],
            MemberFields = level == CodeLevel.Type ? [Key, Kind, Lines, TopShare, TopContributor, MedianAge, OrphanedShare] : [],
            EdgeFields = [],
            Nodes =
            [
                .. Enumerable.Range(0, count).Where(node => shown[node]).Select(node => new GraphNode(IdOf(level, node), GraphDocument.Clean(NameOf(code, level, node)),
                [
                    KindOf(code, level, node), tests[node] ? "yes" : "no", (long)structure.Layer[structure.Of[node]], cycleOf[node] < 0 ? null : (long)cycleOf[node],
                    .. Ownership(lines[node]),
                ])
                {
                    Members = level == CodeLevel.Type ? Members(code.Types[node]) : [],
                }),
            ],
            Edges =
            [
                .. edges.Where(edge => shown[edge.From] && shown[edge.To]).Select(edge =>
                    new GraphEdge(IdOf(level, edge.From), IdOf(level, edge.To), edge.Kind, IsDirected: true, edge.Count, [])),
            ],
        };

        ImmutableArray<ImmutableArray<object?>> Members(CodeType type) =>
        [
            .. Enumerable.Range(type.FirstMember, type.MemberCount).Select(member => (ImmutableArray<object?>)
                [GraphDocument.Clean(code.Members[member].Key), Words(code.Members[member].Kind), .. Ownership(ownership.Members[member])]),
        ];

        // Of the lines whose author is known.
        object?[] Ownership(SymbolLines held)
        {
            var top = held.Held.FirstOrDefault(new PersonLines(-1, 0));
            return
            [
                held.Known,
                held.Known == 0 ? null : (double)top.Lines / held.Known,
                top.Contributor < 0 ? null : GraphDocument.Clean(ContributorName.Of(history.Contributors[top.Contributor], options.Emails)),
                held.MedianAge(history, analysis.Window.To),
                held.Known == 0 ? null : (double)held.Held.Where(person => analysis.Risk.HasLeft[person.Contributor]).Sum(person => person.Lines) / held.Known,
            ];
        }
    }

    private static ImmutableArray<SymbolLines> LinesOf(MemberOwnership ownership, int[] nodeOf, int count)
    {
        var types = Enumerable.Range(0, nodeOf.Length).ToLookup(type => nodeOf[type], type => ownership.Types[type]);
        return [.. Enumerable.Range(0, count).Select(node => SymbolLines.Sum(types[node]))];
    }

    private static List<(int From, int To, string Kind, int Count)> Edges(CodeModel code, CodeLevel level, int[] nodeOf)
    {
        var counts = new SortedDictionary<(int From, int To, string Kind), int>();
        if (level == CodeLevel.Project)
            for (int project = 0; project < code.Projects.Length; project++)
                foreach (int used in code.Projects[project].References)
                    counts[(project, used, "references")] = 1;
        else
            foreach (var reference in code.References)
                if (nodeOf[reference.From] != nodeOf[reference.To])
                {
                    var key = (nodeOf[reference.From], nodeOf[reference.To], level == CodeLevel.Type ? reference.Kind.ToString().ToLowerInvariant() : "uses");
                    counts[key] = counts.GetValueOrDefault(key) + reference.Count;
                }

        return [.. counts.Select(edge => (edge.Key.From, edge.Key.To, edge.Key.Kind, edge.Value))];
    }

    private static int[] CyclesOf(Components structure, int count)
    {
        int[] cycles = new int[count];
        Array.Fill(cycles, -1);
        int next = 0;
        foreach (var circle in structure.Cycles)
        {
            foreach (int node in circle)
                cycles[node] = next;
            next++;
        }

        return cycles;
    }

    private static bool[] TestsOf(CodeModel code, CodeLevel level, int[] nodeOf, int count)
    {
        if (level == CodeLevel.Project)
            return [.. code.Projects.Select(project => project.IsTest)];
        bool[] tests = new bool[count];
        Array.Fill(tests, true);
        for (int type = 0; type < nodeOf.Length; type++)
            tests[nodeOf[type]] &= code.Types[type].IsTest;
        return tests;
    }

    private static double UnresolvedShare(CodeModel code)
    {
        long all = code.Projects.Sum(project => (long)project.Identifiers);
        return all == 0 ? 0 : code.Projects.Sum(project => (long)project.Unresolved) / (double)all;
    }

    private static string IdOf(CodeLevel level, int node) => $"{(level switch { CodeLevel.Project => 'c', CodeLevel.Namespace => 'n', _ => 't' })}{node + 1}";

    private static string NameOf(CodeModel code, CodeLevel level, int node) => level switch
    {
        CodeLevel.Project => code.Projects[node].Name,
        CodeLevel.Namespace => code.Namespaces[node] is { Length: > 0 } name ? name : "(global)",
        _ => code.Types[node].Key,
    };

    private static string KindOf(CodeModel code, CodeLevel level, int node) => level switch
    {
        CodeLevel.Project => Words(code.Projects[node].Kind),
        CodeLevel.Namespace => "namespace",
        _ => Words(code.Types[node].Kind),
    };

    private static string Words<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
