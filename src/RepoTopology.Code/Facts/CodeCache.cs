using System.Security.Cryptography;

namespace RepoTopology.Code;

/// <summary>
/// Results of projects in a directory of the user's: one file a result, named by its key. A key stands for all that the result was computed from, so
/// nothing is ever out of date. What can't be read or written is as good as absent; several processes may use one directory.
/// </summary>
/// <param name="directory">Created when something is stored. Its files should be the user's alone: what they hold is believed.</param>
public sealed class CodeCache(string directory)
{
    private const string Extension = ".code";
    private const int MostBytes = 256 << 20;

    /// <summary>The directory.</summary>
    public string Directory { get; } = directory;

    /// <summary>What was stored under a key; null when there is none or it is damaged.</summary>
    /// <param name="key">32 bytes.</param>
    public byte[]? Try(ReadOnlySpan<byte> key)
    {
        try
        {
            var file = new FileInfo(PathOf(key));
            if (!file.Exists || file.Length < SHA256.HashSizeInBytes || file.Length > MostBytes)
                return null;
            byte[] content = File.ReadAllBytes(file.FullName);
            var data = content.AsSpan(..^SHA256.HashSizeInBytes);
            return SHA256.HashData(data).AsSpan().SequenceEqual(content.AsSpan(^SHA256.HashSizeInBytes..)) ? data.ToArray() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps bytes under a key; a file appears whole or not at all.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="data">Up to 256 MiB; more is not kept.</param>
    public void Store(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        if (data.Length + SHA256.HashSizeInBytes > MostBytes)
            return;
        string path = PathOf(key);
        string unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            CreateDirectory();
            using (var file = new FileStream(unfinished, System.IO.FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(data);
                file.Write(SHA256.HashData(data));
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run computes it again.
        }
    }

    /// <summary>Removes the results that were written longest ago until no more than some bytes are left; nothing but its own files is touched.</summary>
    public void Trim(long mostBytes)
    {
        if (!System.IO.Directory.Exists(Directory))
            return;
        long left = mostBytes;
        foreach (var file in new DirectoryInfo(Directory).GetFiles().Where(IsOurs).OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
            if ((left -= file.Length) < 0)
                try
                {
                    file.Delete();
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Another process reads it, or was faster.
                }
    }

    private static bool IsOurs(FileInfo file) =>
        file.Name.Split('.') is [{ Length: 64 } key, "code", ..] && key.All(char.IsAsciiHexDigitLower);

    private string PathOf(ReadOnlySpan<byte> key) => Path.Join(Directory, Convert.ToHexStringLower(key) + Extension);

    private void CreateDirectory()
    {
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(Directory);
        else
            System.IO.Directory.CreateDirectory(Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
