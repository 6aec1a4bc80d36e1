using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers.CodeFixes;

/// <summary>Changes of files that are no sources. Only what a workspace holds can be changed, so a file must be an additional one of the project already.</summary>
internal static class AdditionalDocuments
{
    public static TextDocument? Accepted(Project project) => project.AdditionalDocuments.FirstOrDefault(document => AdditionalFiles.IsAccepted(document.FilePath));

    public static TextDocument? CodeOwners(Project project) => project.AdditionalDocuments.FirstOrDefault(document => AdditionalFiles.IsCodeOwners(document.FilePath));

    /// <summary>The file may be one of several projects; it is one file.</summary>
    public static Solution Replace(Solution solution, TextDocument document, SourceText text)
    {
        foreach (var id in solution.Projects.SelectMany(project => project.AdditionalDocuments).Where(other => other.FilePath == document.FilePath).Select(other => other.Id).ToList())
            solution = solution.WithAdditionalDocumentText(id, text);
        return solution;
    }

    public static SourceText Append(SourceText text, IEnumerable<string> lines)
    {
        string end = text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";
        var added = new StringBuilder();
        if (text.Length > 0 && text.Lines[text.Lines.Count - 1].Span.Length > 0)
            added.Append(end);
        foreach (string line in lines)
            added.Append(line).Append(end);
        return text.WithChanges(new TextChange(new TextSpan(text.Length, 0), added.ToString()));
    }
}
