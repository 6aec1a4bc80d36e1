using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Words of one change after the other; one per worker.</summary>
internal sealed class ChangeWords : IDisposable
{
    // Above it the beginning is looked at first.
    private const int LargeBytes = 64 << 10;

    private readonly ObjectReader _reader;
    private readonly ContentReader _contents;
    private readonly LineNumbering _numbering = new();
    private readonly WordList _words = new();

    private readonly CachedWords? _cached;

    public ChangeWords(GitRepository repository, ContentMemory memory, long budget, HistoryCache? cache)
    {
        _cached = cache is null ? null : new CachedWords(cache);
        _reader = repository.Objects.CreateReader((int)Math.Clamp(budget / 8, 4 << 20, 64 << 20));
        _contents = new ContentReader(_reader, memory);
    }

    /// <summary>Changes so far that lack a blob.</summary>
    public int Missing { get; private set; }

    /// <summary>Changes so far that need too much memory.</summary>
    public int OverBudget { get; private set; }

    /// <summary>The different words on the lines that the old content lacks; none of binary and huge files.</summary>
    /// <param name="oldId">Zero for a new file.</param>
    /// <param name="newId">The new content.</param>
    public ulong[] OfLines(ObjectId oldId, ObjectId newId)
    {
        if (_cached?.TryFindLines(oldId, newId) is { } known)
            return known;
        int lacking = Missing + OverBudget;
        var words = Read(oldId, newId);
        if (Missing + OverBudget == lacking)
            _cached?.AddLines(oldId, newId, words);
        return words;
    }

    private ulong[] Read(ObjectId oldId, ObjectId newId)
    {
        LineText? oldText = null, newText = null;
        try
        {
            if (oldId != ObjectId.Zero && !TryRead(oldId, null, out oldText) || !TryRead(newId, oldText, out newText))
                return [];
            ScanAdded(oldText, newText!);
            return _words.TakeDistinct().ToArray();
        }
        catch (GitDataException e) when (e.Problem == GitDataProblem.TooLarge)
        {
            OverBudget++;
            return [];
        }
        finally
        {
            if (oldText is not null)
                _numbering.Release(oldText);
            if (newText is not null)
                _numbering.Release(newText);
            _numbering.Clear();
            _contents.LetGo();
        }
    }

    /// <summary>The different words of a commit's message; none where the commit is absent.</summary>
    public ulong[] OfMessage(ObjectId id)
    {
        if (_cached?.TryFindMessage(id) is { } known)
            return known;
        if (!_reader.TryRead(id, out var found) || found.Type != ObjectType.Commit)
            return [];
        var commit = CommitView.Parse(found.Data, id);
        MessageText.Scan(TextEncoding.Of(commit.Encoding) is { } encoding ? Encoding.UTF8.GetBytes(encoding.GetString(commit.Message)) : commit.Message, _words);
        var words = _words.TakeDistinct().ToArray();
        _cached?.AddMessage(id, words);
        return words;
    }

    public void Dispose() => _reader.Dispose();

    // Lines are numbered in the order of their first coming: what the old text lacks has numbers from its limit on. A line that is moved or repeated
    // brings no words, so that no search for the shortest difference is needed.
    private void ScanAdded(LineText? oldText, LineText newText)
    {
        int known = oldText?.NumberLimit ?? 0;
        var rest = newText.Content;
        foreach (int number in newText.Lines)
        {
            int length = rest.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : rest.Length;
            if (number >= known && length <= AddedWordsReader.MostLineBytes)
                IdentifierWords.Scan(rest[..length], _words);
            if (_words.IsFull)
                return;
            rest = rest[length..];
        }
    }

    /// <returns>False for what has no words, and, counted, for what is absent.</returns>
    private bool TryRead(ObjectId id, LineText? similar, out LineText? text)
    {
        text = null;
        Span<byte> start = stackalloc byte[LineText.BinaryLookSize];
        if (_contents.TryReadStart(id, start, LargeBytes) && LineText.IsBinary(start))
            return false;
        if (!_reader.TryReadHeader(id, out var type, out long size))
        {
            Missing++;
            return false;
        }

        if (type != ObjectType.Blob || size > AddedWordsReader.MostFileBytes)
            return false;
        if (!_contents.TryRead(id, out var blob))
        {
            Missing++;
            return false;
        }

        if (LineText.IsBinary(blob.Data))
            return false;
        if (!_contents.Memory.Fits(blob.Data))
            throw new GitDataException(GitDataProblem.TooLarge, $"a text of {blob.Data.Length} bytes needs more memory than is allowed");
        text = _numbering.Read(blob.Data, similar);
        return true;
    }
}
