using System.Text;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>A file at the repository's root that lines are appended to: as a patch, or in the work tree.</summary>
/// <param name="name">Its name, of plain characters.</param>
internal sealed class AppendedFile(string name)
{
    private const int MostBytes = 16 << 20;

    /// <summary>Prints a patch of it, or writes it.</summary>
    /// <param name="opened">The repository.</param>
    /// <param name="head">The analysed commit: where a bare repository's file is.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="write">Whether to write it in the work tree.</param>
    /// <param name="target">Where a patch goes.</param>
    /// <param name="shell">Standard output.</param>
    /// <exception cref="RequestException">It cannot be read or written.</exception>
    public void Append(GitRepository opened, ObjectId head, IReadOnlyList<string> lines, bool write, OutputTarget target, Shell shell)
    {
        string? path = opened.Layout.WorkTree is { } root ? Path.Join(root, name) : null;
        byte[]? file = path is null ? Committed(opened, head) : InWorkTree(path);
        if (!write)
        {
            target.Write(shell, stream => stream.Write(UnifiedDiff.Of(name, file, Append(file ?? [], lines))));
            return;
        }

        if (path is null)
            throw new RequestException($"a bare repository has no {name} to write; leave out --write and apply the patch in a clone");
        (target with { File = path }).Write(shell, stream => stream.Write(Append(file ?? [], lines)));
    }

    /// <summary>The file with lines appended.</summary>
    public static byte[] Append(ReadOnlySpan<byte> file, IReadOnlyList<string> lines)
    {
        byte[] added = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        return file.IsEmpty || file[^1] == '\n' ? [.. file, .. added] : [.. file, (byte)'\n', .. added];
    }

    private byte[]? Committed(GitRepository opened, ObjectId commit)
    {
        using var reader = opened.Objects.CreateReader(1 << 20);
        return TreeLookup.TryReadFile(reader, commit, Encoding.UTF8.GetBytes(name), MostBytes, out byte[] content) ? content : null;
    }

    // git does not follow a link there either: it could lead anywhere.
    private byte[]? InWorkTree(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
            throw new RequestException($"{name} is a link, which git does not follow; make it a file first");
        if (file is { Exists: true, Length: > MostBytes })
            throw new RequestException($"{name} is larger than 16 MiB, which is no such list");
        return file.Exists ? File.ReadAllBytes(path) : null;
    }
}
