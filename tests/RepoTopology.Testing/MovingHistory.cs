using System.Globalization;
using System.Text;

namespace RepoTopology.Testing;

/// <summary>
/// A history drawn from a seed in which blocks of lines move from file to file, again and again, are indented anew, split off into new files, renamed
/// with them, on branches too; and who wrote which line in the end. All lines differ, so that there is one answer.
/// </summary>
public sealed class MovingHistory : IDisposable
{
    /// <summary>Of each file the commit of each line, as seconds since 1970: no two commits share one.</summary>
    public required IReadOnlyDictionary<string, long[]> Writers { get; init; }

    /// <summary>Of each commit's time how many lines others' changes took away, moves not counted.</summary>
    public required IReadOnlyDictionary<long, int> Losses { get; init; }

    /// <summary>Blocks that were moved.</summary>
    public required int Moves { get; init; }

    public required GitTestRepository Repository { get; init; }

    /// <summary>Writes the history of a seed into a bare repository.</summary>
    /// <param name="seed">The same seed gives the same history.</param>
    /// <param name="steps">Commits, about.</param>
    public static MovingHistory Write(int seed, int steps) => new Drawing(seed).Run(steps);

    public void Dispose() => Repository.Dispose();

    private sealed class Drawing(int seed)
    {
        private const int FewestLines = 3;
        private const int LinesThatStay = 5;
        private const long Start = 1_600_000_000;

        private readonly Random _random = new(seed);
        private readonly SnapshotHistory _history = new();
        private int _mark;
        private int _lines;
        private int _names;
        private int _moves;

        /// <summary>A line and the mark of the commit that wrote it.</summary>
        private sealed record Line(string Text, int Writer, int Indent = 0);

        /// <summary>The tip of a branch: all files, and those that this branch may touch.</summary>
        private sealed record Head(int Mark, Dictionary<string, List<Line>> Files, HashSet<string> Own);

        public MovingHistory Run(int steps)
        {
            var losses = new Dictionary<long, int>();
            _mark = 1;
            var files = Enumerable.Range(0, 8).ToDictionary(_ => NewName(), _ => NewLines(30));
            var main = Commit(files, [.. files.Keys], []);
            Head? side = null;
            for (int step = 0; step < steps; step++)
            {
                if (side is null && _random.Next(8) == 0)
                {
                    // What one branch touches, the other does not, so that merges are plain.
                    var own = main.Own.Where(_ => _random.Next(2) == 0).ToHashSet();
                    side = Change(main with { Own = own }, losses);
                    main = Change(main with { Own = [.. main.Own.Except(own)] }, losses);
                }
                else if (side is not null && (_random.Next(6) == 0 || step > steps - 2))
                {
                    main = Merge(main, side);
                    side = null;
                }
                else if (side is not null && _random.Next(2) == 0)
                {
                    side = Change(side, losses);
                }
                else
                {
                    main = Change(main, losses);
                }
            }

            if (side is not null)
                main = Merge(main, side);
            return new MovingHistory
            {
                Repository = _history.Write(),
                Writers = main.Files.ToDictionary(file => file.Key, file => file.Value.Select(line => Start + line.Writer).ToArray()),
                Losses = losses,
                Moves = _moves,
            };
        }

        private Head Change(Head head, Dictionary<long, int> losses)
        {
            _mark++;
            var files = head.Files.ToDictionary(file => file.Key, file => file.Value.ToList());
            var own = head.Own.ToHashSet();
            var untouched = own.Order(StringComparer.Ordinal).ToList();
            for (int i = _random.Next(1, 4); i > 0 && untouched.Count > 0; i--)
            {
                string path = Take(untouched);
                var lines = files[path];
                int kind = _random.Next(10);
                if (kind < 5 && lines.Count > LinesThatStay + FewestLines)
                    Move(files, own, untouched, lines);
                else if (kind == 5)
                    Rename(files, own, path);
                else if (kind == 6 && lines.Count > LinesThatStay)
                    Lose(lines, _random.Next(lines.Count - 1), replaced: false, losses);
                else if (kind == 7 && lines.Count > 0)
                    Lose(lines, _random.Next(lines.Count), replaced: true, losses);
                else
                    lines.InsertRange(_random.Next(lines.Count + 1), NewLines(_random.Next(1, 8)));
            }

            return Commit(files, own, [head.Mark]);
        }

        private void Move(Dictionary<string, List<Line>> files, HashSet<string> own, List<string> untouched, List<Line> lines)
        {
            int count = _random.Next(FewestLines, Math.Min(15, lines.Count - LinesThatStay) + 1);
            int start = _random.Next(lines.Count - count + 1);
            int indent = _random.Next(3) == 0 ? _random.Next(8) : -1;
            var block = lines.GetRange(start, count).ConvertAll(line => indent < 0 ? line : line with { Indent = indent });
            lines.RemoveRange(start, count);
            _moves++;
            if (untouched.Count > 0 && _random.Next(4) > 0)
            {
                var target = files[Take(untouched)];
                target.InsertRange(_random.Next(target.Count + 1), block);
                return;
            }

            string name = NewName();
            files[name] = [.. NewLines(2), .. block, .. NewLines(1)];
            own.Add(name);
        }

        private void Rename(Dictionary<string, List<Line>> files, HashSet<string> own, string path)
        {
            string name = NewName();
            files[name] = files[path];
            files.Remove(path);
            own.Remove(path);
            own.Add(name);
        }

        private void Lose(List<Line> lines, int at, bool replaced, Dictionary<long, int> losses)
        {
            long writer = Start + lines[at].Writer;
            losses[writer] = losses.GetValueOrDefault(writer) + 1;
            lines.RemoveAt(at);
            if (replaced)
                lines.InsertRange(at, NewLines(1));
        }

        private Head Merge(Head main, Head side)
        {
            _mark++;
            var files = main.Own.ToDictionary(path => path, path => main.Files[path]);
            foreach (string path in side.Own)
                files[path] = side.Files[path];
            return Commit(files, [.. files.Keys], [main.Mark, side.Mark]);
        }

        private Head Commit(Dictionary<string, List<Line>> files, HashSet<string> own, int[] parents)
        {
            int mark = _history.Add(
                files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => KeyValuePair.Create(file.Key, ("100644", Content(file.Value)))),
                Start + _mark, parents);
            if (mark != _mark)
                throw new InvalidOperationException("commits are numbered from 1");
            return new Head(mark, files, own);
        }

        private static byte[] Content(List<Line> lines) =>
            Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => new string(' ', line.Indent) + line.Text + "\n")));

        private string Take(List<string> paths)
        {
            int at = _random.Next(paths.Count);
            string path = paths[at];
            paths.RemoveAt(at);
            return path;
        }

        private List<Line> NewLines(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => new Line($"statement {(_lines++).ToString(CultureInfo.InvariantCulture)} of {_random.Next(1000, 9999)}", _mark))];

        private string NewName() => $"file{(_names++).ToString(CultureInfo.InvariantCulture)}.txt";
    }
}
