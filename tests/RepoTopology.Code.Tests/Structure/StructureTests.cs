namespace RepoTopology.Code.Tests;

public sealed class StructureTests
{
    [Fact]
    public void CyclesAndLayersAreFound()
    {
        // 0 → 1 → 2 → 1, 2 → 3, 4 alone, 5 → 3 and to itself
        var found = Components.Compute(6, [(0, 1), (1, 2), (2, 1), (2, 3), (5, 3), (5, 5)]);
        Assert.Equal([[3], [1, 2], [0], [4], [5]], found.Members.Select(members => members.ToArray()));
        Assert.Equal([[1, 2]], found.Cycles.Select(members => members.ToArray()));
        Assert.Equal([0, 1, 2, 0, 1], found.Layer);
        Assert.Equal([2, 1, 1, 0, 3, 4], found.Of);
    }

    [Fact]
    public void ComponentsAgreeWithReachabilityOnRandomGraphs()
    {
        var chance = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            int nodes = chance.Next(1, 12);
            var edges = Enumerable.Range(0, chance.Next(0, 25)).Select(_ => (From: chance.Next(nodes), To: chance.Next(nodes))).ToList();
            var reaches = new bool[nodes, nodes];
            for (int i = 0; i < nodes; i++)
                reaches[i, i] = true;
            foreach (var (from, to) in edges)
                reaches[from, to] = true;
            for (int k = 0; k < nodes; k++)
                for (int i = 0; i < nodes; i++)
                    for (int j = 0; j < nodes; j++)
                        reaches[i, j] |= reaches[i, k] && reaches[k, j];
            var found = Components.Compute(nodes, edges);
            for (int i = 0; i < nodes; i++)
                for (int j = 0; j < nodes; j++)
                {
                    Assert.Equal(reaches[i, j] && reaches[j, i], found.Of[i] == found.Of[j]);
                    if (reaches[i, j] && !reaches[j, i])
                        Assert.True(found.Of[j] < found.Of[i] && found.Layer[found.Of[j]] < found.Layer[found.Of[i]]);
                }
        }
    }

    [Fact]
    public void LongChainsDoNotExhaustTheStack()
    {
        var found = Components.Compute(300_000, Enumerable.Range(0, 299_999).Select(i => (i, i + 1)));
        Assert.Equal(299_999, found.Layer[found.Of[0]]);
    }

    [Fact]
    public void CyclesOfNamespacesAndTypesAndThePublicSurfaceComeFromTheModel()
    {
        using var sample = new Sample().Project("A/A.csproj").With("A/a.cs", """
            namespace One { public class A { Two.B b; public void M() { } protected int P { get; } internal void I() { } public class N { public int F; } } }
            namespace Two { class B { One.A a; public void Unseen() { } public class Inner; } public enum E { X, Y } }
            namespace Three { class C { One.A a; } }
            """);
        var model = sample.Load();
        Assert.Equal(["One", "Two"], Assert.Single(CodeStructure.OfNamespaces(model).Cycles).Select(index => model.Namespaces[index]));
        Assert.Equal(["One.A", "Two.B"], Assert.Single(CodeStructure.OfTypes(model).Cycles).Select(index => model.Types[index].Key));
        var surface = PublicSurface.Compute(model);
        Assert.Equal((3, 5), (surface.Types[0], surface.Members[0]));
    }
}
