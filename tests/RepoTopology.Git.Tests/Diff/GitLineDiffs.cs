using System.Globalization;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Diff;

/// <summary>The modified text files of a history, as git compares them and as <see cref="LineDiff"/> does.</summary>
internal static class GitLineDiffs
{
    private sealed record Pair(string Path, ObjectId Old, ObjectId New, IReadOnlyList<LineChange> Changes, (int Added, int Deleted) Count);

    /// <summary>Compares all pairs of a revision's commits, each path's versions with one numbering; returns how many there were.</summary>
    public static int AssertEqualsGit(string repository, string revision, bool ignoreWhitespace)
    {
        var pairs = Pairs(repository, revision, ignoreWhitespace);
        using var store = ObjectStore.Open(Path.Combine(repository, "objects"));
        using var reader = store.CreateReader();
        var diff = new LineDiff();
        foreach (var path in pairs.GroupBy(pair => pair.Path))
        {
            var numbering = new LineNumbering(ignoreWhitespace);
            LineText? similar = null;
            foreach (var pair in path)
            {
                var newText = numbering.Read(reader.Read(pair.New, ObjectType.Blob), similar);
                var oldText = numbering.Read(reader.Read(pair.Old, ObjectType.Blob), newText);
                string name = $"{pair.Path} {pair.Old} {pair.New}";
                Assert.Equal($"{name} {Show(pair.Changes)}", $"{name} {Show(diff.Compare(oldText, newText).ToArray())}");
                Assert.Equal($"{name} {pair.Count}", $"{name} {diff.Count(oldText, newText)}");
                numbering.Release(newText);
                if (similar is not null)
                    numbering.Release(similar);
                similar = oldText;
            }
        }

        return pairs.Count;
    }

    public static string Show(IEnumerable<LineChange> changes) =>
        string.Join(' ', changes.Select(change => $"-{change.OldStart},{change.OldCount}+{change.NewStart},{change.NewCount}"));

    private static List<Pair> Pairs(string repository, string revision, bool ignoreWhitespace)
    {
        string[] whitespace = ignoreWhitespace ? ["-w"] : [];
        var changes = ReadChanges(Lines(repository, ["log", "-p", "-U0", "--full-index", "--no-renames", "--no-merges", "--format=", .. whitespace, revision]));
        var pairs = new List<Pair>();
        var ids = new Dictionary<string, (ObjectId Old, ObjectId New)>();
        foreach (string line in Lines(
            repository, ["log", "--raw", "--numstat", "--no-abbrev", "--no-renames", "--no-merges", "--format=%H", .. whitespace, revision]))
        {
            string[] columns = line.Split('\t');
            if (line.StartsWith(':'))
            {
                // :mode mode id id M, tab, path; submodules have no text.
                string[] fields = columns[0].Split(' ');
                if (fields[4] == "M" && fields[0] != ":160000")
                    ids[columns[1]] = (ObjectId.Parse(fields[2]), ObjectId.Parse(fields[3]));
            }
            else if (columns.Length == 1)
            {
                ids.Clear();
            }
            else if (columns[0] != "-" && ids.TryGetValue(columns[2], out var pair) && pair.Old != pair.New)
            {
                var count = (int.Parse(columns[0], CultureInfo.InvariantCulture), int.Parse(columns[1], CultureInfo.InvariantCulture));
                pairs.Add(new Pair(columns[2], pair.Old, pair.New, changes.GetValueOrDefault(pair, []), count));
            }
        }

        return pairs;
    }

    // The @@ lines of every pair of blobs; content lines start with "+", "-" or "\".
    private static Dictionary<(ObjectId Old, ObjectId New), List<LineChange>> ReadChanges(IEnumerable<string> lines)
    {
        var all = new Dictionary<(ObjectId Old, ObjectId New), List<LineChange>>();
        List<LineChange> changes = [];
        foreach (string line in lines)
            if (line.StartsWith("index ", StringComparison.Ordinal))
            {
                all[(ObjectId.Parse(line.AsSpan(6, 40)), ObjectId.Parse(line.AsSpan(48, 40)))] = changes = [];
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ');
                var (oldStart, oldCount) = ReadRange(words[1]);
                var (newStart, newCount) = ReadRange(words[2]);
                changes.Add(new LineChange(oldStart, oldCount, newStart, newCount));
            }

        return all;
    }

    // "-12,3" are 3 lines from the 12th on; "-12" is one line; "-12,0" is no line after the 12th.
    private static (int Start, int Count) ReadRange(string range)
    {
        int[] numbers = [.. range[1..].Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        int count = numbers.Length == 1 ? 1 : numbers[1];
        return (count == 0 ? numbers[0] : numbers[0] - 1, count);
    }

    // Lines end with LF alone: content may hold any other character.
    private static IEnumerable<string> Lines(string repository, string[] arguments) =>
        Encoding.Latin1.GetString(GitTestRepository.Git(repository, arguments)).Split('\n');
}
