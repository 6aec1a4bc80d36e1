namespace RepoTopology.Git;

/// <summary>How an attribute stands for a path. https://git-scm.com/docs/gitattributes#_description</summary>
public enum AttributeState : byte
{
    /// <summary>No rule speaks of it, or the last one that does says <c>!name</c>.</summary>
    Unspecified,

    /// <summary><c>name</c></summary>
    Set,

    /// <summary><c>-name</c></summary>
    Unset,

    /// <summary><c>name=text</c></summary>
    Text,
}

/// <summary>An attribute of a path.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Text">The text after <c>=</c>, possibly empty; null in the other states.</param>
public readonly record struct AttributeValue(AttributeState State, string? Text = null);
