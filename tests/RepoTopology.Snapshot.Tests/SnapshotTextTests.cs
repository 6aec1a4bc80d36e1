using RepoTopology.Testing;

namespace RepoTopology.Snapshot.Tests;

public sealed class SnapshotTextTests
{
    private static string Example => File.ReadAllText(Path.Combine(SourceTree.Root, "src", "RepoTopology.Snapshot", "FORMAT.md"))
        .Split("## An example")[1].Split("```")[1].TrimStart('\n');

    [Fact]
    public void TheExampleOfTheFormatsPageIsReadAndWrittenBack()
    {
        var snapshot = SnapshotReader.Read(Example);
        Assert.Equal("src/Lib/Lib.csproj", snapshot.Project);
        Assert.Equal(["Lib.Engine", "Lib.Engine.Gear`1"], snapshot.Types.Select(type => type.Key));
        Assert.Equal("Compute(int[],List<Wheel>)", Assert.Single(snapshot.Types[0].Members).Key);
        Assert.Equal([new OwnerShare("0c7t5k", 95), new OwnerShare("x1m9ze", 5)], snapshot.Types[0].Holding.Owners);
        Assert.Equal((230, 0, 12, 1), (snapshot.Types[0].Holding.Lines, snapshot.Types[0].Holding.OrphanedPercent, snapshot.Types[0].Dependants, snapshot.Types[0].Holding.BusFactor));
        Assert.Equal(CodeOwnersFindingKind.LeavesOut, Assert.Single(snapshot.CodeOwners).Kind);
        Assert.Equal("Wheels.Wheel", Assert.Single(snapshot.Dependencies).ToType);
        Assert.Equal(["@ada", ""], snapshot.People.Select(person => person.Handle));
        Assert.Equal(Example, SnapshotWriter.Write(snapshot));
    }

    [Fact]
    public void WhatALaterMinorVersionAddsIsPassedOver()
    {
        string later = Example.Replace("\t1.0\n", "\t1.7\n").Replace("\np\t", "\nz\tnew\n# a remark\n\np\t").Replace("x1m9ze:5\n", "x1m9ze:5\tmore\n").Replace("\n", "\r\n");
        Assert.Equal(Example, SnapshotWriter.Write(SnapshotReader.Read(later)));
    }

    [Theory]
    [InlineData("", 1, "it does not begin with 'repotopology-ownership'")]
    [InlineData("something else\n", 1, "it does not begin with 'repotopology-ownership'")]
    [InlineData("repotopology-ownership\t2.0\n", 1, "it is of version 2, and this reader knows version 1")]
    [InlineData("repotopology-ownership\tone\n", 1, "its version is not of the form 1.0")]
    [InlineData("repotopology-ownership\t1.0\n", 1, "the project's own record is missing")]
    [InlineData("repotopology-ownership\t1.0\nm\tM()\t10\t0\t-\t1\t-\n", 2, "a member before any type")]
    [InlineData("repotopology-ownership\t1.0\n\nt\tA\tmany\t0\t0\t1\t-\n", 3, "column 3 is no number from 0 to 1,000,000,000")]
    [InlineData("repotopology-ownership\t1.0\nt\tA\t-1\t0\t0\t1\t-\n", 2, "column 3 is no number from 0 to 1,000,000,000")]
    [InlineData("repotopology-ownership\t1.0\nt\tA\t10\t105\t0\t1\t-\n", 2, "column 4 is more than 100 %")]
    [InlineData("repotopology-ownership\t1.0\nt\tA\t10\n", 2, "column 4 is missing")]
    [InlineData("repotopology-ownership\t1.0\nt\tA\t10\t0\t0\t1\tada\n", 2, "an owner is not of the form id:percent")]
    [InlineData("repotopology-ownership\t1.0\np\ta\t1\t0\t-\t1\t-\np\tb\t1\t0\t-\t1\t-\n", 3, "a second project")]
    public void WhatIsWrongIsSaidWithItsLine(string text, int line, string reason)
    {
        var wrong = Assert.Throws<SnapshotFormatException>(() => SnapshotReader.Read(text));
        Assert.Equal((line, reason), (wrong.Line, wrong.Message));
    }

    [Fact]
    public void NamesCannotBreakALine()
    {
        var snapshot = SnapshotReader.Read(Example) with { People = [new SnapshotPerson("0c7t5k", "A\tB\r\nt\tC\u2028\u001b[31m", "")] };
        var read = SnapshotReader.Read(SnapshotWriter.Write(snapshot));
        Assert.Equal("A B  t C  [31m", Assert.Single(read.People).Name);
        Assert.Equal(2, read.Types.Count);
    }

    [Fact]
    public void MutatedTextsAreReadOrRefused()
    {
        var random = new Random(17);
        for (int round = 0; round < 10_000; round++)
        {
            var text = new List<char>(Example);
            for (int change = random.Next(1, 8); change > 0; change--)
                switch (random.Next(3))
                {
                    case 0:
                        text.RemoveRange(random.Next(text.Count), 1);
                        break;
                    case 1:
                        text.Insert(random.Next(text.Count + 1), "\t\n\r:-0919999999999 \0ünptmdc#"[random.Next(27)]);
                        break;
                    default:
                        text[random.Next(text.Count)] = (char)random.Next(char.MaxValue);
                        break;
                }

            try
            {
                SnapshotReader.Read(new string([.. text]));
            }
            catch (SnapshotFormatException wrong)
            {
                Assert.True(wrong.Line >= 1 && wrong.Message.Length > 0);
            }
        }
    }
}
