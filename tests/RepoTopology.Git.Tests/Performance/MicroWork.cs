using System.Globalization;
using System.Text;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Performance;

/// <summary>
/// The inner loops on a small repository made for them; both the micro-benchmarks and the tests of allocation budgets run these. After one
/// round to warm up, a round needs no more memory than its budget.
/// </summary>
public sealed class MicroWork : IDisposable
{
    private const int Files = 200;
    private const int LinesOfFile = 2000;

    // So many large files taken by turns that none is in the cache when its turn comes; the ring has room beside the three objects that are held.
    private const int BigFiles = 12;
    private const int CacheForEight = 8 * (64 << 10);

    private readonly GitTestRepository _files;
    private readonly GitRepository _repository;
    private readonly ObjectReader _byTurns;
    private readonly ObjectReader _cached;
    private readonly TreeDiff _treeDiff;
    private readonly LineNumbering _numbering = new();
    private readonly LineDiff _lineDiff = new();
    private readonly ObjectId[] _whole;
    private readonly ObjectId[] _deltas;
    private readonly ObjectId _oldTree;
    private readonly ObjectId _newTree;
    private readonly byte[] _oldContent = Content(change: -1);
    private readonly byte[] _newContent = Content(change: 7);
    private readonly LineText _oldText;
    private readonly LineText _newText;
    private int _turn;

    public MicroWork()
    {
        _files = GitTestRepository.Create();
        for (int i = 0; i < Files; i++)
            _files.Write($"d{i % 10}/f{i}.txt", i.ToString(CultureInfo.InvariantCulture));
        for (int i = 0; i < BigFiles; i++)
            _files.Write($"big{i}.txt", Content(change: -1, i));
        _files.Commit("first");
        for (int i = 0; i < BigFiles; i++)
            _files.Write($"big{i}.txt", Content(change: 7, i));
        _files.Write("d3/f3.txt", "changed").Commit("second");
        _files.Run("repack", "-a", "-d", "-q", "-f", "--depth=1");
        _repository = GitRepository.Open(_files.Path);
        _byTurns = _repository.Objects.CreateReader(CacheForEight);
        _cached = _repository.Objects.CreateReader();
        _treeDiff = new TreeDiff(_cached);
        (_oldTree, _newTree) = (Id("HEAD~1^{tree}"), Id("HEAD^{tree}"));

        // Git keeps the newer version whole.
        _whole = [.. Enumerable.Range(0, BigFiles).Select(i => Id($"HEAD:big{i}.txt"))];
        _deltas = [.. Enumerable.Range(0, BigFiles).Select(i => Id($"HEAD~1:big{i}.txt"))];
        _oldText = _numbering.Read(_oldContent);
        _newText = _numbering.Read(_newContent, _oldText);
    }

    /// <summary>Inflates a whole object of some 50 KB.</summary>
    public int Inflate() => _byTurns.Read(_whole[_turn++ % BigFiles], ObjectType.Blob).Length;

    /// <summary>Inflates an object and applies a delta to it.</summary>
    public int ApplyDelta() => _byTurns.Read(_deltas[_turn++ % BigFiles], ObjectType.Blob).Length;

    /// <summary>Compares two trees, in which 13 files differ, from the cache.</summary>
    public int DiffTrees()
    {
        _changes = 0;
        _treeDiff.Compare(_oldTree, _newTree, [], CountChange);
        return _changes;
    }

    /// <summary>Compares two numbered texts of 2,000 lines.</summary>
    public int DiffLines() => _lineDiff.Count(_oldText, _newText).Added + _lineDiff.Compare(_oldText, _newText).Length;

    /// <summary>Cuts a version into lines beside the version before it.</summary>
    public int NumberLines()
    {
        var text = _numbering.Read(_newContent, _oldText);
        int count = text.Count;
        _numbering.Release(text);
        return count;
    }

    public void Dispose()
    {
        _cached.Dispose();
        _byTurns.Dispose();
        _repository.Dispose();
        _files.Dispose();
    }

    [ThreadStatic]
    private static int _changes;

    private static readonly TreeChangeHandler CountChange = (in TreeChange _) => _changes++;

    private ObjectId Id(string revision) => ObjectId.Parse(_files.Run("rev-parse", revision).Trim());

    private static byte[] Content(int change, int file = 0)
    {
        var text = new StringBuilder();
        for (int i = 0; i < LinesOfFile; i++)
            text.Append(CultureInfo.InvariantCulture, $"line {(i + file) * 7919 % 1000} of {file} {(change > 0 && i % 97 == change ? "the new" : "an old")} file\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
