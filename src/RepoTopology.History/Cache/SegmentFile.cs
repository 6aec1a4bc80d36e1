using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>A complete file of cached facts, mapped into memory. It is never changed, only deleted.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly MappedFile _file;
    private readonly SegmentTable[] _tables;
    private bool _disposed;

    private SegmentFile(MappedFile file, SegmentHeader header)
    {
        _file = file;
        Engine = header.Engine;
        _tables = new SegmentTable[header.Tables.Length];
        for (int i = 0; i < _tables.Length; i++)
            _tables[i] = new SegmentTable(file, CacheTables.All[i], header.Tables[i]);
    }

    public string Path => _file.Path;

    public long Length => _file.Length;

    public string Engine { get; }

    /// <exception cref="GitDataException">It cannot be read, is no segment, or its header is damaged.</exception>
    public static SegmentFile Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return new SegmentFile(file, SegmentHeader.Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Null for whatever cannot be used: vanished meanwhile, damaged, or written by another version.</summary>
    public static SegmentFile? TryOpen(string path, string engine)
    {
        try
        {
            var segment = Open(path);
            if (segment.Engine == engine)
                return segment;
            segment.Dispose();
        }
        catch (GitDataException)
        {
            // What is lost is read anew.
        }

        return null;
    }

    public SegmentTable this[CacheTable table] => _tables[(int)table - 1];

    public void Dispose()
    {
        if (!_disposed)
            _file.Dispose();
        _disposed = true;
    }
}
