using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers.CodeFixes;

/// <summary>
/// RT1001 to RT1003: asks who knows the code for a review of the file from now on, by a line of CODEOWNERS. Whom it asks already is asked still: the last line that fits
/// decides alone, so they stand in the new one too.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddCodeOwnerFix))]
public sealed class AddCodeOwnerFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIdentifiers.ConcentratedType, RuleIdentifiers.ConcentratedMember, RuleIdentifiers.WidelyUsedType);

    /// <summary>None: each line is a decision about who is asked.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (AdditionalDocuments.CodeOwners(context.Document.Project) is not { } codeOwners || PathFromRoot(context.Document) is not { } path)
            return;
        var text = await codeOwners.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
            if (diagnostic.Properties.TryGetValue(PropertyNames.Handle, out string? handle) && handle != null && IsHandle(handle) && LineFor(text, path, handle) is { } line)
                context.RegisterCodeFix(
                    CodeAction.Create(Text.Say("CodeOwnersFix", line), cancellation => AddAsync(codeOwners, line, cancellation), nameof(AddCodeOwnerFix)), diagnostic);
    }

    /// <returns>Null where CODEOWNERS asks them already.</returns>
    private static string? LineFor(SourceText text, string path, string handle)
    {
        var owners = CodeOwnersLine.All(text).LastOrDefault(line => CodeOwnersPattern.Fits(line.Pattern.Word, path))?.Owners.Select(owner => owner.Word).ToList() ?? [];
        return owners.Contains(handle, StringComparer.OrdinalIgnoreCase) ? null : string.Join(" ", [CodeOwnersLine.Escape(path), .. owners, handle]);
    }

    private static async Task<Solution> AddAsync(TextDocument codeOwners, string line, CancellationToken cancellation)
    {
        var text = await codeOwners.GetTextAsync(cancellation).ConfigureAwait(false);
        return AdditionalDocuments.Replace(codeOwners.Project.Solution, codeOwners, AdditionalDocuments.Append(text, [line]));
    }

    /// <summary><c>/src/Lib/Engine.cs</c>; null for a file outside of the repository, and where the build doesn't say where that begins.</summary>
    private static string? PathFromRoot(Document document)
    {
        if (document.FilePath is not { } file
            || !document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.RepoTopologyRoot", out string? root) || root.Length == 0)
            return null;
        string path = file.Replace('\\', '/');
        string folder = root.Replace('\\', '/').TrimEnd('/');
        return path.StartsWith(folder + "/", StringComparison.Ordinal) ? path.Substring(folder.Length) : null;
    }

    // It comes from a file that anybody may have written, and becomes a word of another.
    internal static bool IsHandle(string handle) => handle.Length > 1 && handle[0] == '@' && handle.Skip(1).All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '/' or '.');
}
