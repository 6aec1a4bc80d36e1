namespace RepoTopology.Git;

/// <summary>Whole files beside the object database: config, references, lists of ids.</summary>
internal static class SmallFile
{
    /// <summary>Bytes; far above any real file of these kinds.</summary>
    public const int DefaultLimit = 16 << 20;

    /// <summary>A file's bytes, or null when there is no such file.</summary>
    /// <exception cref="GitDataException">Longer than <paramref name="limit"/>, or the operating system refuses to read it.</exception>
    public static byte[]? TryRead(string path, int limit = DefaultLimit)
    {
        try
        {
            // Most asked-for files are absent, and File.Exists says so without the cost of an exception.
            if (!File.Exists(path))
                return null;
            using var stream = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            long length = stream.Length;
            if (length > limit)
                throw GitDataException.Corrupt(path, $"is {length} bytes long, more than the {limit} that such a file may have");

            var bytes = new byte[length + 1];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read > length)
                throw GitDataException.Corrupt(path, "is no regular file, or grew while it was read");
            return bytes[..read];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw GitDataException.Unreadable(path, error);
        }
    }
}
