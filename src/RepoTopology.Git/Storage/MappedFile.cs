using System.IO.MemoryMappedFiles;

namespace RepoTopology.Git;

/// <summary>
/// A read-only file mapped into memory, seen as spans. The only file with unsafe code: nothing but a pointer can look at a pack of
/// several GiB without copying it. Git never writes into a pack or an index after it is complete, so we take the risk of somebody
/// truncating one underneath us, as git itself does.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;

    private MappedFile(string path, MemoryMappedFile? file, long length)
    {
        Path = path;
        Length = length;
        if (file is null)
            return;
        _file = file;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="GitDataException">The file cannot be opened or mapped.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            using var stream = new FileStream(path, System.IO.FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            long length = stream.Length;
            if (length == 0) // An empty file cannot be mapped.
                return new MappedFile(path, null, 0);
            var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            try
            {
                return new MappedFile(path, file, length);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw GitDataException.Unreadable(path, e);
        }
    }

    /// <exception cref="GitDataException">The range is not within the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
            throw GitDataException.Corrupt(Path, offset, $"{length} bytes are expected after the end of the file");
        return new ReadOnlySpan<byte>(_start + offset, length);
    }

    /// <summary>All bytes from an offset to the end, at most <see cref="int.MaxValue"/> of them.</summary>
    /// <exception cref="GitDataException">The offset is not within the file.</exception>
    public ReadOnlySpan<byte> From(long offset)
    {
        if (offset < 0 || offset > Length)
            throw GitDataException.Corrupt(Path, offset, "an offset lies after the end of the file");
        return new ReadOnlySpan<byte>(_start + offset, (int)Math.Min(Length - offset, int.MaxValue));
    }

    public void Dispose()
    {
        if (_view is null)
            return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file!.Dispose();
    }
}
