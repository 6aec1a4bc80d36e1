using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Gate;

/// <summary>Invented repositories for the gate: commits that write lines, and what each of them still holds.</summary>
internal sealed class Judged
{
    public static readonly DateTimeOffset Now = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HistoryBuilder _builder = new();
    private readonly List<(string Path, int Commit, int Lines)> _lines = [];
    private int _commits;

    /// <summary>Adds a commit of Ann, Bob … some days before <see cref="Now"/>, whose lines in each file live on.</summary>
    public Judged Commit(string person, int daysAgo, params (string Path, int Lines)[] files) => Commit(person, daysAgo, [], files);

    public Judged Commit(string person, int daysAgo, (TrailerKind Kind, string Person)[] trailers, params (string Path, int Lines)[] files)
    {
        _builder.Commit(Identity(person), Now.AddDays(-daysAgo), [.. files.Select(file => file.Path)]);
        foreach (var (kind, other) in trailers)
            _builder.WithTrailer(kind, Identity(other));
        _lines.AddRange(files.Select(file => (file.Path, _commits, file.Lines)));
        _commits++;
        return this;
    }

    /// <summary>Lines of which nobody can tell who wrote them.</summary>
    public Judged Unknown(string path, int lines)
    {
        _lines.Add((path, -1, lines));
        return this;
    }

    /// <summary>The last commits are the change.</summary>
    public GateSide Side(int change = 0)
    {
        var history = _builder.Build();
        // Commits are given oldest first and read newest first.
        int IndexOf(int commit) => commit < 0 ? -1 : _commits - 1 - commit;
        var files = _lines.GroupBy(line => line.Path).Select(file =>
        {
            var runs = ImmutableArray.CreateBuilder<LineRun>();
            int at = 0;
            foreach (var (_, commit, count) in file.Where(line => line.Lines > 0))
            {
                runs.Add(new LineRun(at, count, IndexOf(commit), -1, -1));
                at += count;
            }

            return new LivingFile(Enumerable.Range(0, history.Paths.Length).Single(i => history.Paths[i].Text == file.Key), at, runs.ToImmutable());
        });
        return GateSide.Of(history, [.. files.OrderBy(file => file.Path)], Enumerable.Range(0, change).ToHashSet(), Now, 12);
    }

    public static string Identity(string person) => $"{person} <{person.ToLowerInvariant()}@example.org>";

    public static string[] Names(GateSide side, IEnumerable<int> people) => [.. people.Select(person => side.History.Contributors[person].Name)];
}
