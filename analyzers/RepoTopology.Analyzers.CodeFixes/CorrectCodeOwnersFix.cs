using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers.CodeFixes;

/// <summary>RT2001, in CODEOWNERS itself: adds whom a rule leaves out, or takes out who holds none of what it decides, unless nobody would be left.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectCodeOwnersFix), DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class CorrectCodeOwnersFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIdentifiers.CodeOwners);

    /// <summary>None: each line is a decision about who is asked.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.TextDocument.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(PropertyNames.Pattern, out string? pattern) || pattern == null
                || !diagnostic.Properties.TryGetValue(PropertyNames.Handle, out string? handle) || handle == null || CodeOwnersLine.Find(text, pattern) is not { } line)
                continue;
            bool named = line.Owners.Any(owner => owner.Word == handle);
            if (named && line.Owners.Count < 2 || !named && !AddCodeOwnerFix.IsHandle(handle))
                continue;
            string title = Text.Say(named ? "CodeOwnersTakeOut" : "CodeOwnersAdd", handle, pattern);
            var change = named ? TakeOut(line, handle) : Add(line, handle);
            context.RegisterCodeFix(
                CodeAction.Create(
                    title, _ => Task.FromResult(AdditionalDocuments.Replace(context.TextDocument.Project.Solution, context.TextDocument, text.WithChanges(change))),
                    nameof(CorrectCodeOwnersFix)),
                diagnostic);
        }
    }

    private static TextChange Add(CodeOwnersLine line, string handle) =>
        new(new TextSpan(line.Owners.Count > 0 ? line.Owners[line.Owners.Count - 1].Span.End : line.Pattern.Span.End, 0), " " + handle);

    /// <summary>With the blanks before it.</summary>
    private static TextChange TakeOut(CodeOwnersLine line, string handle)
    {
        int start = line.Pattern.Span.End;
        foreach (var owner in line.Owners)
        {
            if (owner.Word == handle)
                return new TextChange(TextSpan.FromBounds(start, owner.Span.End), "");
            start = owner.Span.End;
        }

        return default;
    }
}
