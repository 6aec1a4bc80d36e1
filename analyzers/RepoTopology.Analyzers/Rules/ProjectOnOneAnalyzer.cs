using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>RT1005: a project's bus factor is 1, or 0 where those who hold half of it have left. Told once, at the project's record in its snapshot.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProjectOnOneAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.ProjectOnOne, Text.Of("RT1005_Title"), Text.Of("RT1005_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Text.Of("RT1005_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.ProjectOnOne));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override (AdditionalText File, SourceText Text, Action<FileCase> Report)? Prepare(
        ProjectKnowledge knowledge, AnalyzerOptions options, CancellationToken cancellation) =>
        knowledge is { Index.Fault: null, Snapshot.Total: { BusFactor: <= 1, Owners.Count: > 0 } }
            ? (knowledge.File, knowledge.Text, report => Report(report, knowledge)) : null;

    private static void Report(FileCase report, ProjectKnowledge knowledge)
    {
        var (snapshot, total) = (knowledge.Snapshot, knowledge.Snapshot.Total);
        var options = report.Options(Rule.Id);
        if (total.Lines < options.Count(OptionNames.MinLines, OptionNames.DefaultMinLines))
            return;
        var wording = new Wording(knowledge.Index, options.ShowNames);
        wording.Note(PropertyNames.Key, snapshot.Project);
        wording.Note(total);
        var owner = total.Owners.FirstOrDefault(owner => knowledge.Index.IsThere(owner, total));
        bool onOne = total.BusFactor == 1 && owner.Person != null;
        string who = !onOne ? Text.Say("ProjectOnLeavers", total.OrphanedPercent, total.Lines)
            : total.OrphanedPercent == 0 || owner.Percent >= 50 ? Text.Say("ProjectOnOne", wording.Owner(owner), owner.Percent, total.Lines)
            : Text.Say("ProjectOnOneAndLeavers", wording.Owner(owner), owner.Percent, total.OrphanedPercent, total.Lines);
        string help = onOne ? wording.Help(total, owner.Person, "SecondCouldReview", "ReviewWouldHelp") : wording.Help(total, null, "SecondCouldTell", "LearningFirst");
        report.Report(Rule, SpanOf(report.Text), wording, Text.Plain(snapshot.Project), total.BusFactor, who, help);
    }

    /// <summary>The path in the record <c>p</c>.</summary>
    private static TextSpan SpanOf(SourceText text)
    {
        foreach (var line in text.Lines)
            if (line.Span.Length > 2 && text[line.Start] == 'p' && text[line.Start + 1] == '\t')
            {
                int end = line.Start + 2;
                while (end < line.End && text[end] != '\t')
                    end++;
                return TextSpan.FromBounds(line.Start + 2, end);
            }

        return default;
    }
}
