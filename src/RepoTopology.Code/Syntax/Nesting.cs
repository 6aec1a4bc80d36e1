using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepoTopology.Code;

/// <summary>
/// How deep a source nests. The parser and the binder recurse with it, and not everywhere with a guard: beyond some depth the process would die.
/// The numbers leave at least 30 KiB of stack for each level, and ten times what people write.
/// </summary>
internal static class Nesting
{
    private const int MostBrackets = 1000;
    private const int MostDirectiveLength = 4000;
    private const int MostNodes = 2000;

    // Binding a lambda for each overload that might take it doubles the work with each level.
    private const int MostLambdas = 10;

    /// <summary>Whether it must not be parsed.</summary>
    public static bool IsTooDeep(string text)
    {
        // Brackets in texts and comments count too. An angle may be a comparison: a statement's end closes it.
        int open = 0, angles = 0, lineStart = 0;
        bool isDirective = false;
        for (int i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '(' or '[' or '{':
                    angles = text[i] == '{' ? 0 : angles;
                    if (++open > MostBrackets)
                        return true;
                    break;
                case ')' or ']' or '}':
                    angles = text[i] == '}' ? 0 : angles;
                    open = Math.Max(0, open - 1);
                    break;
                case '<':
                    if (++angles > MostBrackets)
                        return true;
                    break;
                case '>':
                    angles = Math.Max(0, angles - 1);
                    break;
                case ';':
                    angles = 0;
                    break;
                case '\n' or '\r':
                    if (isDirective && i - lineStart > MostDirectiveLength)
                        return true;
                    (lineStart, isDirective) = (i, false);
                    break;
                case '#':
                    isDirective = true;
                    break;
            }

        return isDirective && text.Length - lineStart > MostDirectiveLength;
    }

    /// <summary>Whether it must not be bound.</summary>
    public static bool IsTooDeep(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth, int Lambdas)>([(root, 0, 0)]);
        while (open.TryPop(out var at))
        {
            if (at.Depth > MostNodes || at.Lambdas > MostLambdas)
                return true;
            foreach (var child in at.Node.ChildNodesAndTokens())
                if (child.AsNode() is { } node)
                    open.Push((node, at.Depth + 1, at.Lambdas + (node is LambdaExpressionSyntax ? 1 : 0)));
        }

        return false;
    }
}
