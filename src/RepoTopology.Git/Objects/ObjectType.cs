namespace RepoTopology.Git;

/// <summary>The four kinds of object, numbered as a pack numbers them.</summary>
public enum ObjectType : byte
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
}
