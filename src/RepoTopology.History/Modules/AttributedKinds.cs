using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// What a file is by the analysed commit's .gitattributes, and by its path where they are silent: <c>linguist-vendored</c> and
/// <c>linguist-generated</c> say yes or, with <c>=false</c> or <c>-</c>, no; <c>-diff</c> and <c>binary</c> make a file binary and
/// <c>diff</c> makes it text. https://github.com/github-linguist/linguist/blob/main/docs/overrides.md
/// </summary>
internal sealed class AttributedKinds(GitAttributes attributes)
{
    private static readonly string[] Names = ["linguist-vendored", "linguist-generated", "diff"];

    /// <summary>Whether there were too many rules for so many paths: the last ones are judged by their path alone.</summary>
    public bool IsCapped => attributes.IsCapped;

    public PathKind Of(string path)
    {
        Span<AttributeValue> values = [default, default, default];
        attributes.Find(Encoding.UTF8.GetBytes(path), Names, values);
        var (vendored, generated, text) = (IsTrue(values[0]), IsTrue(values[1]), IsTrue(values[2]));
        if (vendored == true)
            return PathKind.Vendored;
        if (generated == true)
            return PathKind.Generated;
        var named = PathKinds.Classify(path);
        bool denied = named switch
        {
            PathKind.Vendored => vendored == false,
            PathKind.Generated => generated == false,
            PathKind.Binary => text == true,
            _ => false,
        };

        // A lock file that nobody wants to see in diffs is generated all the same.
        if (named is PathKind.Authored || denied)
            return text == false ? PathKind.Binary : PathKind.Authored;
        return named;
    }

    private static bool? IsTrue(AttributeValue value) => value.State switch
    {
        AttributeState.Set => true,
        AttributeState.Unset => false,
        AttributeState.Text when value.Text is "true" or "false" => value.Text == "true",
        _ => null,
    };
}
