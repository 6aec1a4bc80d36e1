namespace RepoTopology.Code.Tests;

/// <summary>Pairs of types of which one refers to the other, in two models of one commit.</summary>
internal sealed class EdgeComparison(CodeModel found, CodeModel expected)
{
    private readonly HashSet<string> _found = Edges(found);
    private readonly HashSet<string> _expected = Edges(expected);

    public int Expected => _expected.Count;

    public IEnumerable<string> Missed => _expected.Except(_found).Order(StringComparer.Ordinal);

    public IEnumerable<string> Extra => _found.Except(_expected).Order(StringComparer.Ordinal);

    public double Recall => (double)_found.Intersect(_expected).Count() / _expected.Count;

    public double Precision => (double)_found.Intersect(_expected).Count() / _found.Count;

    private static HashSet<string> Edges(CodeModel model) =>
        [.. model.References.Select(each => $"{Name(model, each.From)} -> {Name(model, each.To)}")];

    private static string Name(CodeModel model, int type) => $"{model.Projects[model.Types[type].Project].Path}|{model.Types[type].Key}";
}
