using RepoTopology.Code;

namespace RepoTopology.Analysis.Tests.Dependencies;

public sealed class TypeDependantsTests
{
    [Fact]
    public void ATypeCountsWhoeverUsesItThroughOthersAndNoTests()
    {
        // page → service ⇄ store → core; a test uses core, and core uses the test's base.
        var code = Code(6, type => type is 4 or 5, (0, 1), (1, 2), (2, 1), (2, 3), (4, 3), (3, 5), (5, 0));
        Assert.Equal([0, 2, 2, 3, 0, 4], TypeDependants.Of(code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void AnyGraphCountsAsAWalkFromEachTypeDoes(int seed)
    {
        var random = new Random(seed);
        const int Types = 5000; // More than are told at a time.
        (int, int)[] edges = [.. Enumerable.Range(0, 4000).Select(_ => (random.Next(Types), random.Next(Types))).Where(edge => edge.Item1 != edge.Item2)];
        var code = Code(Types, type => type % 11 == 0, edges);
        var users = edges.Where(edge => edge.Item1 % 11 != 0).ToLookup(edge => edge.Item2, edge => edge.Item1);
        var counted = TypeDependants.Of(code);
        for (int type = 0; type < Types; type += 97)
            Assert.Equal(Walk(users, type), counted[type]);
        Assert.Contains(counted, count => count > 3);
    }

    private static int Walk(ILookup<int, int> users, int type)
    {
        var met = new HashSet<int>();
        var open = new Stack<int>([type]);
        while (open.TryPop(out int next))
            foreach (int user in users[next])
                if (met.Add(user))
                    open.Push(user);
        met.Remove(type);
        return met.Count;
    }

    private static CodeModel Code(int types, Func<int, bool> isTest, params (int From, int To)[] edges) => new()
    {
        Files = [],
        Projects = [],
        Namespaces = [""],
        Types =
        [
            .. Enumerable.Range(0, types).Select(i => new CodeType($"T{i}", isTest(i) ? 1 : 0, 0, -1, CodeTypeKind.Class, CodeAccess.Internal, false, isTest(i), [], 0, 0)),
        ],
        Members = [],
        References = [.. edges.Select(edge => new CodeReference(edge.From, edge.To, CodeReferenceKind.Uses, 1))],
        Limits = [],
    };
}
