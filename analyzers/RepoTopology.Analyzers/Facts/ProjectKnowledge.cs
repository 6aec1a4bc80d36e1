using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>What the rules know about the project that is compiled: its snapshot and what its team accepts, both from additional files.</summary>
internal sealed class ProjectKnowledge
{
    private readonly AcceptedKeys _accepted;

    private ProjectKnowledge(AdditionalText file, SourceText text, SnapshotIndex index, AcceptedKeys accepted) =>
        (File, Text, Index, _accepted) = (file, text, index, accepted);

    /// <summary>The snapshot's file.</summary>
    public AdditionalText File { get; }

    public SourceText Text { get; }

    public SnapshotIndex Index { get; }

    /// <summary>Only where <see cref="SnapshotIndex.Fault"/> is null.</summary>
    public OwnershipSnapshot Snapshot => Index.Snapshot!;

    public bool Accepts(string key) => _accepted.Contains(key);

    /// <param name="options">Of the compilation.</param>
    /// <param name="indexOf">Reads a snapshot, or has it read already.</param>
    /// <param name="keysOf">Reads a list of what is accepted, or has it read already.</param>
    /// <param name="cancellation">Of the compilation.</param>
    /// <returns>Null without a snapshot.</returns>
    public static ProjectKnowledge? Of(
        AnalyzerOptions options, Func<SourceText, SnapshotIndex?> indexOf, Func<SourceText, AcceptedKeys?> keysOf, CancellationToken cancellation)
    {
        if (AdditionalFiles.Snapshot(options) is not { } file || file.GetText(cancellation) is not { } text || indexOf(text) is not { } index)
            return null;
        var accepted = AdditionalFiles.Accepted(options)?.GetText(cancellation) is { } list ? keysOf(list) : null;
        return new ProjectKnowledge(file, text, index, accepted ?? AcceptedKeys.None);
    }
}
