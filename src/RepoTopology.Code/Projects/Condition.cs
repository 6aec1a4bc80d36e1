namespace RepoTopology.Code;

/// <summary>
/// A condition of a project file: <c>== != and or ! ( )</c>, numbers compared, <c>Exists('path')</c>. True, false, or null for what can't be known
/// without a build. https://learn.microsoft.com/visualstudio/msbuild/msbuild-conditions
/// </summary>
internal sealed class Condition
{
    private const int MostDepth = 50;
    private const int MostLength = 10_000;

    private readonly string _text;
    private readonly Func<string, string?> _expand;
    private readonly Func<string, bool> _exists;
    private int _at;
    private int _depth;

    private Condition(string text, Func<string, string?> expand, Func<string, bool> exists) => (_text, _expand, _exists) = (text, expand, exists);

    /// <param name="text">The condition as written.</param>
    /// <param name="expand">Puts properties in; null for what it can't.</param>
    /// <param name="exists">Whether the tree has a path.</param>
    public static bool? Evaluate(string text, Func<string, string?> expand, Func<string, bool> exists)
    {
        if (text.Length > MostLength)
            return null;
        try
        {
            var condition = new Condition(text, expand, exists);
            bool? holds = condition.Or();
            return condition.Next().Length == 0 ? holds : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool? Or()
    {
        bool? left = And();
        while (Accept("or"))
        {
            bool? right = And();
            left = left == true || right == true ? true : left is null || right is null ? null : false;
        }

        return left;
    }

    private bool? And()
    {
        bool? left = Not();
        while (Accept("and"))
        {
            bool? right = Not();
            left = left == false || right == false ? false : left is null || right is null ? null : true;
        }

        return left;
    }

    private bool? Not()
    {
        if (++_depth > MostDepth)
            throw new FormatException();
        try
        {
            if (Accept("!"))
                return !Not();
            if (!Accept("("))
                return Comparison();
            bool? inner = Or();
            Expect(")");
            return inner;
        }
        finally
        {
            _depth--;
        }
    }

    private bool? Comparison()
    {
        string word = Next();
        if (word.Equals("Exists", StringComparison.OrdinalIgnoreCase) || word.Equals("HasTrailingSlash", StringComparison.OrdinalIgnoreCase))
        {
            Expect("(");
            string? path = Operand(Next());
            Expect(")");
            return path is null ? null : word[0] is 'E' or 'e' ? path.Length > 0 && _exists(path) : path.EndsWith('/') || path.EndsWith('\\');
        }

        string? left = Operand(word);
        foreach (string sign in (ReadOnlySpan<string>)["==", "!=", "<=", ">=", "<", ">"])
            if (Accept(sign))
            {
                string? right = Operand(Next());
                return left is null || right is null ? null : Compare(left, sign, right);
            }

        return left is null ? null : bool.TryParse(left, out bool value) ? value : null;
    }

    private static bool? Compare(string left, string sign, string right)
    {
        if (sign is "==" or "!=")
            return left.Equals(right, StringComparison.OrdinalIgnoreCase) == (sign == "==");
        if (!Version.TryParse(Dotted(left), out var a) || !Version.TryParse(Dotted(right), out var b))
            return null;
        return sign switch { "<" => a < b, "<=" => a <= b, ">" => a > b, _ => a >= b };
    }

    private static string Dotted(string number) => number.Contains('.', StringComparison.Ordinal) ? number : number + ".0";

    private string? Operand(string word)
    {
        if (word.Length == 0 || word is "(" or ")" or "!" or "==" or "!=" or "<" or ">" or "<=" or ">=")
            throw new FormatException();
        return _expand(word[0] == '\'' ? word[1..^1] : word);
    }

    private bool Accept(string expected)
    {
        int before = _at;
        if (Next().Equals(expected, StringComparison.OrdinalIgnoreCase))
            return true;
        _at = before;
        return false;
    }

    private void Expect(string expected)
    {
        if (!Accept(expected))
            throw new FormatException();
    }

    // A quoted text keeps its quotes; the empty token is the end.
    private string Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        int start = _at;
        if (_at == _text.Length)
            return "";
        char c = _text[_at++];
        if (c == '\'')
        {
            int end = _text.IndexOf('\'', _at);
            // $(X.Contains('y')) inside quotes holds quotes itself.
            while (end >= 0 && Unclosed(_text.AsSpan(start, end - start)) > 0)
                end = _text.IndexOf('\'', end + 1);

            if (end < 0)
                throw new FormatException();
            _at = end + 1;
        }
        else if (c is '=' or '!' or '<' or '>')
        {
            if (_at < _text.Length && _text[_at] == '=')
                _at++;
        }
        else if (c == '$')
        {
            int depth = 0;
            for (; _at < _text.Length; _at++)
            {
                depth += _text[_at] == '(' ? 1 : _text[_at] == ')' ? -1 : 0;
                if (depth == 0 && _text[_at] == ')')
                {
                    _at++;
                    break;
                }
            }
        }
        else if (c is not ('(' or ')'))
        {
            while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && !"()=!<>'".Contains(_text[_at], StringComparison.Ordinal))
                _at++;
        }

        return _text[start.._at];
    }

    private static int Unclosed(ReadOnlySpan<char> text)
    {
        int open = 0;
        for (int i = 0; i < text.Length; i++)
            if (open == 0 && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '(')
                (open, i) = (1, i + 1);
            else if (open > 0)
                open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        return open;
    }
}
