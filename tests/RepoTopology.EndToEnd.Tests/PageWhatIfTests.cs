using System.Globalization;
using System.Text.Json;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>What-if in the page is the arithmetic of the command, on what the page holds.</summary>
public sealed class PageWhatIfTests
{
    private const int Cases = 12, ManyHolders = 40;

    private static readonly string Web = Path.Combine(SourceTree.Root, "src", "RepoTopology.Reports", "Web");

    /// <summary>Also for people who hold a line or two of a module that hundreds hold, and for two at once.</summary>
    [Fact]
    public void ThePageSaysOfEverybodyWhatTheCommandSays()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Web, "node_modules", "esbuild")), "the page's tools are not here: Node was not there when this was built");
        string repository = SharedFiles.History("Humanizer"), file = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, Tool.Run(repository, "report", ".", "-o", $"json={file}").ExitCode);
            using var all = JsonDocument.Parse(File.ReadAllText(file));
            var holdings = all.RootElement.GetProperty("documents").GetProperty("holdings");
            File.WriteAllText(file, holdings.GetRawText());
            Assert.Contains(holdings.GetProperty("modules").EnumerateArray(), module => module.GetProperty("held").GetArrayLength() > ManyHolders);

            int[] holders = [.. holdings.GetProperty("people").EnumerateArray().Select((person, i) => (Lines: person.GetProperty("lines").GetInt64(), Place: i)).Where(person => person.Lines > 0).Select(person => person.Place)];
            int[][] leaving = [.. Enumerable.Range(0, Cases).Select(i => (int[])[holders[i * (holders.Length - 1) / (Cases - 1)]]), [holders[0], holders[^1]], [holders[1], holders[holders.Length / 2]]];
            var page = Tool.RunProcess("node", Path.Combine(SourceTree.Root, "tests", "ReportPage"), ["whatif.mjs", file, JsonSerializer.Serialize(leaving)]);
            Assert.Equal((0, ""), (page.ExitCode, page.Error));
            using var said = JsonDocument.Parse(page.Output);
            Assert.All(leaving.Zip(said.RootElement.EnumerateArray()), one => Assert.Equal(Command(repository, holdings, one.First), Flat(one.Second)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Command(string repository, JsonElement holdings, int[] leaving)
    {
        var people = leaving.Select(place => holdings.GetProperty("people")[place])
            .Select(person => person.GetProperty("pseudonym").GetString() ?? person.GetProperty("name").GetString()!);
        var result = Tool.Run(repository, ["what-if", ".", "--format", "json", "--without", .. people]);
        Assert.True(result.ExitCode == 0, result.Error);
        using var loss = JsonDocument.Parse(result.Output);
        return Flat(loss.RootElement);
    }

    /// <summary>The figures of either side, a line a module.</summary>
    private static string Flat(JsonElement loss)
    {
        var modules = loss.GetProperty("modules").EnumerateArray().Select(module => string.Join(' ',
            module.GetProperty("name"), module.GetProperty("lines"), module.GetProperty("theirs"), Low(module.GetProperty("orphanedBefore")), Low(module.GetProperty("orphanedAfter")),
            module.GetProperty("lost"), module.GetProperty("next"), module.GetProperty("nextLines")));
        var states = new[] { "before", "after" }.Select(when => loss.GetProperty(when)).Select(state => $"{Low(state.GetProperty("orphanedShare"))} {state.GetProperty("busFactor")}");
        return string.Join('\n', [$"{loss.GetProperty("lines")} {loss.GetProperty("theirs")}", .. states, .. modules]);
    }

    private static string Low(JsonElement share) => share.GetProperty("low").GetDouble().ToString("F6", CultureInfo.InvariantCulture);
}
