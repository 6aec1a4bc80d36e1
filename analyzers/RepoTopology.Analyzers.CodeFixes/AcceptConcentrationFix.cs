using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RepoTopology.Analyzers.CodeFixes;

/// <summary>
/// RT1001 to RT1004: writes the type's or member's key and a reason into <c>.repotopology/accepted.txt</c>, where a review sees it. Offered where that file is there: an
/// editor that is asked to make it would write it into the project file.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptConcentrationFix))]
public sealed class AcceptConcentrationFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIdentifiers.ConcentratedType, RuleIdentifiers.ConcentratedMember, RuleIdentifiers.WidelyUsedType, RuleIdentifiers.OrphanedType);

    public override FixAllProvider GetFixAllProvider() => AcceptAll.Instance;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (AdditionalDocuments.Accepted(context.Document.Project) is not { } accepted)
            return Task.CompletedTask;
        foreach (var diagnostic in context.Diagnostics)
            if (diagnostic.Properties.TryGetValue(PropertyNames.Key, out string? key) && key != null)
                context.RegisterCodeFix(
                    CodeAction.Create(Text.Say("AcceptFix", key), cancellation => AcceptAsync(accepted, ImmutableArray.Create(diagnostic), cancellation), nameof(AcceptConcentrationFix)),
                    diagnostic);
        return Task.CompletedTask;
    }

    private static async Task<Solution> AcceptAsync(TextDocument accepted, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var text = await accepted.GetTextAsync(cancellation).ConfigureAwait(false);
        var known = new HashSet<string>(text.Lines.Select(line => AcceptedKeys.KeyOf(line.ToString())), StringComparer.Ordinal);
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // One line for all that is told of a type, in words that don't depend on the order of analysis.
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal))
            if (diagnostic.Properties.TryGetValue(PropertyNames.Key, out string? key) && key != null && !known.Contains(key) && !lines.ContainsKey(key))
                lines.Add(key, key + "\t" + ReasonOf(diagnostic));
        return AdditionalDocuments.Replace(accepted.Project.Solution, accepted, AdditionalDocuments.Append(text, lines.Values));
    }

    // What was accepted; why, only people know, and they may write it in its place.
    private static string ReasonOf(Diagnostic diagnostic)
    {
        string share = diagnostic.Id == RuleIdentifiers.OrphanedType ? PropertyNames.Orphaned : PropertyNames.Share;
        diagnostic.Properties.TryGetValue(share, out string? percent);
        diagnostic.Properties.TryGetValue(PropertyNames.Lines, out string? lines);
        return Text.Say("AcceptReason", diagnostic.Id, percent ?? "?", lines ?? "?");
    }

    /// <summary>All at once: one edit of the file, where one after the other would overwrite each other's.</summary>
    private sealed class AcceptAll : FixAllProvider
    {
        public static readonly AcceptAll Instance = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var solution = context.Solution;
            foreach (var project in context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project])
            {
                // Of the solution as changed so far: projects may share the file.
                if (AdditionalDocuments.Accepted(solution.GetProject(project.Id)!) is not { } accepted)
                    continue;
                var diagnostics = context.Scope == FixAllScope.Document && context.Document is { } document
                    ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                    : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
                solution = await AcceptAsync(accepted, diagnostics, context.CancellationToken).ConfigureAwait(false);
            }

            return solution == context.Solution ? null
                : CodeAction.Create(Text.Say("AcceptAllFix"), _ => Task.FromResult(solution), nameof(AcceptConcentrationFix));
        }
    }
}
