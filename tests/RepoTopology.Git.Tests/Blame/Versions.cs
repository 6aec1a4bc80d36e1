using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Blame;

/// <summary>A file's versions written by hand, and where their lines come from. A text's lines are its words.</summary>
internal sealed class Versions : IDisposable
{
    private readonly GitTestRepository _repository = GitTestRepository.Create("--bare");
    private readonly FileVersions _versions = new();

    public int Add(string words, params int[] parents) => Add(words, VersionTraits.None, parents);

    public int Add(string words, VersionTraits traits, params int[] parents) => _versions.Add(Blob(words), parents, traits);

    /// <summary>A version whose blob is not in the repository.</summary>
    public int AddMissing(params int[] parents) => _versions.Add(ObjectId.Parse(new string('9', 39) + _versions.Count), parents);

    public int AddDeleted(params int[] parents) => _versions.Add(ObjectId.Zero, parents, VersionTraits.Deleted);

    public int AddBytes(byte[] content, params int[] parents) => _versions.Add(Write(content), parents);

    public ObjectId BlobOf(int version) => _versions.BlobOf(version);

    public ObjectId Blob(string words) => Write(Encoding.ASCII.GetBytes(string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word + "\n"))));

    /// <summary>For each version its content and the version and line, counted from 0, of every line; "?" for unknown.</summary>
    public List<string> Origins(DiffRecords? records = null, bool ignoreWhitespace = false) =>
        Replay((in OwnedVersion owned) => Describe(owned), records, ignoreWhitespace);

    /// <summary>For each version what differs from its first parent, and that parent's content.</summary>
    public List<string> Changes(DiffRecords? records = null) => Replay((in OwnedVersion owned) => string.Join(' ',
        [owned.ParentContent?.ToString() ?? "none", .. owned.Changes.ToArray().Select(c => $"{c.OldStart},{c.OldCount}>{c.NewStart},{c.NewCount}")]), records);

    public void Dispose() => _repository.Dispose();

    private delegate string Describer(in OwnedVersion owned);

    private List<string> Replay(Describer describe, DiffRecords? records, bool ignoreWhitespace = false)
    {
        using var opened = GitRepository.Open(_repository.Path);
        using var reader = opened.Objects.CreateReader();
        var result = new List<string>();
        new LineOwnership(reader, ignoreWhitespace, textBudget: 1 << 20, records).Replay(_versions, (in OwnedVersion owned) =>
        {
            Assert.Equal(result.Count, owned.Version);
            result.Add(describe(owned));
        });
        Assert.Equal(_versions.Count, result.Count);
        return result;
    }

    private static string Describe(in OwnedVersion owned)
    {
        var text = new StringBuilder(owned.Content == VersionContent.Text ? "" : owned.Content + " ");
        foreach (int origin in owned.Owners)
        {
            if (origin == LineOrigins.Unknown)
            {
                text.Append("? ");
                continue;
            }

            var (version, line, _) = owned.Origins.Of(origin);
            text.Append(version).Append('.').Append(line).Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    private ObjectId Write(byte[] content) =>
        ObjectId.Parse(Encoding.ASCII.GetString(GitTestRepository.Git(_repository.Path, ["hash-object", "-w", "--stdin"], input: content)).Trim());
}
