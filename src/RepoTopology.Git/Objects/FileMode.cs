namespace RepoTopology.Git;

/// <summary>The five file modes git keeps, in octal notation 100644, 100755, 120000, 160000 and 40000.</summary>
public static class FileMode
{
    public const ushort None = 0;
    public const ushort Regular = 0x81A4;
    public const ushort Executable = 0x81ED;
    public const ushort Symlink = 0xA000;
    public const ushort Submodule = 0xE000;
    public const ushort Tree = 0x4000;

    /// <summary>The bits that tell file, link, submodule and tree apart.</summary>
    public const ushort KindBits = 0xF000;

    /// <summary>What git makes of a mode as stored: early repositories hold 100664 and other variants.</summary>
    public static ushort Canonical(int mode) => (mode & 0xF000) switch
    {
        0x8000 => (mode & 0x40) != 0 ? Executable : Regular,
        0xA000 => Symlink,
        0x4000 => Tree,
        _ => Submodule,
    };

    /// <summary>File, link or submodule: a change between two kinds is a type change.</summary>
    public static bool SameKind(ushort a, ushort b) => (a & KindBits) == (b & KindBits);
}
