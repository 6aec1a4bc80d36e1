using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepoTopology.Analyzers;

/// <summary>
/// Names of types and members that survive moved lines and missing packages: computed from syntax alone, by the command line and by the
/// analyzer from this one file. A type is <c>Ns.Outer.Type`1</c>, a member <c>M`1(int,List&lt;Foo&gt;)</c> with parameter types as written but
/// without qualifiers. Compiles against Roslyn 4.8 as netstandard2.0.
/// </summary>
internal static class SymbolKey
{
    /// <summary>The type that a top-level program's statements make.</summary>
    public const string ProgramType = "Program";

    /// <summary>The member that a top-level program's statements make.</summary>
    public const string ProgramMember = "<Main>$()";

    /// <summary>The key of a class, struct, interface, record, enum or delegate declaration.</summary>
    public static string OfType(MemberDeclarationSyntax declaration)
    {
        string name = NameOf(declaration);
        string container = ContainerOf(declaration);
        return container.Length == 0 ? name : container + "." + name;
    }

    /// <summary>The namespace a declaration stands in, empty for the global one.</summary>
    public static string NamespaceOf(SyntaxNode declaration)
    {
        string name = "";
        for (var at = declaration.Parent; at != null; at = at.Parent)
            if (at is BaseNamespaceDeclarationSyntax space)
                name = name.Length == 0 ? Qualified(space.Name) : Qualified(space.Name) + "." + name;
        return name;
    }

    /// <summary>The type's own name with its arity: <c>Type`1</c>; empty for an extension block, which is no type to its readers.</summary>
    public static string NameOf(MemberDeclarationSyntax declaration)
    {
        switch (declaration)
        {
            case TypeDeclarationSyntax type:
                return WithArity(type.Identifier.ValueText, type.TypeParameterList);
            case BaseTypeDeclarationSyntax type:
                return type.Identifier.ValueText;
            case DelegateDeclarationSyntax type:
                return WithArity(type.Identifier.ValueText, type.TypeParameterList);
            default:
                return "";
        }
    }

    /// <summary>The keys of a member declaration: one, but for fields and events that declare several variables at once.</summary>
    public static IEnumerable<string> OfMember(MemberDeclarationSyntax declaration)
    {
        if (declaration is BaseFieldDeclarationSyntax field)
            return field.Declaration.Variables.Select(variable => variable.Identifier.ValueText);
        string key = KeyOf(declaration);
        // Members of an extension block are told apart by what they extend.
        if (key.Length > 0 && declaration.Parent is TypeDeclarationSyntax { Identifier.ValueText: "" } block)
            key = "extension" + Parameters(block.ParameterList) + "." + key;
        return key.Length == 0 ? Enumerable.Empty<string>() : new[] { key };
    }

    /// <summary>A type as written, without blanks, comments and qualifiers: <c>System.Collections.Generic.List&lt;A.Foo&gt;</c> is <c>List&lt;Foo&gt;</c>.</summary>
    public static string Written(TypeSyntax? type)
    {
        var text = new StringBuilder();
        Write(type, text);
        return text.ToString();
    }

    private static string KeyOf(MemberDeclarationSyntax declaration)
    {
        switch (declaration)
        {
            case MethodDeclarationSyntax method:
                return Explicit(method.ExplicitInterfaceSpecifier) + WithArity(method.Identifier.ValueText, method.TypeParameterList) + Parameters(method.ParameterList);
            case ConstructorDeclarationSyntax constructor:
                return (constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? ".cctor" : ".ctor") + Parameters(constructor.ParameterList);
            case DestructorDeclarationSyntax:
                return "Finalize()";
            case OperatorDeclarationSyntax symbol:
                return Explicit(symbol.ExplicitInterfaceSpecifier) + "operator " + symbol.OperatorToken.ValueText + Parameters(symbol.ParameterList);
            case ConversionOperatorDeclarationSyntax conversion:
                return Explicit(conversion.ExplicitInterfaceSpecifier) + conversion.ImplicitOrExplicitKeyword.ValueText + " operator "
                    + Written(conversion.Type) + Parameters(conversion.ParameterList);
            case IndexerDeclarationSyntax indexer:
                return Explicit(indexer.ExplicitInterfaceSpecifier) + "this" + Parameters(indexer.ParameterList);
            case PropertyDeclarationSyntax property:
                return Explicit(property.ExplicitInterfaceSpecifier) + property.Identifier.ValueText;
            case EventDeclarationSyntax single:
                return Explicit(single.ExplicitInterfaceSpecifier) + single.Identifier.ValueText;
            case EnumMemberDeclarationSyntax value:
                return value.Identifier.ValueText;
            default:
                return "";
        }
    }

    private static string ContainerOf(SyntaxNode declaration)
    {
        var names = new List<string>();
        for (var at = declaration.Parent; at != null; at = at.Parent)
        {
            string name = at is BaseNamespaceDeclarationSyntax space ? Qualified(space.Name)
                : at is MemberDeclarationSyntax member ? NameOf(member) : "";
            if (name.Length > 0)
                names.Add(name);
        }

        names.Reverse();
        return string.Join(".", names);
    }

    private static string Qualified(NameSyntax name)
    {
        switch (name)
        {
            case QualifiedNameSyntax qualified:
                return Qualified(qualified.Left) + "." + qualified.Right.Identifier.ValueText;
            case SimpleNameSyntax simple:
                return simple.Identifier.ValueText;
            case AliasQualifiedNameSyntax alias:
                return alias.Name.Identifier.ValueText;
            default:
                return "";
        }
    }

    private static string WithArity(string name, TypeParameterListSyntax? parameters) =>
        parameters == null ? name : name + "`" + parameters.Parameters.Count;

    private static string Explicit(ExplicitInterfaceSpecifierSyntax? specifier) => specifier == null ? "" : Written(specifier.Name) + ".";

    private static string Parameters(BaseParameterListSyntax? list)
    {
        var text = new StringBuilder("(");
        if (list != null)
            foreach (var parameter in list.Parameters)
            {
                if (text.Length > 1)
                    text.Append(',');
                // A reference makes another overload; this, params and scoped don't.
                if (parameter.Modifiers.Any(SyntaxKind.RefKeyword) || parameter.Modifiers.Any(SyntaxKind.OutKeyword) || parameter.Modifiers.Any(SyntaxKind.InKeyword))
                    text.Append("ref ");
                Write(parameter.Type, text);
            }

        return text.Append(')').ToString();
    }

    private static void Write(SyntaxNode? node, StringBuilder text)
    {
        if (node == null)
            return;
        if (node is QualifiedNameSyntax qualified)
        {
            Write(qualified.Right, text);
            return;
        }

        if (node is AliasQualifiedNameSyntax alias)
        {
            Write(alias.Name, text);
            return;
        }

        // The names in a tuple are no part of its type.
        if (node is TupleElementSyntax element)
        {
            Write(element.Type, text);
            return;
        }

        foreach (var child in node.ChildNodesAndTokens())
            if (child.IsNode)
                Write(child.AsNode(), text);
            else if (child.AsToken() is var token && token.RawKind != 0)
                text.Append(token.ValueText).Append(NeedsBlank(token) ? " " : "");
    }

    // Words that touch would read as one.
    private static bool NeedsBlank(SyntaxToken token) =>
        token.IsKind(SyntaxKind.RefKeyword) || token.IsKind(SyntaxKind.ReadOnlyKeyword) || token.IsKind(SyntaxKind.ScopedKeyword);
}
