using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// Git's config format: <c>[section]</c>, <c>[section "Sub.Section"]</c>, <c>key = value</c>, comments, quotes, escapes, continuation lines.
/// https://git-scm.com/docs/git-config#_syntax
/// </summary>
internal sealed class GitConfigParser(string text, string file)
{
    private const int End = -1;

    private readonly List<(string Name, string? Value)> _entries = [];
    private int _at = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _line = 1;

    public List<(string Name, string? Value)> Parse()
    {
        string section = ""; // with the dot after it; git takes keys before any section too
        for (int c = Next(); c != End; c = Next())
        {
            if (IsSpace(c))
                continue;
            if (c is '#' or ';')
                SkipLine();
            else if (c == '[')
                section = ReadSection();
            else if (char.IsAsciiLetter((char)c))
                ReadEntry(section, (char)c);
            else
                throw Malformed();
        }

        return _entries;
    }

    private string ReadSection()
    {
        var name = new StringBuilder();
        for (int c = Next(); c != ']'; c = Next())
        {
            if (IsSpace(c))
            {
                ReadSubsection(name, c);
                break;
            }

            if (c == End || !(char.IsAsciiLetterOrDigit((char)c) || c is '-' or '.'))
                throw Malformed();
            name.Append(char.ToLowerInvariant((char)c));
        }

        return name.Length > 0 ? name.Append('.').ToString() : throw Malformed();
    }

    private void ReadSubsection(StringBuilder name, int c)
    {
        while (IsSpace(c) && c != '\n')
            c = Next();
        if (c != '"')
            throw Malformed();

        name.Append('.');
        for (c = Next(); c != '"'; c = Next())
        {
            if (c == '\\')
                c = Next();
            if (c is '\n' or End)
                throw Malformed();
            name.Append((char)c);
        }

        if (Next() != ']')
            throw Malformed();
    }

    private void ReadEntry(string section, char first)
    {
        var key = new StringBuilder().Append(char.ToLowerInvariant(first));
        int c = Next();
        for (; c != End && (char.IsAsciiLetterOrDigit((char)c) || c == '-'); c = Next())
            key.Append(char.ToLowerInvariant((char)c));
        while (c is ' ' or '\t')
            c = Next();
        string? value = c switch
        {
            '=' => ReadValue(),
            '\n' or End => null,
            _ => throw Malformed(),
        };
        _entries.Add(($"{section}{key}", value));
    }

    private string ReadValue()
    {
        var value = new StringBuilder();
        int kept = 0; // length without the trailing blanks
        bool quoted = false;
        while (true)
        {
            int c = Next();
            if (c is '\n' or End)
                break;
            if (!quoted && c is '#' or ';')
            {
                SkipLine();
                break;
            }

            if (!quoted && IsSpace(c))
            {
                if (value.Length > 0)
                    value.Append((char)c);
                continue;
            }

            // A quote or a backslash keeps the blanks before it.
            kept = value.Length;
            if (c == '"')
            {
                quoted = !quoted;
                continue;
            }

            if (c == '\\')
            {
                c = Next();
                if (c is '\n' or End)
                    continue;
                c = c switch { 't' => '\t', 'b' => '\b', 'n' => '\n', '\\' or '"' => c, _ => throw Malformed() };
            }

            value.Append((char)c);
            kept = value.Length;
        }

        if (quoted)
            throw Malformed();
        return value.ToString(0, kept);
    }

    private void SkipLine()
    {
        for (int c = Next(); c is not ('\n' or End); c = Next())
        {
        }
    }

    private int Next()
    {
        if (_at == text.Length)
            return End;
        char c = text[_at++];
        if (c == '\r' && _at < text.Length && text[_at] == '\n')
            c = text[_at++];
        if (c == '\n')
            _line++;
        return c;
    }

    private static bool IsSpace(int c) => c is ' ' or '\t' or '\r' or '\n';

    private GitDataException Malformed()
    {
        bool past = _at > 0 && text[_at - 1] == '\n';
        return GitDataException.Corrupt(file, $"line {(past ? _line - 1 : _line)} is not in git's config format");
    }
}
