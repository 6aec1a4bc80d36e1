using System.Text;
using System.Text.Json.Nodes;
using RepoTopology.History;

namespace RepoTopology.Reports.Tests.Facts;

public sealed class FactsTablesTests
{
    private static readonly DateTimeOffset Day = new(2024, 5, 3, 19, 7, 14, TimeSpan.FromHours(2));

    [Fact]
    public void CommitsHaveTheirPeopleTrailersAndParents()
    {
        var rows = Rows((tables, format, stream) => tables.WriteCommits(format, stream));
        Assert.Equal(3, rows.Count);
        var edit = rows[1];
        Assert.Equal("Bob", edit["author"]);
        Assert.Equal("2024-05-04T19:07:14+02:00", edit["author_date"]);
        Assert.Equal("Ann", edit["committer"]);
        Assert.Equal("false", edit["merge"]);
        Assert.Equal("2", edit["files"]);
        Assert.Equal("Cy; Ann", edit["co_authors"]);
        Assert.Equal("Ann", edit["reviewers"]);
        Assert.Equal(rows[2]["id"], edit["parents"]);
        Assert.Equal($"{edit["id"]} -", rows[0]["parents"]);
        Assert.Equal("true", rows[0]["merge"]);
        Assert.Equal("", rows[2]["parents"]);
    }

    [Fact]
    public void ChangesHaveGitsColumnsAndTheModule()
    {
        var rows = Rows((tables, format, stream) => tables.WriteChanges(format, stream));
        Assert.Equal(3, rows.Count);
        Assert.Equal(("A", "000000", "100644", "0"), (rows[^1]["status"], rows[^1]["old_mode"], rows[^1]["new_mode"], rows[^1]["parent"]));
        Assert.Equal("docs/a.md", rows[^1]["path"]);
        Assert.Equal("Docs", rows[^1]["module"]);
        Assert.Equal("authored", rows[^1]["kind"]);
    }

    [Fact]
    public void PeopleAreCountedWithoutMergesMostCommitsFirst()
    {
        var rows = Rows((tables, format, stream) => tables.WritePeople(format, stream));
        Assert.Equal(["Ann", "Bob", "Cy"], rows.Select(row => row["name"]).Order());
        var ann = rows.Single(row => row["name"] == "Ann");
        Assert.Equal(("person", "1", "2024-05-03T19:07:14+02:00"), (ann["kind"], ann["commits"], ann["first"]));
        Assert.Equal(("Cy", "0", ""), (rows[^1]["name"], rows[^1]["commits"], rows[^1]["first"]));
    }

    [Fact]
    public void ModulesCountCommitsAndPeople()
    {
        var docs = Rows((tables, format, stream) => tables.WriteModules(format, stream)).Single(row => row["name"] == "Docs");
        Assert.Equal(("configured", "2", "2"), (docs["origin"], docs["commits"], docs["authors"]));
    }

    [Fact]
    public void EmailsAreAColumnOnlyWhenAskedForAndNowhereElse()
    {
        var history = new HistoryBuilder().Commit("ann@example.org <ann@example.org>", Day, "a").Build();
        foreach (var format in Enum.GetValues<FactsFormat>())
        {
            string all = Write(history, format, false, (tables, f, stream) => tables.WriteCommits(f, stream))
                + Write(history, format, false, (tables, f, stream) => tables.WriteChanges(f, stream))
                + Write(history, format, false, (tables, f, stream) => tables.WritePeople(f, stream))
                + Write(history, format, false, (tables, f, stream) => tables.WriteModules(f, stream));
            Assert.DoesNotContain("example", all, StringComparison.Ordinal);
            Assert.Contains("ann@example.org", Write(history, format, true, (tables, f, stream) => tables.WritePeople(f, stream)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AHostileNameStaysInItsCell()
    {
        var history = new HistoryBuilder().Commit("A\tn\\n\e\"x\",y\u202E <ann@example.org>", Day, "a").Build();
        static void People(FactsTables tables, FactsFormat format, Stream stream) => tables.WritePeople(format, stream);
        Assert.Contains("\nA\\tn\\\\n\\u001B\"x\",y\\u202E\tperson\t", Write(history, FactsFormat.Tsv, false, People), StringComparison.Ordinal);
        Assert.Contains("\n\"A n\\n�\"\"x\"\",y�\",person,", Write(history, FactsFormat.Csv, false, People), StringComparison.Ordinal);
        string ndjson = Write(history, FactsFormat.Ndjson, false, People);
        Assert.DoesNotContain('\e', ndjson);
        Assert.Equal("A\tn\\n\e\"x\",y\u202E", (string?)JsonNode.Parse(ndjson)!["name"]);
    }

    [Fact]
    public void NdjsonHasTypesAndOneObjectALine()
    {
        string[] lines = Write(History(), FactsFormat.Ndjson, false, (tables, format, stream) => tables.WriteCommits(format, stream)).TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        var commit = JsonNode.Parse(lines[1])!;
        Assert.Equal("""["Cy","Ann"]""", commit["co_authors"]!.ToJsonString());
        Assert.Equal("2", commit["files"]!.ToJsonString());
        Assert.Equal("false", commit["merge"]!.ToJsonString());
    }

    [Theory]
    [InlineData(0, 0, "1970-01-01T00:00:00+00:00")]
    [InlineData(1714756034, 330, "2024-05-03T22:37:14+05:30")]
    [InlineData(long.MaxValue, 0, "@9223372036854775807")]
    [InlineData(-1, 0, "@-1")]
    [InlineData(0, 1439, "1970-01-01T14:00:00+14:00")]
    public void DatesThatNoCalendarKnowsDoNotFail(long seconds, int offset, string text) => Assert.Equal(text, IsoTime.Format(seconds, offset));

    private static RepositoryHistory History() => new HistoryBuilder()
        .Modules(new ModuleOptions { Modules = [new ModuleRule("Docs", ["docs/**"])] })
        .Commit("Ann <ann@example.org>", Day, "docs/a.md")
        .Commit("Bob <bob@example.org>", "Ann <ann@example.org>", Day.AddDays(1), ["docs/a.md", "src/b.cs"])
        .WithTrailer(TrailerKind.CoAuthoredBy, "Cy <cy@example.org>")
        .WithTrailer(TrailerKind.CoAuthoredBy, "Ann <ann@example.org>")
        .WithTrailer(TrailerKind.ReviewedBy, "Ann <ann@example.org>")
        .Merge("Ann <ann@example.org>", Day.AddDays(2))
        .Build();

    private static List<Dictionary<string, string>> Rows(Action<FactsTables, FactsFormat, Stream> write)
    {
        var lines = Write(History(), FactsFormat.Tsv, false, write).TrimEnd('\n').Split('\n').Select(line => line.Split('\t')).ToList();
        return [.. lines[1..].Select(row => lines[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static string Write(RepositoryHistory history, FactsFormat format, bool emails, Action<FactsTables, FactsFormat, Stream> write)
    {
        using var stream = new MemoryStream();
        write(new FactsTables(history, emails), format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
