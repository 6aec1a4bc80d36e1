using System.Globalization;
using System.Text;
using RepoTopology.Testing;
using Snapshot = System.Collections.Generic.Dictionary<string, (string Mode, byte[] Content)>;

namespace RepoTopology.Git.Tests.Blame;

/// <summary>Lines that an ignored commit changed go where <c>git blame --ignore-rev</c> hands them.</summary>
public sealed class SimilarLinesTests
{
    private const string Anchor = "==================\n";

    [Fact]
    public void WhatFormattersDoIsHandedOnAsGitDoes()
    {
        var random = new Random(21);
        AssertEqualsGit(Enumerable.Range(0, 60).Select(_ =>
        {
            string code = Code(random, random.Next(4, 60));
            return (code, (random.Next(6)) switch
            {
                0 => Indented(code),
                1 => code.Replace(" {\n", "\n{\n", StringComparison.Ordinal),
                2 => code.Replace(", ", ",\n        ", StringComparison.Ordinal),
                3 => code.Replace("value", "theValue", StringComparison.Ordinal).Replace("Get", "Fetch", StringComparison.Ordinal),
                4 => Indented(code.Replace(" {\n", "\n{\n", StringComparison.Ordinal).Replace("(", "( ", StringComparison.Ordinal)),
                _ => code.Replace("\n", "\r\n", StringComparison.Ordinal),
            });
        }));
    }

    [Fact]
    public void LinesOfFewLettersAreHandedOnAsGitDoes()
    {
        var random = new Random(22);
        AssertEqualsGit(Enumerable.Range(0, 150).Select(i =>
        {
            string letters = "abcdef( "[..random.Next(2, 9)];
            int most = random.Next(1, i % 10 == 0 ? 60 : 12);
            return (Anchor + Letters(random, letters, random.Next(1, most + 1)) + Anchor, Anchor + Letters(random, letters, random.Next(1, most + 1)) + Anchor);
        }));
    }

    [Fact]
    public void WhatIsNotFoundInItsPlaceIsLookedForInTheWholeFile()
    {
        var random = new Random(23);
        AssertEqualsGit(Enumerable.Range(0, 40).Select(_ =>
        {
            var lines = Code(random, random.Next(10, 80)).Split('\n').ToList();
            var moved = new List<string>(lines);
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                int from = random.Next(moved.Count);
                string line = moved[from];
                moved.RemoveAt(from);
                moved.Insert(random.Next(moved.Count), line + (random.Next(2) == 0 ? "" : ";"));
                moved.Insert(random.Next(moved.Count), "  " + lines[random.Next(lines.Count)]);
            }

            return (string.Join('\n', lines), string.Join('\n', moved));
        }));
    }

    [Fact]
    public void OneHundredThousandChangedLinesAreMatchedWithoutAStall()
    {
        static LineChange Change(int older, int newer) => new(0, older, 0, newer);
        var numbering = new LineNumbering(ignoreWhitespace: false);
        LineText Text(int lines, string prefix) => numbering.Read(
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, lines).Select(i => $"{prefix} the number {i}\n"))), null);
        foreach (var (older, newer) in (ReadOnlySpan<(int, int)>)[(100_000, 100_000), (1, 100_000), (100_000, 1), (20, 100_000)])
        {
            var matches = SimilarLines.Match(Text(older, "for"), Text(newer, "from"), [Change(older, newer)]).ToList();
            Assert.All(matches, match => Assert.True(match.Line < newer && match.OldLine < older));
            Assert.NotEmpty(matches);
            Assert.Equal(matches.Count, matches.Select(match => match.Line).Distinct().Count());
        }
    }

    private static void AssertEqualsGit(IEnumerable<(string Older, string Newer)> cases)
    {
        var pairs = cases.ToList();
        var history = new SnapshotHistory();
        int first = history.Add(Files(pairs.Select(pair => pair.Older)), 1_600_000_000);
        history.Add(Files(pairs.Select(pair => pair.Newer)), 1_600_000_060, first);
        using var repository = history.Write();
        string head = repository.Run("rev-parse", "main").Trim();
        string ignored = Path.Combine(repository.Root, "ignored");
        File.WriteAllText(ignored, head);

        using var opened = GitRepository.Open(repository.Path);
        using var reader = opened.Objects.CreateReader();
        var ownership = new LineOwnership(reader, ignoreWhitespace: false, textBudget: 1 << 20);
        for (int i = 0; i < pairs.Count; i++)
        {
            var versions = new FileVersions();
            versions.Add(Blob(repository, "main^", i), []);
            versions.Add(Blob(repository, "main", i), [0], VersionTraits.Ignored);
            string ours = "";
            ownership.Replay(versions, (in OwnedVersion owned) =>
            {
                var origins = owned.Origins;
                ours = string.Join(' ', owned.Owners.ToArray().Select(origins.Of).Select(origin => $"{origin.Version}:{origin.Line}"));
            });
            string gits = string.Join(' ', GitBlame.Lines(repository.Path, Encoding.ASCII.GetBytes(Name(i)), "--ignore-revs-file", ignored)
                .Select(line => $"{(line.Commit == head ? 1 : 0)}:{line.Line - 1}"));
            Assert.True(gits == ours, $"case {i}\ngit  {gits}\nours {ours}\n{pairs[i].Older}\n-----\n{pairs[i].Newer}");
        }
    }

    private static Snapshot Files(IEnumerable<string> contents) =>
        contents.Select((content, i) => (content, i)).ToDictionary(file => Name(file.i), file => ("100644", Encoding.Latin1.GetBytes(file.content)));

    private static string Name(int i) => i.ToString("0000", CultureInfo.InvariantCulture);

    private static ObjectId Blob(GitTestRepository repository, string revision, int i) =>
        ObjectId.Parse(repository.Run("rev-parse", $"{revision}:{Name(i)}").Trim());

    private static string Letters(Random random, string letters, int lines) => string.Concat(Enumerable.Range(0, lines).Select(_ =>
        string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => letters[random.Next(letters.Length)])) + "\n"));

    private static string Indented(string code) => string.Concat(code.Split('\n').Select(line => line.Length == 0 ? "\n" : $"    {line}\n"));

    private static string Code(Random random, int lines)
    {
        string[] names = ["value", "count", "reader", "GetItem", "Item", "name", "valueOf", "\xE9t\xE9"];
        string Name() => names[random.Next(names.Length)];
        var text = new StringBuilder();
        for (; lines > 0; lines--)
            text.Append(random.Next(8) switch
            {
                0 => $"public void {Name()}({Name()}, {Name()}) {{\n",
                1 => "}\n",
                2 => "\n",
                3 => $"    if ({Name()} == {Name()}) {{\n",
                4 => $"    return {Name()};\n",
                5 => $"    // {Name()} and {Name()}\n",
                6 => $"    {Name()} = {Name()}({Name()}, {random.Next(20)}, {Name()});\n",
                _ => $"    {Name()}.{Name()}();\n",
            });
        return text.ToString();
    }
}
