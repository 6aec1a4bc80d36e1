using System.Text;

namespace RepoTopology.Git;

/// <summary>A directory that may hold a .gitattributes file.</summary>
internal abstract class AttributeFolder
{
    protected static ReadOnlySpan<byte> FileName => ".gitattributes"u8;

    /// <summary>The file's content; null when there is none.</summary>
    public abstract byte[]? ReadFile();

    /// <summary>A directory in it; null when there is none.</summary>
    public abstract AttributeFolder? Enter(ReadOnlySpan<byte> name);
}

/// <summary>A directory of the work tree. Links are not followed, so nothing outside the work tree is read.</summary>
internal sealed class WorkTreeFolder(string path) : AttributeFolder
{
    public override byte[]? ReadFile()
    {
        string file = Path.Join(path, Encoding.UTF8.GetString(FileName));
        return new FileInfo(file) is { Exists: true, LinkTarget: null, Length: <= AttributeFile.MostBytes } ? SmallFile.TryRead(file) : null;
    }

    public override AttributeFolder? Enter(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.SequenceEqual("."u8) || name.SequenceEqual(".."u8) || name.Contains((byte)0))
            return null;
        string folder = Path.Join(path, Encoding.UTF8.GetString(name));
        return new DirectoryInfo(folder) is { Exists: true, LinkTarget: null } ? new WorkTreeFolder(folder) : null;
    }
}

/// <summary>A directory of a commit. What a partial clone lacks counts as absent.</summary>
internal sealed class TreeFolder(ObjectReader reader, ObjectId tree) : AttributeFolder
{
    public override byte[]? ReadFile() =>
        TryFind(FileName, out ushort mode, out var id) && mode is FileMode.Regular or FileMode.Executable
            && reader.TryReadHeader(id, out var type, out long size) && type == ObjectType.Blob && size <= AttributeFile.MostBytes
            ? reader.Read(id, ObjectType.Blob).ToArray()
            : null;

    public override AttributeFolder? Enter(ReadOnlySpan<byte> name) =>
        TryFind(name, out ushort mode, out var id) && mode == FileMode.Tree ? new TreeFolder(reader, id) : null;

    private bool TryFind(ReadOnlySpan<byte> name, out ushort mode, out ObjectId id)
    {
        try
        {
            return TreeLookup.TryFind(reader, tree, name, out mode, out id);
        }
        catch (GitDataException e) when (e.Problem == GitDataProblem.Missing)
        {
            (mode, id) = (FileMode.None, ObjectId.Zero);
            return false;
        }
    }
}
