using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepoTopology.Analyzers;

namespace RepoTopology.Code;

/// <summary>What a name leads to.</summary>
/// <param name="Type">A type of the sources, or one of the two constants.</param>
/// <param name="IsMethod">It names a method of the type.</param>
internal readonly record struct Resolution(int Type, bool IsMethod)
{
    /// <summary>Something that is no type of the sources and no member of one.</summary>
    public static Resolution Elsewhere => new(-1, false);

    /// <summary>Nothing.</summary>
    public static Resolution Unresolved => new(-2, false);
}

/// <summary>Finds out what names mean.</summary>
internal abstract class NameResolver
{
    /// <summary>The names to come are in this file.</summary>
    public abstract void Enter(ParsedProject project, ParsedFile file);

    /// <summary>The names to come are in this type.</summary>
    public abstract void Enter(int type);

    public abstract Resolution Resolve(SimpleNameSyntax name);

    /// <summary>What <c>new(…)</c> creates.</summary>
    public abstract Resolution Resolve(ImplicitObjectCreationExpressionSyntax creation);
}

/// <summary>
/// Walks a file, asks for the meaning of each name that something in the sources has, and notes who refers to whom. Most names are passed by: no
/// type and no member that the project could see is called so.
/// </summary>
internal sealed class ReferenceWalker(TypeTable types, NameResolver resolver) : CSharpSyntaxWalker
{
    private readonly Dictionary<(int From, int To, CodeReferenceKind Kind), int> _found = [];
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private ParsedProject _project = null!;
    private int _from = -1;

    public int Identifiers { get; private set; }

    public int Unresolved { get; private set; }

    public IReadOnlyDictionary<(int From, int To, CodeReferenceKind Kind), int> Found => _found;

    public void Walk(ParsedProject project, ParsedFile file)
    {
        _project = project;
        _found.Clear();
        _aliases.Clear();
        (Identifiers, Unresolved, _from) = (0, 0, -1);
        foreach (var (alias, target, _) in file.Usings.Aliases.Concat(project.GlobalAliases))
            if (target.Split('.', '<', '>', ',').Any(part => project.Sees(part)))
                _aliases.Add(alias);
        resolver.Enter(project, file);
        Visit(file.Tree.GetRoot());
    }

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
    }

    public override void VisitClassDeclaration(ClassDeclarationSyntax node) => VisitType(node, base.VisitClassDeclaration);

    public override void VisitStructDeclaration(StructDeclarationSyntax node) => VisitType(node, base.VisitStructDeclaration);

    public override void VisitRecordDeclaration(RecordDeclarationSyntax node) => VisitType(node, base.VisitRecordDeclaration);

    public override void VisitInterfaceDeclaration(InterfaceDeclarationSyntax node) => VisitType(node, base.VisitInterfaceDeclaration);

    public override void VisitEnumDeclaration(EnumDeclarationSyntax node) => VisitType(node, base.VisitEnumDeclaration);

    public override void VisitDelegateDeclaration(DelegateDeclarationSyntax node) => VisitType(node, base.VisitDelegateDeclaration);

    public override void VisitGlobalStatement(GlobalStatementSyntax node)
    {
        Enter(types.Find(_project.Index, SymbolKey.ProgramType));
        base.VisitGlobalStatement(node);
        Enter(-1);
    }

    // Names that declare or label, and refer to nothing.
    public override void VisitNameColon(NameColonSyntax node)
    {
    }

    public override void VisitNameEquals(NameEqualsSyntax node)
    {
    }

    public override void VisitGotoStatement(GotoStatementSyntax node)
    {
        if (!node.IsKind(SyntaxKind.GotoStatement))
            base.VisitGotoStatement(node);
    }

    public override void VisitIdentifierName(IdentifierNameSyntax node) => Ask(node);

    public override void VisitGenericName(GenericNameSyntax node)
    {
        Ask(node);
        base.VisitGenericName(node);
    }

    public override void VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        if (_from >= 0)
            Note(resolver.Resolve(node).Type, CodeReferenceKind.Creates);
        base.VisitImplicitObjectCreationExpression(node);
    }

    private void VisitType<T>(T node, Action<T> visit) where T : MemberDeclarationSyntax
    {
        int outer = _from;
        Enter(types.Find(_project.Index, SymbolKey.OfType(node)));
        visit(node);
        Enter(outer);
    }

    private void Enter(int type)
    {
        _from = type;
        resolver.Enter(type);
    }

    private void Ask(SimpleNameSyntax name)
    {
        string text = name.Identifier.ValueText;
        if (_from < 0 || !_project.Sees(text) && !_aliases.Contains(text))
            return;
        Identifiers++;
        var resolution = resolver.Resolve(name);
        if (resolution == Resolution.Unresolved)
            Unresolved++;
        else if (resolution.Type >= 0)
            Note(resolution.Type, KindOf(name, resolution));
    }

    private void Note(int to, CodeReferenceKind kind)
    {
        if (to >= 0 && to != _from)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_found, (_from, to, kind), out _)++;
    }

    private CodeReferenceKind KindOf(SimpleNameSyntax name, Resolution resolution)
    {
        // A.B.Name stands where its topmost node stands.
        SyntaxNode whole = name;
        while (whole.Parent is QualifiedNameSyntax qualified && qualified.Right == whole || whole.Parent is AliasQualifiedNameSyntax)
            whole = whole.Parent;
        switch (whole.Parent)
        {
            case AttributeSyntax:
                return CodeReferenceKind.Attribute;
            case BaseTypeSyntax:
                bool fromInterface = types.KindOf(_from) == CodeTypeKind.Interface, toInterface = types.KindOf(resolution.Type) == CodeTypeKind.Interface;
                return fromInterface == toInterface ? CodeReferenceKind.Inherits : CodeReferenceKind.Implements;
            case ObjectCreationExpressionSyntax creation when creation.Type == whole:
                return CodeReferenceKind.Creates;
        }

        if (!resolution.IsMethod)
            return CodeReferenceKind.Uses;
        if (whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole || whole.Parent is MemberBindingExpressionSyntax)
            whole = whole.Parent;
        return whole.Parent is InvocationExpressionSyntax invocation && invocation.Expression == whole ? CodeReferenceKind.Calls : CodeReferenceKind.Uses;
    }
}
