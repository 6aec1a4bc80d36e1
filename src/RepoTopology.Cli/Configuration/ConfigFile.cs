using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>Finds the configuration: the analysed commit's own, or the file that <c>--config</c> names.</summary>
internal static class ConfigFile
{
    /// <summary>Where a repository keeps it.</summary>
    public const string RepositoryPath = ".repotopology/config.json";

    private const int MaxBytes = 1 << 20;

    /// <summary>The configuration in a commit's tree; the default one when the commit has none.</summary>
    /// <exception cref="RequestException">It cannot be used.</exception>
    public static Config ReadFrom(GitRepository repository, ObjectId commit) => TryReadFrom(repository, commit) ?? Config.Default;

    /// <summary>As <see cref="ReadFrom"/>; null when the commit has none.</summary>
    public static Config? TryReadFrom(GitRepository repository, ObjectId commit)
    {
        using var reader = repository.Objects.CreateReader(1 << 20);
        if (!HeadFiles.TryFind(reader, commit, RepositoryPath, out var blob))
            return null;
        if (!reader.TryReadHeader(blob, out _, out long size))
            throw new RequestException($"{RepositoryPath} of the analysed commit is not in this clone; fetch it, or give a file with --config");
        CheckSize(size, RepositoryPath);
        return ConfigParser.Parse(reader.Read(blob, ObjectType.Blob), RepositoryPath);
    }

    /// <exception cref="RequestException">It cannot be read or used.</exception>
    public static Config Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            CheckSize(stream.Length, path);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return ConfigParser.Parse(bytes, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException($"--config {path} cannot be read ({exception.Message.TrimEnd('.')}); name an existing file", exception);
        }
    }

    private static void CheckSize(long size, string file)
    {
        if (size > MaxBytes)
            throw new RequestException($"{file} is larger than 1 MiB; a configuration of that size is surely a mistake");
    }
}
