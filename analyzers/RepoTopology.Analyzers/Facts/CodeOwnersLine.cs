using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers;

/// <summary>
/// A rule of CODEOWNERS with the places of its words. Comments begin with <c>#</c>, a blank in a pattern is written <c>\ </c>.
/// https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
/// </summary>
internal sealed class CodeOwnersLine
{
    private CodeOwnersLine(List<(string Word, TextSpan Span)> words) => (Pattern, Owners) = (words[0], words.Skip(1).ToList());

    public (string Word, TextSpan Span) Pattern { get; }

    public IReadOnlyList<(string Word, TextSpan Span)> Owners { get; }

    /// <summary>The last line with the pattern, which is the one that counts.</summary>
    public static CodeOwnersLine? Find(SourceText text, string pattern) => All(text).LastOrDefault(line => line.Pattern.Word == pattern);

    /// <summary>From the first line to the last; GitLab's section headers (<c>[Docs] @owner</c>) are passed over.</summary>
    public static IEnumerable<CodeOwnersLine> All(SourceText text)
    {
        foreach (var line in text.Lines)
            if (Words(text, line) is { Count: > 0 } words && !words[0].Word.StartsWith("[", StringComparison.Ordinal) && !words[0].Word.StartsWith("^[", StringComparison.Ordinal))
                yield return new CodeOwnersLine(words);
    }

    /// <summary>A pattern as a line has to write it.</summary>
    public static string Escape(string pattern)
    {
        string blanks = pattern.Replace(" ", "\\ ");
        return blanks.StartsWith("#", StringComparison.Ordinal) ? "\\" + blanks : blanks;
    }

    private static List<(string Word, TextSpan Span)> Words(SourceText text, TextLine line)
    {
        var words = new List<(string, TextSpan)>();
        var word = new StringBuilder();
        int start = line.Start;
        for (int at = line.Start; at <= line.End; at++)
        {
            bool comment = at < line.End && text[at] == '#' && word.Length == 0;
            if (at == line.End || comment || char.IsWhiteSpace(text[at]))
            {
                if (word.Length > 0)
                    words.Add((word.ToString(), TextSpan.FromBounds(start, at)));
                word.Clear();
                start = at + 1;
                if (comment)
                    break;
            }
            else
            {
                // \  is a blank and \# a hash of the pattern.
                if (text[at] == '\\' && at + 1 < line.End && text[at + 1] is ' ' or '#')
                    at++;
                word.Append(text[at]);
            }
        }

        return words;
    }
}
