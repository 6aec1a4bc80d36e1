using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>
/// RT2001: a rule of CODEOWNERS names somebody who holds nothing of what it decides, or leaves out who holds most. The tool has judged it; here it is only found in the
/// file, which may have been put right since.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CodeOwnersAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.CodeOwners, Text.Of("RT2001_Title"), Text.Of("RT2001_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Text.Of("RT2001_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.CodeOwners));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override (AdditionalText File, SourceText Text, Action<FileCase> Report)? Prepare(
        ProjectKnowledge knowledge, AnalyzerOptions options, CancellationToken cancellation)
    {
        if (knowledge is not { Index.Fault: null, Snapshot.CodeOwners.Count: > 0 }
            || AdditionalFiles.CodeOwners(options) is not { } file || file.GetText(cancellation) is not { } text)
            return null;
        return (file, text, report => ReportAll(report, knowledge));
    }

    private static void ReportAll(FileCase report, ProjectKnowledge knowledge)
    {
        foreach (var finding in knowledge.Snapshot.CodeOwners)
            Report(report, finding, knowledge.Index);
    }

    private static void Report(FileCase report, CodeOwnersFinding finding, SnapshotIndex index)
    {
        if (CodeOwnersLine.Find(report.Text, finding.Pattern) is not { } line)
            return;
        var named = line.Owners.FirstOrDefault(owner => string.Equals(owner.Word, finding.Handle, StringComparison.OrdinalIgnoreCase));
        bool isNamed = named.Word != null;
        if (isNamed != (finding.Kind == CodeOwnersFindingKind.HoldsNone))
            return;
        var wording = new Wording(index, report.Options(Rule.Id).ShowNames);
        wording.Note(PropertyNames.Pattern, finding.Pattern);
        wording.Note(PropertyNames.Kind, SnapshotFormat.WordOf(finding.Kind));
        string name = wording.Owner(new OwnerShare(finding.Person, finding.Percent));
        // Whom CODEOWNERS names, it names to everybody.
        if (isNamed)
            wording.Note(PropertyNames.Handle, named.Word!);
        report.Report(Rule, isNamed ? named.Span : line.Pattern.Span, wording, Text.Plain(finding.Pattern),
            isNamed ? Text.Say("RuleHoldsNone", Text.Plain(named.Word!)) : Text.Say("RuleLeavesOut", name, finding.Percent));
    }
}
