using System.Collections.Immutable;
using RepoTopology.Code;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who wrote the living lines of each type and member. The parts of a partial type are summed; a nested type's lines are its own and not those of the
/// type around it; a line on which several members stand is the last one's. Attributes belong to what they stand on, comments above it to what is around.
/// A file that is linked into several projects counts in each.
/// </summary>
/// <param name="Types">In the order of <see cref="CodeModel.Types"/>.</param>
/// <param name="Members">In the order of <see cref="CodeModel.Members"/>.</param>
public sealed record MemberOwnership(ImmutableArray<SymbolLines> Types, ImmutableArray<SymbolLines> Members)
{
    /// <param name="history">The facts.</param>
    /// <param name="lines">With <see cref="LivingLinesOptions.Files"/>, of the commit that the code was read of.</param>
    /// <param name="code">With types.</param>
    public static MemberOwnership Of(RepositoryHistory history, LivingLines lines, CodeModel code)
    {
        var files = new Dictionary<string, LivingFile>(StringComparer.Ordinal);
        foreach (var file in lines.Files)
            files[history.Paths[file.Path].Text] = file;
        var types = new SymbolSum[code.Types.Length];
        var members = new SymbolSum[code.Members.Length];
        Share(history, code, files, code.Types.Select(type => (type.Project, type.Declarations)), types);
        Share(history, code, files, code.Members.Select(member => (code.Types[member.Type].Project, member.Declarations)), members);
        return new([.. types.Select(SymbolSum.ToLines)], [.. members.Select(SymbolSum.ToLines)]);
    }

    /// <summary>Hands out the lines of each file, once in each project that compiles it.</summary>
    private static void Share(
        RepositoryHistory history, CodeModel code, Dictionary<string, LivingFile> files,
        IEnumerable<(int Project, ImmutableArray<CodeSpan> Declarations)> declared, SymbolSum[] sums)
    {
        var spans = declared
            .SelectMany((each, symbol) => each.Declarations.Select(span => (each.Project, Symbol: symbol, Span: span)))
            .ToLookup(each => (each.Project, each.Span.File), each => (each.Symbol, each.Span));
        foreach (var group in spans)
            if (files.TryGetValue(code.Files[group.Key.File].Path, out var living))
                Share(history, living, group, sums);
    }

    /// <summary>Paints each line with the innermost symbol that it is in: what is around comes first, for it is longer or begins earlier.</summary>
    private static void Share(RepositoryHistory history, LivingFile file, IEnumerable<(int Symbol, CodeSpan Span)> spans, SymbolSum[] sums)
    {
        int[] symbols = new int[file.Lines];
        Array.Fill(symbols, -1);
        foreach (var (symbol, span) in spans.OrderBy(each => each.Span.FirstLine).ThenByDescending(each => each.Span.LastLine).ThenBy(each => each.Symbol))
            for (int line = span.FirstLine - 1; line < Math.Min(span.LastLine, symbols.Length); line++)
                symbols[line] = symbol;
        foreach (var run in file.Runs)
            for (int line = run.Start; line < run.Start + run.Count; line++)
                if (symbols[line] is >= 0 and var symbol)
                    (sums[symbol] ??= new()).Add(history, run.Commit);
    }

    /// <summary>Of several together.</summary>
    internal static SymbolLines Sum(IEnumerable<SymbolLines> parts)
    {
        var sum = new SymbolSum();
        foreach (var part in parts)
            sum.Add(part);
        return SymbolSum.ToLines(sum);
    }

    private sealed class SymbolSum
    {
        private readonly Dictionary<int, long> _people = [];
        private readonly Dictionary<int, long> _commits = [];
        private long _lines;

        public void Add(SymbolLines part)
        {
            _lines += part.Lines;
            foreach (var (contributor, lines) in part.Held)
                _people[contributor] = _people.GetValueOrDefault(contributor) + lines;
            foreach (var (commit, lines) in part.Commits)
                _commits[commit] = _commits.GetValueOrDefault(commit) + lines;
        }

        public void Add(RepositoryHistory history, int commit)
        {
            _lines++;
            if (commit < 0 || history.Commits[commit].IsBoundary)
                return;
            int author = history.Commits[commit].Author;
            _people[author] = _people.GetValueOrDefault(author) + 1;
            _commits[commit] = _commits.GetValueOrDefault(commit) + 1;
        }

        public static SymbolLines ToLines(SymbolSum? sum) => sum is null
            ? SymbolLines.None
            : new(
                sum._lines,
                sum._lines - sum._people.Values.Sum(),
                [.. sum._people.Select(held => new PersonLines(held.Key, held.Value)).OrderByDescending(held => held.Lines).ThenBy(held => held.Contributor)],
                [.. sum._commits.OrderByDescending(held => held.Key).Select(held => (held.Key, held.Value))]);
    }
}

/// <summary>The living lines of one symbol.</summary>
/// <param name="Lines">Unknown ones included.</param>
/// <param name="Unknown">Those of which nobody can tell who wrote them.</param>
/// <param name="Held">Whoever wrote some, most lines first; bots and agents too.</param>
/// <param name="Commits">The commits that wrote them, oldest first, and how many of the lines.</param>
public sealed record SymbolLines(long Lines, long Unknown, ImmutableArray<PersonLines> Held, ImmutableArray<(int Commit, long Lines)> Commits)
{
    public static SymbolLines None { get; } = new(0, 0, [], []);

    /// <summary>Those of which somebody knows who wrote them.</summary>
    public long Known => Lines - Unknown;

    /// <summary>Several symbols as one.</summary>
    public static SymbolLines Sum(IEnumerable<SymbolLines> parts) => MemberOwnership.Sum(parts);

    /// <summary>Half of the known lines are older, in days; null without known lines.</summary>
    /// <param name="history">Whose commits wrote them.</param>
    /// <param name="now">The window's end: by default, the analysed commit's date.</param>
    public double? MedianAge(RepositoryHistory history, DateTimeOffset now) => LineAge.Median(history, Commits, now.ToUnixTimeSeconds());

    /// <summary>The share of lines that nobody who is there wrote: at least, and at most if the unknown ones were theirs too.</summary>
    public Interval Orphaned(ImmutableArray<bool> hasLeft)
    {
        long lost = Held.Where(held => hasLeft[held.Contributor]).Sum(held => held.Lines);
        return Lines == 0 ? new Interval(0, 0) : new Interval((double)lost / Lines, (double)(lost + Unknown) / Lines);
    }
}
