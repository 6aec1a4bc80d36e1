using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What is asked about: a file, a directory, some lines, the declarations of a symbol.</summary>
/// <param name="Text">How it is called, for people.</param>
/// <param name="Files">Files of the analysed commit, at least one, each once.</param>
public sealed record Subject(string Text, ImmutableArray<SubjectFile> Files)
{
    /// <summary>Whether only some lines of its files are asked about.</summary>
    public bool IsPart => Files.Any(file => !file.Spans.IsEmpty);
}

/// <summary>A file of a subject.</summary>
/// <param name="Path">Index into <see cref="RepositoryHistory.Paths"/>.</param>
/// <param name="Spans">Its lines, ascending and apart; empty for all of them.</param>
public sealed record SubjectFile(int Path, ImmutableArray<LineSpan> Spans);

/// <summary>Consecutive lines.</summary>
/// <param name="First">Counted from 1.</param>
/// <param name="Last">Inclusive.</param>
public readonly record struct LineSpan(int First, int Last)
{
    /// <summary>Lines of a run that lie in it.</summary>
    public int Shared(in LineRun run) => Math.Max(0, Math.Min(run.Start + run.Count, Last) - Math.Max(run.Start, First - 1));
}
