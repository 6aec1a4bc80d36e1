using System.Text;

namespace RepoTopology.Testing;

/// <summary>
/// A history drawn from a seed, of everything that is hard about histories: merges of every shape, renames of files and directories with
/// and without edits, files that become links or submodules and back, deleted files that return, two files of one content, CRLF, missing
/// line ends, empty and binary files, paths that are not UTF-8, clocks that go backwards. A prefix of a history is had by fewer steps.
/// </summary>
public sealed class RandomHistory
{
    private const int MostHeads = 4;

    private static readonly string[] Words =
        ["", "{", "}", "    return;", "\tif (x)", "x = 1", "  x = 1", "end", "// note", "return", "for", "\t\tcall()", "a b", "a  b"];

    private static readonly string[] Folders = ["", "src/", "src/core/", "doc/", "old\xE9/", "src/\xC3\xBC b/"];

    private readonly Random _random;
    private readonly SnapshotHistory _history = new();
    private readonly List<Head> _heads = [];
    private readonly List<(string Path, File File)> _deleted = [];
    private long _time = 1_600_000_000;
    private int _names;

    private RandomHistory(int seed) => _random = new Random(seed);

    private sealed record File(string Mode, byte[] Content)
    {
        public bool IsText => Mode.StartsWith("100", StringComparison.Ordinal) && !Content.Contains((byte)0);
    }

    private sealed record Head(int Mark, SortedDictionary<string, File> Files);

    /// <summary>Writes the history of a seed into a bare repository whose branch <c>main</c> is the last commit.</summary>
    /// <param name="seed">The same seed gives the same history.</param>
    /// <param name="steps">Commits, about.</param>
    /// <param name="bigLines">Lines of a file that is there from the start; 0 for none.</param>
    public static GitTestRepository Write(int seed, int steps = 40, int bigLines = 0)
    {
        var history = new RandomHistory(seed);
        history.Run(steps, bigLines);
        return history._history.Write();
    }

    private void Run(int steps, int bigLines)
    {
        var first = new SortedDictionary<string, File>(StringComparer.Ordinal);
        for (int i = 0; i < 4; i++)
            first[NewPath()] = new File("100644", NewContent());
        if (bigLines > 0)
            first["big.txt"] = new File("100644", Join(Enumerable.Range(0, bigLines).Select(i => i % 7 == 0 ? NewLine() : $"line {i}").ToList(), "\n", true));
        Commit(first, []);
        for (int step = 0; step < steps; step++)
        {
            int kind = _random.Next(10);
            var head = Any(_heads);
            if (kind == 0 && _heads.Count < MostHeads)
                Edit(head, keep: true);
            else if (kind is 1 or 2 && _heads.Count > 1)
                Merge();
            else
                Edit(head, keep: false);
        }

        while (_heads.Count > 1)
            Merge(all: true);
    }

    private void Edit(Head head, bool keep)
    {
        var files = Copy(head.Files);
        for (int i = _random.Next(1, 4); i > 0; i--)
            Change(files);
        if (!keep)
            _heads.Remove(head);
        Commit(files, [head.Mark]);
    }

    private void Merge(bool all = false)
    {
        int count = all ? _heads.Count : _random.Next(2, _heads.Count + 1);
        var parents = _heads.OrderBy(_ => _random.Next()).Take(count).ToList();
        bool crissCross = !all && count == 2 && _random.Next(3) == 0;
        var merged = Merged(parents);
        var other = crissCross ? Merged([parents[1], parents[0]]) : null;
        foreach (var parent in parents)
            _heads.Remove(parent);
        Commit(merged, [.. parents.Select(parent => parent.Mark)]);
        if (other is not null)
            Commit(other, [parents[1].Mark, parents[0].Mark]);
    }

    private SortedDictionary<string, File> Merged(List<Head> parents)
    {
        var files = Copy(parents[0].Files);
        int style = _random.Next(6);
        if (style == 0)
            return files; // "ours"
        foreach (var parent in parents.Skip(1))
            foreach (var (path, file) in parent.Files)
            {
                if (!files.TryGetValue(path, out var mine))
                    Maybe(_random.Next(3) > 0, () => files[path] = file);
                else if (!Same(mine, file))
                    files[path] = _random.Next(3) switch
                    {
                        0 => file,
                        1 when mine.IsText && file.IsText => new File(mine.Mode, Interleave(mine.Content, file.Content)),
                        _ => mine,
                    };
            }

        foreach (string path in files.Keys.ToList())
            Maybe(parents.Any(parent => !parent.Files.ContainsKey(path)) && _random.Next(3) == 0 && files.Count > 2, () => files.Remove(path));
        if (style == 1) // An evil merge changes what no parent did.
            Change(files);
        return files;
    }

    private void Change(SortedDictionary<string, File> files)
    {
        var paths = files.Keys.ToList();
        string path = Any(paths);
        var file = files[path];
        switch (_random.Next(16))
        {
            case 0:
                files[NewPath()] = new File("100644", NewContent());
                break;
            case 1:
                files[NewPath()] = file;
                break;
            case 2 when paths.Count > 2:
                _deleted.Add((path, file));
                files.Remove(path);
                break;
            case 3 when _deleted.Count > 0:
                var (old, was) = Any(_deleted);
                files[old] = was;
                break;
            case 4 or 5 when paths.Count > 0:
                files.Remove(path);
                string target = NewPath(_random.Next(2) == 0 ? path[(path.LastIndexOf('/') + 1)..] : null);
                files[target] = file.IsText && _random.Next(2) == 0 ? file with { Content = Edited(file.Content) } : file;
                break;
            case 6 when path.Contains('/', StringComparison.Ordinal):
                string folder = path[..(path.IndexOf('/', StringComparison.Ordinal) + 1)];
                string renamed = $"dir{_names++}/";
                foreach (string below in paths.Where(p => p.StartsWith(folder, StringComparison.Ordinal)))
                {
                    files[renamed + below[folder.Length..]] = files[below];
                    files.Remove(below);
                }

                break;
            case 7 when file.Mode.StartsWith("100", StringComparison.Ordinal):
                files[path] = file with { Mode = file.Mode == "100644" ? "100755" : "100644" };
                break;
            case 8:
                files[path] = file.Mode switch
                {
                    "100644" or "100755" when _random.Next(2) == 0 => new File("120000", Encoding.ASCII.GetBytes("target" + _random.Next(3))),
                    "100644" or "100755" => new File("160000", Encoding.ASCII.GetBytes(new string((char)('1' + _random.Next(8)), 40))),
                    _ => new File("100644", NewContent()),
                };
                break;
            case 9 when file.IsText:
                files[path] = file with { Content = Reindented(file.Content) };
                break;
            case 10 when file.IsText && _random.Next(4) == 0:
                files[path] = file with { Content = [.. file.Content, 0, (byte)'\n'] };
                break;
            default:
                if (file.IsText)
                    files[path] = file with { Content = Edited(file.Content) };
                break;
        }
    }

    private void Commit(SortedDictionary<string, File> files, int[] parents)
    {
        _time += _random.Next(12) switch { 0 => 0, 1 => -90, _ => 60 };
        int mark = _history.Add(files.Select(f => KeyValuePair.Create(f.Key, (f.Value.Mode, f.Value.Content))), _time, parents);
        _heads.Add(new Head(mark, files));
    }

    private byte[] NewContent()
    {
        int lines = _random.Next(8) == 0 ? 0 : _random.Next(1, 60);
        return Join(Enumerable.Range(0, lines).Select(_ => NewLine()).ToList(), _random.Next(6) == 0 ? "\r\n" : "\n", _random.Next(5) > 0);
    }

    private string NewLine() => _random.Next(3) == 0 ? Any(Words) : $"{Any(Words)} {_random.Next(200)}";

    private byte[] Edited(byte[] content)
    {
        var lines = Split(content, out bool ends);
        for (int edit = _random.Next(1, 4); edit > 0; edit--)
        {
            int at = _random.Next(lines.Count + 1);
            int length = Math.Min(_random.Next(4), lines.Count - at);
            if (_random.Next(5) == 0 && lines.Count > 4)
            {
                var moved = lines.GetRange(at, length);
                lines.RemoveRange(at, length);
                lines.InsertRange(_random.Next(lines.Count + 1), moved);
                continue;
            }

            lines.RemoveRange(at, length);
            lines.InsertRange(at, Enumerable.Range(0, _random.Next(5)).Select(_ => NewLine()));
        }

        return Join(lines, "\n", _random.Next(8) == 0 ? !ends : ends);
    }

    private byte[] Reindented(byte[] content)
    {
        var lines = Split(content, out bool ends);
        for (int i = 0; i < lines.Count; i++)
            if (_random.Next(2) == 0)
                lines[i] = _random.Next(4) switch
                {
                    0 => "  " + lines[i],
                    1 => lines[i].TrimStart(),
                    2 => lines[i] + "\r",
                    _ => lines[i].Replace(" ", "  ", StringComparison.Ordinal),
                };
        return Join(lines, "\n", ends);
    }

    private byte[] Interleave(byte[] first, byte[] second)
    {
        var mine = Split(first, out bool ends);
        var others = Split(second, out _);
        int at = _random.Next(Math.Min(mine.Count, others.Count) + 1);
        return Join([.. mine.Take(at), .. others.Skip(at)], "\n", ends);
    }

    private string NewPath(string? name = null) => Any(Folders) + (name ?? $"f{_names++}.t");

    private T Any<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private static void Maybe(bool condition, Action action)
    {
        if (condition)
            action();
    }

    private static SortedDictionary<string, File> Copy(SortedDictionary<string, File> files) => new(files, StringComparer.Ordinal);

    private static bool Same(File a, File b) => a.Mode == b.Mode && a.Content.AsSpan().SequenceEqual(b.Content);

    private static List<string> Split(byte[] content, out bool ends)
    {
        string text = Encoding.Latin1.GetString(content);
        ends = text.EndsWith('\n');
        return text.Length == 0 ? [] : [.. (ends ? text[..^1] : text).Split('\n')];
    }

    private static byte[] Join(List<string> lines, string end, bool ends) =>
        Encoding.Latin1.GetBytes(string.Join(end, lines) + (ends && lines.Count > 0 ? end : ""));
}
