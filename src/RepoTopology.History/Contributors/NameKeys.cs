using System.Text;

namespace RepoTopology.History;

/// <summary>Names made comparable: without case, accents, punctuation and extra space.</summary>
internal static class NameKeys
{
    // The runtime's own decomposition needs ICU, which the tool runs without. From U+00C0 to U+017F; '?' leaves a character as it is.
    private const string Folded =
        "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll??llnnnnnn???oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?";

    /// <summary>The words of a name, in their order. "Last, First" keeps the order that it states.</summary>
    public static string[] Words(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (c is >= '\u0300' and <= '\u036f')
                continue;
            if (c is >= '\u00c0' and <= '\u017f' && Folded[c - '\u00c0'] != '?')
                text.Append(Folded[c - '\u00c0']);
            else
                text.Append(char.IsLetterOrDigit(c) || c is '\'' or '-' ? char.ToLowerInvariant(c) : ' ');
        }

        return text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
