using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepoTopology.Code;

/// <summary>
/// What a C# file says, apart from how it is laid out: its tokens, comments and directives in order. White space between them, line ends anywhere, blanks
/// within comments, the order of <c>using</c> directives, and whether a file's only namespace has braces or a semicolon (which moves every line) don't
/// count; everything else does, up to the last character of a string.
/// </summary>
internal static class Wording
{
    private const char Separator = '\0';

    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.None);

    /// <summary>Whether two texts say the same and differ only in layout; texts that are the same don't differ.</summary>
    /// <exception cref="InsufficientExecutionStackException">A text nests too deep for the thread's stack.</exception>
    public static bool DiffersInLayoutOnly(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, CancellationToken cancellation)
    {
        if (before.SequenceEqual(after))
            return false;
        if (!MaySayTheSame(before, after))
            return false;
        return LayoutScan.FindsSame(before, after)
            || (!LayoutScan.FindsMovedLines(before, after) && (WordingScan.FindsSame(before, after) ?? ParsesSame(before, after, cancellation)));
    }

    /// <summary>Whether two texts say the same, by their syntax trees: what the scans must agree with.</summary>
    /// <exception cref="InsufficientExecutionStackException">A text nests too deep for the thread's stack.</exception>
    public static bool ParsesSame(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, CancellationToken cancellation) =>
        Of(BlobText.Decode(before), cancellation) == Of(BlobText.Decode(after), cancellation);

    /// <summary>A text in UTF-8 without its byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;

    /// <summary>
    /// Nearly all changes are told apart here, without parsing: both have the same bytes as often, white space and a namespace's signs aside, in any order.
    /// Texts in UTF-16 may always.
    /// </summary>
    public static bool MaySayTheSame(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (before is [0xFE or 0xFF, ..] || after is [0xFE or 0xFF, ..])
            return true;
        before = WithoutMark(before);
        after = WithoutMark(after);
        // What they begin and end with alike counts nothing; mostly that is all but a few lines.
        int common = before.CommonPrefixLength(after);
        before = before[common..];
        after = after[common..];
        common = CommonEnd(before, after);
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        Count(before[..^common], 1, counts);
        Count(after[..^common], -1, counts);
        foreach (char sign in "\t\v\f\r\n {};")
            counts[sign] = 0;
        return !counts.ContainsAnyExcept(0);

        static void Count(ReadOnlySpan<byte> text, int step, Span<int> counts)
        {
            foreach (byte letter in text)
                counts[letter] += step;
        }
    }

    private static int CommonEnd(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        // By blocks first: comparing them whole is what the processor does well.
        const int Block = 256;
        int length = 0;
        int most = Math.Min(a.Length, b.Length);
        while (length + Block <= most && a[^(length + Block)..^length].SequenceEqual(b[^(length + Block)..^length]))
            length += Block;
        while (length < most && a[^(length + 1)] == b[^(length + 1)])
            length++;
        return length;
    }

    private static string Of(string text, CancellationToken cancellation)
    {
        var root = CSharpSyntaxTree.ParseText(text, Options, cancellationToken: cancellation).GetCompilationUnitRoot(cancellation);
        var said = new StringBuilder(text.Length);
        Say(root, said);
        return said.ToString();
    }

    private static void Say(CompilationUnitSyntax node, StringBuilder said)
    {
        var only = node.Members is [BaseNamespaceDeclarationSyntax declared] ? declared : null;
        var directives = new HashSet<SyntaxNode>();
        foreach (var around in node.DescendantNodesAndSelf(child => child is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
        {
            var usings = around switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax declaration => declaration.Usings,
                _ => default,
            };
            // What a directive encloses must not move.
            if (usings.Count == 0 || usings.Any(directive => directive.ContainsDirectives))
                continue;
            foreach (string directive in usings.Select(Tokens).Order(StringComparer.Ordinal))
                said.Append(directive).Append(Separator);
            foreach (var directive in usings)
            {
                directives.Add(directive);
                // Comments stay in their order, wherever the directives go.
                foreach (var trivia in directive.DescendantTrivia())
                    Say(trivia, said);
            }
        }

        foreach (var token in node.DescendantTokens(child => !directives.Contains(child)))
        {
            foreach (var trivia in token.LeadingTrivia)
                Say(trivia, said);
            if (only is null || token.Parent != only || token.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.SemicolonToken))
                Say(token, said);
            foreach (var trivia in token.TrailingTrivia)
                Say(trivia, said);
        }
    }

    private static string Tokens(SyntaxNode node)
    {
        var said = new StringBuilder();
        foreach (var token in node.DescendantTokens())
            Say(token, said);
        return said.ToString();
    }

    private static void Say(SyntaxToken token, StringBuilder said) =>
        said.Append((char)token.RawKind).Append(token.Text.Replace("\r\n", "\n", StringComparison.Ordinal)).Append(Separator);

    private static void Say(SyntaxTrivia trivia, StringBuilder said)
    {
        if (trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia)
            return;
        foreach (string word in trivia.ToFullString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
            said.Append(word).Append(' ');
        said.Append(Separator);
    }
}
