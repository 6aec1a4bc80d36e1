using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// References that are a file each: 40 hexadecimal digits, or <c>ref: NAME</c> for a symbolic one.
/// https://git-scm.com/docs/gitrepository-layout
/// </summary>
internal sealed class LooseReferences(RepositoryLayout layout)
{
    /// <summary>An id, or the name of another reference.</summary>
    public readonly record struct Value(ObjectId Id, string? Target);

    public string PathOf(string name) => Path.Join(DirectoryOf(name), name);

    /// <summary>Reads the file of a valid name; null when there is none.</summary>
    /// <exception cref="GitDataException">Unreadable, or neither an id nor a symbolic reference.</exception>
    public Value? Read(string name)
    {
        string path = PathOf(name);
        try
        {
            // Early git wrote symbolic references as links whose text is the name. No other link is followed below refs/, so that none
            // leads out of the repository.
            if (new FileInfo(path).LinkTarget is { } link)
            {
                if (link.StartsWith("refs/", StringComparison.Ordinal) && ReferenceName.IsValid(link))
                    return new Value(default, link);
                if (name.StartsWith("refs/", StringComparison.Ordinal))
                    return null;
            }

            if (IsBelowLink(name))
                return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw GitDataException.Unreadable(path, error);
        }

        return SmallFile.TryRead(path) is { } bytes ? Parse(bytes, path) : null;
    }

    /// <summary>The valid names under a prefix, in no order.</summary>
    public IEnumerable<string> List(string prefix)
    {
        string folder = prefix.StartsWith("refs/", StringComparison.Ordinal) ? prefix[..prefix.LastIndexOf('/')] : "refs";
        string[] roots = layout.GitDirectory == layout.CommonDirectory
            ? [layout.CommonDirectory] : [layout.CommonDirectory, layout.GitDirectory];
        foreach (string root in roots)
            foreach (string name in ListFolder(root, folder))
                if (name.StartsWith(prefix, StringComparison.Ordinal) && DirectoryOf(name) == root && ReferenceName.IsValid(name))
                    yield return name;
    }

    private string DirectoryOf(string name) => ReferenceName.IsPerWorktree(name) ? layout.GitDirectory : layout.CommonDirectory;

    private static IEnumerable<string> ListFolder(string root, string folder)
    {
        if (folder.Contains("..", StringComparison.Ordinal))
            yield break;
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out string? at))
            foreach (var entry in Entries(Path.Join(root, at)))
            {
                string name = $"{at}/{entry.Name}";
                if (entry is not DirectoryInfo)
                    yield return name;
                else if (entry.LinkTarget is null)
                    folders.Push(name);
            }
    }

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw GitDataException.Unreadable(folder, error);
        }
    }

    // refs itself may be a link: old multi-checkout tools share it that way.
    private bool IsBelowLink(string name)
    {
        string root = DirectoryOf(name);
        for (int slash = name.LastIndexOf('/'); slash > "refs".Length; slash = name.LastIndexOf('/', slash - 1))
            if (new DirectoryInfo(Path.Join(root, name.AsSpan(0, slash))).LinkTarget is not null)
                return true;
        return false;
    }

    private static Value Parse(ReadOnlySpan<byte> text, string path)
    {
        if (text.StartsWith("ref:"u8))
        {
            string target = Encoding.UTF8.GetString(text["ref:".Length..]).Trim(' ', '\t', '\r', '\n');
            return ReferenceName.IsValid(target)
                ? new Value(default, target)
                : throw GitDataException.Corrupt(path, "is a symbolic reference to a name that git does not allow");
        }

        bool ends = text.Length == ObjectId.HexSize
            || (text.Length > ObjectId.HexSize && text[ObjectId.HexSize] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
        if (ends && ObjectId.TryParse(text[..ObjectId.HexSize], out var id) && !id.IsZero)
            return new Value(id, null);
        throw GitDataException.Corrupt(path, text.IsEmpty ? "is empty, so it names no object" : "is neither an id nor a symbolic reference");
    }
}
