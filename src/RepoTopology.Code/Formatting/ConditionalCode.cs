namespace RepoTopology.Code;

/// <summary>Which code <c>#if</c> and its like leave out, with no symbols defined.</summary>
internal struct ConditionalCode
{
    private const int MostNested = 60;

    // A bit for each condition that is open, the outermost first: whether its code counts now, and whether some of its code did.
    private ulong _counts;
    private ulong _counted;
    private int _depth;

    public readonly bool IsOpen => _depth > 0;

    public readonly bool IsLeftOut => _depth > 0 && !IsSet(_counts, _depth);

    /// <summary>Takes note of a directive; false when it is not plain.</summary>
    /// <param name="directive">The line behind its sign.</param>
    public bool TryPass(ReadOnlySpan<byte> directive)
    {
        directive = directive.Trim(" \t\r"u8);
        int length = directive.IndexOfAnyExceptInRange((byte)'a', (byte)'z') is >= 0 and int end ? end : directive.Length;
        var name = directive[..length];
        if (name.SequenceEqual("define"u8) || name.SequenceEqual("undef"u8))
            return false;
        bool isIf = name.SequenceEqual("if"u8);
        bool isElse = name.SequenceEqual("else"u8);
        if (name.SequenceEqual("endif"u8))
            return --_depth >= 0;
        if (!isIf && !isElse && !name.SequenceEqual("elif"u8))
            return true;
        bool? holds = isElse ? true : SymbolCondition.Evaluate(directive[length..]);
        _depth += isIf ? 1 : 0;
        if (holds is null || _depth is 0 or > MostNested)
            return false;
        bool counts = (_depth == 1 || IsSet(_counts, _depth - 1)) && (isIf || !IsSet(_counted, _depth)) && holds == true;
        _counted = Set(_counted, counts || (!isIf && IsSet(_counted, _depth)));
        _counts = Set(_counts, counts);
        return true;
    }

    private static bool IsSet(ulong bits, int depth) => (bits >> depth & 1) != 0;

    private readonly ulong Set(ulong bits, bool value) => value ? bits | 1UL << _depth : bits & ~(1UL << _depth);
}

/// <summary>The condition of an <c>#if</c>, with no symbols defined.</summary>
internal ref struct SymbolCondition
{
    private const int MostNested = 100;

    private ReadOnlySpan<byte> _rest;
    private int _depth;

    /// <summary>Null for none.</summary>
    public static bool? Evaluate(ReadOnlySpan<byte> text)
    {
        var condition = new SymbolCondition { _rest = text.IndexOf("//"u8) is >= 0 and int comment ? text[..comment] : text };
        bool? value = condition.Or();
        return condition._rest.Trim(" \t"u8).IsEmpty ? value : null;
    }

    private bool? Or()
    {
        var value = ++_depth < MostNested ? And() : null;
        while (value is not null && Takes("||"u8))
            value = And() is { } other ? value.Value | other : null;
        _depth--;
        return value;
    }

    private bool? And()
    {
        var value = Equal();
        while (value is not null && Takes("&&"u8))
            value = Equal() is { } other ? value.Value & other : null;
        return value;
    }

    private bool? Equal()
    {
        var value = Not();
        while (value is not null && (Takes("=="u8) is var isSame && isSame || Takes("!="u8)))
            value = Not() is { } other ? value.Value == other == isSame : null;
        return value;
    }

    private bool? Not()
    {
        bool isNot = false;
        while (Takes("!"u8))
            isNot = !isNot;
        bool? value;
        if (Takes("("u8))
        {
            value = Or();
            if (!Takes(")"u8))
                return null;
        }
        else
        {
            int length = 0;
            while (length < _rest.Length && (char.IsAsciiLetterOrDigit((char)_rest[length]) || _rest[length] == '_'))
                length++;
            value = length == 0 ? null : _rest[..length].SequenceEqual("true"u8);
            _rest = _rest[length..];
        }

        return value is { } known ? known != isNot : null;
    }

    private bool Takes(ReadOnlySpan<byte> sign)
    {
        _rest = _rest.TrimStart(" \t"u8);
        if (!_rest.StartsWith(sign))
            return false;
        _rest = _rest[sign.Length..];
        return true;
    }
}
