using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers;

/// <summary>RT9001: the snapshot can't be read. Told at the line that is wrong; the other rules are silent then.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SnapshotAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.Snapshot, Text.Of("RT9001_Title"), Text.Of("RT9001_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Text.Of("RT9001_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.Snapshot));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override (AdditionalText File, SourceText Text, Action<FileCase> Report)? Prepare(
        ProjectKnowledge knowledge, AnalyzerOptions options, CancellationToken cancellation) =>
        knowledge.Index.Fault is { } fault ? (knowledge.File, knowledge.Text, report => report.Report(Rule, SpanOf(report.Text, fault.Line), null, fault.Message)) : null;

    // The format's lines end with LF; SourceText also ends them where the format doesn't.
    private static TextSpan SpanOf(SourceText text, int line)
    {
        string all = text.ToString();
        int start = 0;
        for (; line > 1 && all.IndexOf('\n', start) is >= 0 and var end; line--)
            start = end + 1;
        int stop = all.IndexOf('\n', start);
        return TextSpan.FromBounds(start, stop < 0 ? all.Length : stop);
    }
}
