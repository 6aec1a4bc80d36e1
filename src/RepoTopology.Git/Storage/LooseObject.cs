namespace RepoTopology.Git;

/// <summary>A loose object whose header was read; the content comes from the stream.</summary>
internal sealed class LooseObject(Stream stream, string path, ObjectType type, long size) : IDisposable
{
    public ObjectType Type { get; } = type;

    public long Size { get; } = size;

    public string Path { get; } = path;

    /// <exception cref="GitDataException">The content is shorter or longer than the header says, or no zlib stream.</exception>
    public void ReadContent(Span<byte> destination)
    {
        try
        {
            if (stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
                throw GitDataException.Corrupt(Path, "the loose object is shorter than its header says");
            if (stream.ReadByte() >= 0)
                throw GitDataException.Corrupt(Path, "the loose object is longer than its header says");
        }
        catch (InvalidDataException)
        {
            throw GitDataException.Corrupt(Path, "the loose object is no zlib stream");
        }
        catch (IOException e)
        {
            throw GitDataException.Unreadable(Path, e);
        }
    }

    /// <summary>The first bytes of the content, which has more of them.</summary>
    /// <exception cref="GitDataException">The content is shorter, or no zlib stream.</exception>
    public void ReadStart(Span<byte> destination)
    {
        try
        {
            if (stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
                throw GitDataException.Corrupt(Path, "the loose object is shorter than its header says");
        }
        catch (InvalidDataException)
        {
            throw GitDataException.Corrupt(Path, "the loose object is no zlib stream");
        }
        catch (IOException e)
        {
            throw GitDataException.Unreadable(Path, e);
        }
    }

    public void Dispose() => stream.Dispose();
}
