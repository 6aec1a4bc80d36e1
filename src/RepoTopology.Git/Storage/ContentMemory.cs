namespace RepoTopology.Git;

/// <summary>
/// How much memory file contents may take, over all threads: small ones are anybody's, of large ones only one thread holds any at a time. So what
/// can be read depends on the memory alone, not on the number of threads.
/// </summary>
/// <param name="bytes">All of it.</param>
/// <param name="threads">Threads that read contents.</param>
public sealed class ContentMemory(long bytes, int threads)
{
    // Two versions of a file, once as they are stored and once as text.
    private const int PartsOfLargest = 4;

    // What a line costs while two texts are compared, besides its bytes.
    private const int BytesOfLine = 40;

    private readonly Lock _large = new();

    /// <summary>No limit but what can be read at all.</summary>
    public static ContentMemory Unlimited { get; } = new(long.MaxValue, 1);

    /// <summary>The largest content that is read.</summary>
    public int MostBytes { get; } = (int)Math.Min(bytes / PartsOfLargest, ObjectReader.MaxObjectSize);

    /// <summary>Contents up to this size are read at any time.</summary>
    internal int SmallBytes { get; } = (int)Math.Min(bytes / PartsOfLargest / PartsOfLargest / threads, ObjectReader.MaxObjectSize);

    /// <summary>Whether a content can be cut into lines, and these compared.</summary>
    public bool Fits(ReadOnlySpan<byte> content) =>
        content.Length * (1L + BytesOfLine) <= MostBytes || content.Length + (long)TextRule.CountLines(content) * BytesOfLine <= MostBytes;

    /// <summary>Waits until no other thread holds large contents.</summary>
    internal void BeginLarge() => _large.Enter();

    internal void EndLarge() => _large.Exit();
}

/// <summary>Reads contents for one thread within a <see cref="ContentMemory"/>.</summary>
public sealed class ContentReader(ObjectReader reader, ContentMemory memory)
{
    private bool _holdsLarge;

    public ContentMemory Memory => memory;

    /// <summary>Reads an object; false when it is absent.</summary>
    /// <exception cref="GitDataException">It is corrupt, or too large (<see cref="GitDataProblem.TooLarge"/>, <see cref="GitDataProblem.Unsupported"/>).</exception>
    public bool TryRead(ObjectId id, out GitObject value)
    {
        try
        {
            return reader.TryRead(id, _holdsLarge ? memory.MostBytes : memory.SmallBytes, out value);
        }
        catch (GitDataException e) when (e.Problem == GitDataProblem.TooLarge && !_holdsLarge)
        {
            memory.BeginLarge();
            _holdsLarge = true;
            return reader.TryRead(id, memory.MostBytes, out value);
        }
    }

    /// <inheritdoc cref="ObjectReader.TryReadStart"/>
    public bool TryReadStart(ObjectId id, Span<byte> start, long leastSize) => reader.TryReadStart(id, start, leastSize);

    /// <summary>To be called when no content is held any more.</summary>
    public void LetGo()
    {
        if (_holdsLarge)
            memory.EndLarge();
        _holdsLarge = false;
    }
}
