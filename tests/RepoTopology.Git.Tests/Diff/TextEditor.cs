using System.Text;

namespace RepoTopology.Git.Tests.Diff;

/// <summary>A text that changes as source code does: moved and repeated blocks, braces and blank lines, other indents, other line ends.</summary>
internal sealed class TextEditor(int seed)
{
    private static readonly string[] Common =
        ["{", "}", "", "", "    }", "    {", "\t", "  ", "\treturn;", "    return;", "\r", "}\r", "end", "\f", "\v", "* "];

    private readonly Random _random = new(seed);
    private readonly List<string> _lines = [];
    private bool _endsWithLineFeed = true;

    public int Count => _lines.Count;

    public byte[] Content => Encoding.Latin1.GetBytes(string.Join('\n', _lines) + (_endsWithLineFeed && _lines.Count > 0 ? "\n" : ""));

    public void Write(int lines)
    {
        for (; lines > 0; lines--)
            _lines.Add(Line());
    }

    public void Edit()
    {
        for (int edits = _random.Next(1, 6); edits > 0; edits--)
            EditOnce();
    }

    /// <summary>Swaps lines all over the text.</summary>
    public void Shuffle(double share)
    {
        for (int i = 0; i < _lines.Count; i++)
            if (_random.NextDouble() < share)
            {
                int other = _random.Next(_lines.Count);
                (_lines[i], _lines[other]) = (_lines[other], _lines[i]);
            }
    }

    private void EditOnce()
    {
        int at = _random.Next(_lines.Count + 1);
        int length = Math.Min(_random.Next(1, _random.Next(2, 20)), _lines.Count - at);
        switch (_random.Next(15))
        {
            case 0 or 1:
                _lines.InsertRange(at, Enumerable.Range(0, _random.Next(1, 8)).Select(_ => Line()));
                break;
            case 2 or 3:
                _lines.RemoveRange(at, length);
                break;
            case 4 or 5:
                // Said twice: a block that can slide.
                _lines.InsertRange(at, _lines.GetRange(at, length));
                break;
            case 6:
                _lines.InsertRange(_random.Next(_lines.Count + 1), _lines.GetRange(at, length));
                break;
            case 7:
                var moved = _lines.GetRange(at, length);
                _lines.RemoveRange(at, length);
                _lines.InsertRange(_random.Next(_lines.Count + 1), moved);
                break;
            case 8 or 9:
                for (int i = at; i < at + length; i++)
                    _lines[i] = Indent(_lines[i]);
                break;
            case 10:
                for (int i = at; i < at + length; i++)
                    _lines[i] = _lines[i].EndsWith('\r') ? _lines[i][..^1] : _lines[i] + '\r';
                break;
            case 11:
                _endsWithLineFeed = !_endsWithLineFeed;
                break;
            case 12:
                _lines.InsertRange(_random.Next(2) * _lines.Count, Enumerable.Range(0, _random.Next(1, 30)).Select(_ => Line()));
                break;
            case 13:
                _lines.InsertRange(at, Enumerable.Repeat(_random.Next(2) == 0 ? "" : "}", _random.Next(1, 25)));
                break;
            case 14 when _random.Next(8) == 0:
                _lines.Clear();
                Write(_random.Next(100));
                break;
        }
    }

    private string Indent(string line) => _random.Next(4) switch
    {
        0 => line.TrimStart(' ', '\t'),
        1 => "\t" + line,
        2 => line + " ",
        _ => "    " + line,
    };

    private string Line()
    {
        string line = _random.Next(3) > 0 ? Common[_random.Next(Common.Length)] : $"line {_random.Next(_random.Next(2, 400))};";
        return _random.Next(200) == 0 ? new string(' ', _random.Next(190, 210)) + line
            : new string(' ', _random.Next(4) * 4) + new string('\t', _random.Next(8) / 6) + line;
    }
}
