using System.Text;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>A file at the repository's root that lines are appended to: as a patch, or in the work tree.</summary>
/// <param name="name">Its name, of plain characters.</param>
internal sealed class AppendedFile(string name)
{
    private const int ContextLines = 3;
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
            target.Write(shell, stream => stream.Write(Diff(name, file, lines)));
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

    /// <summary>A unified diff that appends lines, as <c>git apply</c> takes it.</summary>
    /// <param name="name">The file's path from the repository's root, of plain characters.</param>
    /// <param name="file">What the file holds; null when there is none.</param>
    /// <param name="lines">At least one.</param>
    public static byte[] Diff(string name, byte[]? file, IReadOnlyList<string> lines)
    {
        var diff = new List<byte>();
        var before = LinesOf(file ?? []);
        Add($"diff --git a/{name} b/{name}\n");
        Add(file is null ? $"new file mode 100644\n--- /dev/null\n+++ b/{name}\n" : $"--- a/{name}\n+++ b/{name}\n");
        int context = Math.Min(ContextLines, before.Count);
        int start = before.Count - context;
        Add(FormattableString.Invariant($"@@ -{(before.Count == 0 ? 0 : start + 1)},{context} +{start + 1},{context + lines.Count} @@\n"));
        bool unended = before.Count > 0 && before[^1] is not [.., (byte)'\n'];
        for (int i = start; i < before.Count; i++)
        {
            bool changes = unended && i == before.Count - 1;
            diff.Add((byte)(changes ? '-' : ' '));
            diff.AddRange(before[i]);
            if (!changes)
                continue;
            Add("\n\\ No newline at end of file\n+");
            diff.AddRange(before[i]);
            Add("\n");
        }

        foreach (string line in lines)
            Add($"+{line}\n");
        return [.. diff];

        void Add(string text) => diff.AddRange(Encoding.UTF8.GetBytes(text));
    }

    private static List<byte[]> LinesOf(ReadOnlySpan<byte> text)
    {
        var lines = new List<byte[]>();
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            int length = end < 0 ? text.Length : end + 1;
            lines.Add(text[..length].ToArray());
            text = text[length..];
        }

        return lines;
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
