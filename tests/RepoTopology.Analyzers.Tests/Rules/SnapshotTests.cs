using System.Globalization;

namespace RepoTopology.Analyzers.Tests;

public sealed class SnapshotTests
{
    private const string Record = "t\tEngine\t230\t100\t120\t1\tada000:95 bob000:5";

    [Theory]
    [InlineData("{|RT9001:|}", "it does not begin with 'repotopology-ownership'")]
    [InlineData("{|RT9001:repotopology-ownership\t2.0|}\nt\tEngine\t230\t0\t0\t1\tada000:100\n", "it is of version 2, and this reader knows version 1")]
    [InlineData("repotopology-ownership\t1.0\np\ta\t90\t0\t-\t1\tada000:100\n{|RT9001:t\tEngine\t23x\t0\t0\t1\tada000:100|}\nt\tEngine\t230\t0\t0\t1\tada000:100\n", "column 3 is no number from 0 to 1,000,000,000")]
    [InlineData("repotopology-ownership\t1.0\n# \u2028 ends no line\n\n{|RT9001:t\tEngine|}", "column 3 is missing")]
    [InlineData("<<<<<<< HEAD\n", "it does not begin with 'repotopology-ownership'", "{|RT9001:<<<<<<< HEAD|}\n")]
    public async Task AMalformedSnapshotIsToldAtItsLineAndTheOthersAreSilent(string text, string reason, string? marked = null)
    {
        var told = Assert.Single(await new AnalyzedProject().Source("class Engine { }").With(AnalyzedProject.SnapshotPath, marked ?? text).Verify());
        Assert.Equal($"The ownership snapshot can't be read: {reason}; 'repotopology snapshot' writes it anew", told.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, told.Severity);
    }

    [Theory]
    [InlineData(".repotopology/ownership/Engine.tsv", true)]
    [InlineData("C:\\code\\.repotopology\\ownership\\Engine.tsv", true)]
    [InlineData(".repotopology/ownership/Engine.txt", false)]
    [InlineData(".repotopology/other/Engine.tsv", false)]
    [InlineData("ownership/Engine.tsv", false)]
    [InlineData(".repotopology/ownership/old/Engine.tsv", false)]
    public async Task ASnapshotIsKnownByItsPlace(string path, bool known)
    {
        var told = await new AnalyzedProject().Source("class Engine { }").With(path, AnalyzedProject.SnapshotText("t Engine 230 0 0 1 ada000:95")).Diagnostics();
        Assert.Equal(known ? 1 : 0, told.Length);
    }

    [Fact]
    public async Task WithoutASnapshotAllIsSilent() => await new AnalyzedProject().Source("class Engine { }").With("CODEOWNERS", "* @cy\n").Verify();

    /// <summary>Whatever stands in the file: findings or RT9001, never an exception, which would be AD0001.</summary>
    [Fact]
    public async Task MutatedSnapshotsNeverThrow()
    {
        string good = AnalyzedProject.SnapshotText(
            "p\tsrc/Lib/Lib.csproj\t4400\t5\t-\t1\tada000:80 bob000:15", "d\tEngine\tWheel\tsrc/Wheels\tada000\tbob000\t14", "c\t/src/\tleaves-out\t@ada\tada000\t80",
            Record, "m\tRun(int)\t35\t0\t-\t1\tada000:100");
        var random = new Random(23);
        int told = 0;
        int refused = 0;
        var compilation = new AnalyzedProject().Source("class Engine { Wheel a; void Run(int b) { } } class Wheel { }").Compile();
        for (int round = 0; round < 10_000; round++)
        {
            var text = new List<char>(good);
            for (int change = random.Next(1, 6); change > 0; change--)
                switch (random.Next(4))
                {
                    case 0:
                        text.RemoveRange(random.Next(text.Count), 1);
                        break;
                    case 1:
                        text.Insert(random.Next(text.Count + 1), "\t\n\r:-0919 ünptmdc#{}\0\u2028"[random.Next(22)]);
                        break;
                    case 2:
                        int from = random.Next(text.Count);
                        text.InsertRange(random.Next(text.Count), text.GetRange(from, random.Next(text.Count - from)));
                        break;
                    default:
                        text[random.Next(text.Count)] = (char)random.Next(char.MaxValue);
                        break;
                }

            // It fails on AD0001.
            var found = await new AnalyzedProject()
                .With("CODEOWNERS", "/src/ @cy\n")
                .With(AnalyzedProject.SnapshotPath, new string([.. text]).Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)).DiagnosticsOf(compilation);
            bool unreadable = found.Any(each => each.Id == "RT9001");
            Assert.True(!unreadable || found.Length == 1);
            Assert.All(found, each => Assert.NotEmpty(each.GetMessage(CultureInfo.InvariantCulture)));
            _ = unreadable ? refused++ : told++;
        }

        Assert.True(told > 1000 && refused > 1000, $"{told} {refused}");
    }
}
