using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Code;

/// <summary>Parses C# of any version, however it is meant.</summary>
internal static class SourceParser
{
    private const string NotParsed = "CS8078";

    // Nullable analysis doubles the time of binding and says nothing about who refers to whom.
    private static readonly KeyValuePair<string, string>[] Features = [new("run-nullable-analysis", "never")];

    public static CSharpParseOptions Options(IEnumerable<string> symbols, LanguageVersion language) =>
        new CSharpParseOptions(language, DocumentationMode.None, SourceCodeKind.Regular, symbols.ToImmutableArray()).WithFeatures(Features);

    /// <summary>Never null: a file that can't be parsed, or had a limit before, becomes an empty one with a limit.</summary>
    public static ParsedFile Parse(int file, string path, string text, CSharpParseOptions options, string? limit = null)
    {
        if (limit is null && !Nesting.IsTooDeep(text) && TryParse(file, path, text, options) is { } parsed)
            return parsed;
        var empty = CSharpSyntaxTree.ParseText(SourceText.From(""), options, path);
        return new ParsedFile { File = file, Tree = empty, IsGenerated = false, Limit = limit ?? $"{path} was skipped: it is nested too deep to be parsed" };
    }

    private static ParsedFile? TryParse(int file, string path, string text, CSharpParseOptions options)
    {
        try
        {
            var tree = CSharpSyntaxTree.ParseText(SourceText.From(text), options, path);
            if (Nesting.IsTooDeep(tree.GetRoot()) || tree.GetRoot().ContainsDiagnostics && tree.GetDiagnostics().Any(diagnostic => diagnostic.Id == NotParsed))
                return null;
            var parsed = new ParsedFile { File = file, Tree = tree, IsGenerated = GeneratedCode.Is(path, text) };
            DeclarationReader.Read(parsed);
            // What a build writes is seen, but is none of the commit's types.
            if (file < 0)
                parsed.Types.Clear();
            return parsed;
        }
        catch (InsufficientExecutionStackException)
        {
            return null;
        }
    }
}
