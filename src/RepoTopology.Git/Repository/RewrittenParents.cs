using System.Collections.Immutable;
using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// Files of the common directory that make git see other parents than a commit states: <c>shallow</c>, one id a line, whose parents were
/// not fetched (https://git-scm.com/docs/shallow), and <c>info/grafts</c>, lines of <c>COMMIT [PARENT…]</c>
/// (https://git-scm.com/docs/gitrepository-layout).
/// </summary>
internal sealed class RewrittenParents
{
    private RewrittenParents(HashSet<ObjectId> shallow, Dictionary<ObjectId, ImmutableArray<ObjectId>> grafts)
    {
        Shallow = shallow;
        GraftCount = grafts.Count;
        foreach (var commit in shallow)
            grafts[commit] = []; // a boundary is one even where a graft says otherwise
        Parents = grafts;
    }

    public IReadOnlySet<ObjectId> Shallow { get; }

    public int GraftCount { get; }

    public IReadOnlyDictionary<ObjectId, ImmutableArray<ObjectId>> Parents { get; }

    /// <exception cref="GitDataException">Unreadable, or a line is malformed.</exception>
    public static RewrittenParents Read(string commonDirectory) => new(
        ReadShallow(Path.Join(commonDirectory, "shallow")),
        ReadGrafts(Path.Join(commonDirectory, "info", "grafts")));

    private static HashSet<ObjectId> ReadShallow(string file)
    {
        var commits = new HashSet<ObjectId>();
        int number = 0;
        foreach (string line in Lines(file))
        {
            number++;
            if (!ObjectId.TryParse(line, out var commit))
                throw GitDataException.Corrupt(file, $"line {number} is not a commit's id");
            commits.Add(commit);
        }

        return commits;
    }

    private static Dictionary<ObjectId, ImmutableArray<ObjectId>> ReadGrafts(string file)
    {
        var grafts = new Dictionary<ObjectId, ImmutableArray<ObjectId>>();
        int number = 0;
        foreach (string line in Lines(file))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var ids = ImmutableArray.CreateBuilder<ObjectId>();
            foreach (string word in line.Split(' '))
                ids.Add(ObjectId.TryParse(word, out var id) ? id : throw GitDataException.Corrupt(file, $"line {number} is not a list of ids"));
            grafts.TryAdd(ids[0], ids.ToImmutable()[1..]); // the first line about a commit holds
        }

        return grafts;
    }

    private static IEnumerable<string> Lines(string file)
    {
        var bytes = SmallFile.TryRead(file) ?? [];
        return bytes.Length == 0 ? [] : Encoding.Latin1.GetString(bytes).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());
    }
}
