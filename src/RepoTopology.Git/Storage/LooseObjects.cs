using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;

namespace RepoTopology.Git;

/// <summary>
/// Objects in files of their own: <c>objects/ab/cdef…</c>, a zlib stream of "type SP size NUL content". Which ones there are is listed
/// once, when first asked for.
/// </summary>
internal sealed class LooseObjects(string directory)
{
    private readonly ObjectId[]?[] _fanOut = new ObjectId[256][];

    public bool Contains(ObjectId id) => Array.BinarySearch(ListOf(id.FirstByte), id) >= 0;

    /// <summary>The folders that there are, each with the time of its last change.</summary>
    public IEnumerable<string> DescribeFolders() => Directory.Exists(directory)
        ? new DirectoryInfo(directory).EnumerateDirectories("??").OrderBy(folder => folder.Name, StringComparer.Ordinal)
            .Select(folder => string.Create(CultureInfo.InvariantCulture, $"{folder.FullName} {folder.LastWriteTimeUtc.Ticks}"))
        : [];

    public void AppendByPrefix(IdPrefix prefix, ICollection<ObjectId> found, int limit)
    {
        // A prefix shorter than two digits would span folders; revisions need at least four.
        foreach (var id in ListOf(prefix.Lowest.FirstByte))
            if (prefix.Matches(id) && found.Count < limit)
                found.Add(id);
    }

    /// <summary>Opens an object and reads its header.</summary>
    /// <exception cref="GitDataException">It cannot be read, or its header is malformed.</exception>
    public LooseObject Open(ObjectId id)
    {
        string path = PathOf(id);
        try
        {
            var stream = new ZLibStream(File.OpenRead(path), CompressionMode.Decompress);
            try
            {
                return ReadHeader(stream, path);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (InvalidDataException)
        {
            throw GitDataException.Corrupt(path, "the loose object is no zlib stream");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw GitDataException.Unreadable(path, e);
        }
    }

    private static LooseObject ReadHeader(Stream stream, string path)
    {
        Span<byte> header = stackalloc byte[32];
        int length = 0;
        while (true)
        {
            int b = stream.ReadByte();
            if (b < 0 || length == header.Length)
                throw GitDataException.Corrupt(path, "the loose object has no header");
            if (b == 0)
                break;
            header[length++] = (byte)b;
        }

        header = header[..length];
        int space = header.IndexOf((byte)' ');
        ObjectType type = space < 0 ? 0 : TypeOf(header[..space]);
        if (type == 0 || !Utf8Parser.TryParse(header[(space + 1)..], out long size, out int used) || used != length - space - 1 || size < 0)
            throw GitDataException.Corrupt(path, "the loose object has a malformed header");
        return new LooseObject(stream, path, type, size);
    }

    private static ObjectType TypeOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("commit"u8) ? ObjectType.Commit
        : name.SequenceEqual("tree"u8) ? ObjectType.Tree
        : name.SequenceEqual("blob"u8) ? ObjectType.Blob
        : name.SequenceEqual("tag"u8) ? ObjectType.Tag
        : 0;

    /// <summary>Bytes on the disk; 0 when it is gone.</summary>
    public long FileSize(ObjectId id) => new FileInfo(PathOf(id)) is { Exists: true } file ? file.Length : 0;

    private string PathOf(ObjectId id)
    {
        string hex = id.ToString();
        return Path.Combine(directory, hex[..2], hex[2..]);
    }

    private ObjectId[] ListOf(byte first)
    {
        if (_fanOut[first] is { } known)
            return known;

        string folder = first.ToString("x2", CultureInfo.InvariantCulture);
        var ids = new List<ObjectId>();
        try
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(directory, folder)))
                if (ObjectId.TryParse(folder + Path.GetFileName(file), out var id))
                    ids.Add(id);
        }
        catch (DirectoryNotFoundException)
        {
            // No object starts so.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw GitDataException.Unreadable(Path.Combine(directory, folder), e);
        }

        ids.Sort();
        return _fanOut[first] = [.. ids];
    }
}
