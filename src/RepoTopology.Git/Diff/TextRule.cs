namespace RepoTopology.Git;

/// <summary>Tells text from what has no lines, as git does.</summary>
/// <param name="config">For <c>core.bigFileThreshold</c>, 512 MiB by default.</param>
public sealed class TextRule(GitConfig config)
{
    private readonly long _bigFile = config.GetSize("core.bigfilethreshold") ?? 512L << 20;

    /// <summary>Whether content is too long for text, whatever it holds.</summary>
    public bool IsTooLong(long size) => size > _bigFile;

    /// <param name="content">All of it.</param>
    /// <param name="treatment">What attributes say; of links git asks only the content.</param>
    public bool IsText(ReadOnlySpan<byte> content, DiffTreatment treatment) => treatment switch
    {
        DiffTreatment.Text => true,
        DiffTreatment.Binary => false,
        _ => !IsTooLong(content.Length) && !LineText.IsBinary(content),
    };

    /// <summary>Lines of content, a last one without LF included.</summary>
    public static int CountLines(ReadOnlySpan<byte> content) =>
        content.Count((byte)'\n') + (content.IsEmpty || content[^1] == '\n' ? 0 : 1);
}
