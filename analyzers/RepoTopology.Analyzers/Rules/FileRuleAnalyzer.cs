using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers;

/// <summary>
/// The rules about a whole project. They are told in an additional file, by an action of that file and not at the end of a compilation, so that editors tell them while
/// one types. As no source file is theirs, their severity is a <c>.globalconfig</c>'s or the project file's to say.
/// </summary>
public abstract class FileRuleAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var knowledge = ProjectKnowledge.Of(
                start.Options,
                text => start.TryGetValue(text, SnapshotIndex.Provider, out var index) ? index : null,
                text => start.TryGetValue(text, AcceptedKeys.Provider, out var keys) ? keys : null,
                start.CancellationToken);
            if (knowledge == null || Prepare(knowledge, start.Options, start.CancellationToken) is not var (file, text, report))
                return;
            start.RegisterAdditionalFileAction(context =>
            {
                if (context.AdditionalFile.Path == file.Path)
                    report(new FileCase(context, file, text));
            });
        });
    }

    /// <summary>Which file is told about and how; null where there is nothing to tell.</summary>
    private protected abstract (AdditionalText File, SourceText Text, Action<FileCase> Report)? Prepare(ProjectKnowledge knowledge, AnalyzerOptions options, CancellationToken cancellation);

    private protected sealed class FileCase(AdditionalFileAnalysisContext context, AdditionalText file, SourceText text)
    {
        public SourceText Text => text;

        public RuleOptions Options(string rule) => RuleOptions.Of(file, rule, context.Options, context.Compilation);

        public void Report(DiagnosticDescriptor rule, TextSpan span, Wording? wording, params object[] words) =>
            context.ReportDiagnostic(Diagnostic.Create(
                rule, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)), wording?.Properties, words));
    }
}
