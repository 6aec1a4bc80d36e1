using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Code;

/// <summary>Parses C# of any version, however it is meant.</summary>
internal static class SourceParser
{
    // The parser recurses; beyond this it, and everything after it, would be at the end of its stack.
    private const int MostNesting = 1000;

    private const string NotParsed = "CS8078";

    // Nullable analysis doubles the time of binding and says nothing about who refers to whom.
    private static readonly KeyValuePair<string, string>[] Features = [new("run-nullable-analysis", "never")];

    public static CSharpParseOptions Options(IEnumerable<string> symbols) =>
        new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Regular, symbols.ToImmutableArray()).WithFeatures(Features);

    /// <summary>Never null: a file that can't be parsed becomes an empty one with a limit.</summary>
    public static ParsedFile Parse(int file, string path, string text, CSharpParseOptions options)
    {
        string? limit = Nesting(text) > MostNesting ? $"{path} was skipped: brackets are nested more than {MostNesting:N0} deep" : null;
        var parsed = limit is null ? TryParse(file, path, text, options) : null;
        if (parsed is not null)
            return parsed;
        var empty = CSharpSyntaxTree.ParseText(SourceText.From(""), options, path);
        return new ParsedFile { File = file, Tree = empty, IsGenerated = false, Limit = limit ?? $"{path} was skipped: it is nested too deep to be parsed" };
    }

    private static ParsedFile? TryParse(int file, string path, string text, CSharpParseOptions options)
    {
        try
        {
            var tree = CSharpSyntaxTree.ParseText(SourceText.From(text), options, path);
            if (tree.GetRoot().ContainsDiagnostics && tree.GetDiagnostics().Any(diagnostic => diagnostic.Id == NotParsed))
                return null;
            var parsed = new ParsedFile { File = file, Tree = tree, IsGenerated = GeneratedCode.Is(path, text) };
            DeclarationReader.Read(parsed);
            return parsed;
        }
        catch (InsufficientExecutionStackException)
        {
            return null;
        }
    }

    // Brackets in texts and comments count too: what matters is that no more than a few thousand can be open.
    private static int Nesting(string text)
    {
        int open = 0, most = 0;
        foreach (char c in text)
            if (c is '(' or '[' or '{')
                most = Math.Max(most, ++open);
            else if (c is ')' or ']' or '}' && open > 0)
                open--;
        return most;
    }
}
