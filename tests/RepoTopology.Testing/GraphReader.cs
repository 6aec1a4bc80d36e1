using System.Diagnostics;
using Xunit;

namespace RepoTopology.Testing;

/// <summary>Opens graph files with programs of other people: NetworkX (GraphML, GEXF, node-link JSON) and Graphviz (DOT).</summary>
public static class GraphReader
{
    // Labels go through JSON, so that nothing of a name is lost on the way back.
    private const string Script = """
        import json, sys, networkx as nx
        form, path = sys.argv[1], sys.argv[2]
        if form == "graphml": g = nx.read_graphml(path)
        elif form == "gexf": g = nx.read_gexf(path)
        else:
            data = json.load(open(path, encoding="utf-8"))
            try: g = nx.node_link_graph(data, edges="links")
            except TypeError: g = nx.node_link_graph(data)
        print(json.dumps({
            "directed": g.is_directed(),
            "labels": [g.nodes[n]["label"] for n in g],
            "edges": [[u, v, d["kind"], d["weight"]] for u, v, d in g.edges(data=True)]}))
        """;

    // A Debian package's NetworkX belongs to Debian's own python, whichever stands first in the path.
    private static readonly string[] Pythons = ["python3", "/usr/bin/python3"];

    /// <summary>What NetworkX read, as JSON: <c>directed</c>, <c>labels</c>, <c>edges</c> (source, target, kind, weight). Skips the test where it is absent.</summary>
    public static string ReadWithNetworkX(string format, string path)
    {
        string? python = Pythons.FirstOrDefault(candidate => Run(candidate, "-c", "import networkx") is { Code: 0 });
        Assert.SkipUnless(python is not null, "NetworkX is not here: apt-get install python3-networkx");
        var (code, output, error) = Run(python, "-c", Script, format, path)!.Value;
        Assert.True(code == 0, error);
        return output;
    }

    /// <summary>What Graphviz drew, in its plain format. Skips the test where it is absent.</summary>
    public static string ReadWithGraphviz(string path)
    {
        Assert.SkipUnless(Run("dot", "-V") is { Code: 0 }, "Graphviz is not here: apt-get install graphviz");
        var (code, output, error) = Run("dot", "-Tplain", path)!.Value;
        Assert.True(code == 0 && error.Length == 0, error);
        return output;
    }

    private static (int Code, string Output, string Error)? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // No such program.
        }
    }
}
