using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>A line of CODEOWNERS: who is asked about changes to what fits the pattern. The last line that fits decides.</summary>
/// <param name="Pattern">As written.</param>
/// <param name="Owners">Logins, teams or e-mails; none means that nobody owns it.</param>
/// <param name="Line">The line's number, from 1.</param>
public sealed record CodeOwnerRule(string Pattern, ImmutableArray<string> Owners, int Line);

/// <summary>
/// A CODEOWNERS file. Comments start with <c>#</c>; a space in a pattern is written <c>\ </c>; GitLab's section headers
/// (<c>[Docs] @owner</c>) are passed over.
/// https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
/// </summary>
public sealed record CodeOwners(ImmutableArray<CodeOwnerRule> Rules)
{
    /// <summary>The directories in which a CODEOWNERS file takes effect; the first one that has it wins.</summary>
    public static ImmutableArray<string> Locations { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    /// <summary>The rule that gives everything to one owner and has no other beside it, or null.</summary>
    public CodeOwnerRule? SingleOwnerRule =>
        Rules is [{ Pattern: "*" or "/" or "**" or "/*" or "/**" or "**/*", Owners.Length: 1 } only] ? only : null;

    /// <summary>Whether it has GitLab's sections: each of them decides for itself, and may give its rules owners.</summary>
    public bool HasSections { get; init; }

    private PathGlob?[] Globs => field ??= [.. Rules.Select(rule => PathGlob.TryParseOwners(rule.Pattern))];

    /// <summary>Index of the rule that decides a path, the last one that fits; −1 for none.</summary>
    public int RuleOf(string path) => Array.FindLastIndex(Globs, glob => glob?.Matches(path) == true);

    public static CodeOwners Parse(string text)
    {
        bool sections = false;
        var rules = ImmutableArray.CreateBuilder<CodeOwnerRule>();
        int number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var words = Words(line);
            bool section = words.Count > 0 && (words[0].StartsWith('[') || words[0].StartsWith("^[", StringComparison.Ordinal));
            sections |= section;
            if (words.Count > 0 && !section)
                rules.Add(new CodeOwnerRule(words[0], [.. words.Skip(1)], number));
        }

        return new CodeOwners(rules.ToImmutable()) { HasSections = sections };
    }

    private static List<string> Words(ReadOnlySpan<char> line)
    {
        List<string> words = [];
        var word = new System.Text.StringBuilder();
        for (int i = 0; i <= line.Length; i++)
        {
            bool comment = i < line.Length && line[i] == '#' && word.Length == 0;
            if (i == line.Length || comment || char.IsWhiteSpace(line[i]))
            {
                if (word.Length > 0)
                    words.Add(word.ToString());
                word.Clear();
                if (comment)
                    break;
            }
            else
            {
                // \  is a space and \# a hash of the pattern.
                if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] is ' ' or '#')
                    i++;
                word.Append(line[i]);
            }
        }

        return words;
    }
}
