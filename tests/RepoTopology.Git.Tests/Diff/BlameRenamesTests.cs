using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Diff;

/// <summary>Where each added file came from is what <c>git blame</c> follows its lines to.</summary>
public sealed class BlameRenamesTests
{
    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    public void EachAddedFileOfAGeneratedHistoryComesFromWhereGitBlameFollowsIt(int seed)
    {
        using var repository = RandomHistory.Write(seed, steps: 120);
        AssertAsBlame(repository.Path, leastFound: 1);
    }

    [Fact]
    public void EachAddedFileOfARealHistoryComesFromWhereGitBlameFollowsIt() => AssertAsBlame(SharedFiles.History("RestSharp"), leastFound: 50, mostAsked: 300);

    [Fact]
    public void SeveralFilesMayComeFromOne()
    {
        using var repository = GitTestRepository.Create();
        string text = string.Concat(Enumerable.Range(0, 30).Select(line => $"line {line}\n"));
        repository.Write("old", text).Commit("one");
        File.Delete(Path.Combine(repository.Path, "old"));
        repository.Write("a", text).Write("b", text + "more\n").Write("c", "else\n").Commit("two");
        AssertAsBlame(repository.Path, leastFound: 2);
    }

    [Fact]
    public void ASearchThatSharesItsWorkWithOthersGivesUpSooner()
    {
        using var repository = GitTestRepository.Create();
        for (int i = 0; i < 20; i++)
            repository.Write($"old{i}", string.Concat(Enumerable.Range(0, 30).Select(line => $"line {i} {line}\n")));
        repository.Commit("one");
        for (int i = 0; i < 20; i++)
        {
            File.Delete(Path.Combine(repository.Path, $"old{i}"));
            repository.Write($"new{i}", string.Concat(Enumerable.Range(0, 30).Select(line => $"line {i} {line}\n")) + "more\n");
        }

        repository.Commit("two");
        using var store = ObjectStore.Open(Path.Combine(repository.GitDirectory, "objects"));
        using var reader = store.CreateReader();
        var (deleted, added) = Sides(reader, ObjectId.Parse(repository.Run("rev-parse", "HEAD").Trim()));
        Assert.Equal((20, false), Search(1));
        Assert.Equal((0, true), Search(1 << 20));

        (int, bool) Search(int searches)
        {
            var result = new RenameDetector(reader).FindEach(deleted, added, searches);
            return (result.Renames.Count, result.LimitHit);
        }
    }

    private static void AssertAsBlame(string path, int leastFound, int mostAsked = int.MaxValue)
    {
        using var opened = GitRepository.Open(path);
        using var reader = opened.Objects.CreateReader();
        var differences = new List<string>();
        int found = 0, asked = 0;
        foreach (string line in Encoding.ASCII.GetString(GitTestRepository.Git(path, ["rev-list", "--min-parents=1", "--max-parents=1", "HEAD"])).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (deleted, added) = Sides(reader, ObjectId.Parse(line));
            if (deleted.Count == 0)
                continue;
            var sources = new RenameDetector(reader).FindEach(deleted, added).Renames.ToDictionary(rename => rename.Added, rename => rename.Deleted);
            for (int i = 0; i < added.Count && asked < mostAsked; i++)
            {
                string name = Encoding.Latin1.GetString(added[i].Path.Span);
                if (!FileMode.SameKind(added[i].Mode, FileMode.Regular) || !Ascii.IsValid(name) || LineText.IsBinary(reader.Read(added[i].Id, ObjectType.Blob)))
                    continue;
                asked++;
                string? gits = BlameSource(path, line, name);
                string? ours = sources.TryGetValue(i, out int source) ? Encoding.Latin1.GetString(deleted[source].Path.Span) : null;
                found += gits is null ? 0 : 1;

                // Blame shows a source only where some line stayed as it was.
                if (gits != ours && gits is not null)
                    differences.Add($"{line} {name}: git {gits}, ours {ours}");
            }
        }

        Assert.True(differences.Count == 0, $"of {asked}:\n" + string.Join('\n', differences));
        Assert.True(found >= leastFound, $"{found} of {asked}");
    }

    /// <summary>The path in the parent that blame follows lines to; null when all lines are the commit's own.</summary>
    private static string? BlameSource(string path, string commit, string name)
    {
        string output = Encoding.Latin1.GetString(GitTestRepository.Git(path, ["-c", "core.quotePath=false", "blame", "--line-porcelain", $"{commit}^..{commit}", "--", name]));
        string? current = null;
        foreach (string line in output.Split('\n'))
        {
            if (line.Length > 41 && line[40] == ' ' && line[..40].All(char.IsAsciiHexDigitLower))
                current = line[..40];
            else if (line.StartsWith("filename ", StringComparison.Ordinal) && current != commit)
                return line["filename ".Length..];
        }

        return null;
    }

    private static (List<RenameSide> Deleted, List<RenameSide> Added) Sides(ObjectReader reader, ObjectId commit)
    {
        var (oldTree, newTree) = GitRenames.Trees(reader, commit);
        List<RenameSide> deleted = [], added = [];
        new TreeDiff(reader).Compare(oldTree, newTree, [], (in TreeChange change) =>
        {
            if (change.Kind == ChangeKind.Deleted)
                deleted.Add(new RenameSide(change.Path.ToArray(), change.OldId, change.OldMode));
            else if (change.Kind == ChangeKind.Added)
                added.Add(new RenameSide(change.Path.ToArray(), change.NewId, change.NewMode));
        });
        return (deleted, added);
    }
}
