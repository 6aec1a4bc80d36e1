using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepoTopology.Analyzers;

namespace RepoTopology.Code;

/// <summary>Reads what a file declares, from its syntax.</summary>
internal sealed class DeclarationReader
{
    private readonly ParsedFile _file;

    private DeclarationReader(ParsedFile file) => _file = file;

    public static void Read(ParsedFile file)
    {
        var root = (CompilationUnitSyntax)file.Tree.GetRoot();
        var reader = new DeclarationReader(file);
        reader.ReadUsings(root.Usings);
        reader.ReadFriends(root);
        reader.ReadProgram(root);
        reader.ReadMembers(root.Members, null);
    }

    private void ReadMembers(SyntaxList<MemberDeclarationSyntax> members, DeclaredType? owner)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var member in members)
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    ReadUsings(space.Usings);
                    ReadMembers(space.Members, null);
                    break;
                // An extension block is no type to its readers.
                case TypeDeclarationSyntax { Identifier.ValueText: "" } block when owner is not null:
                    ReadMembers(block.Members, owner);
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    ReadType(member, owner);
                    break;
                default:
                    if (owner is not null)
                        ReadMember(member, owner);
                    break;
            }
    }

    private void ReadType(MemberDeclarationSyntax declaration, DeclaredType? outer)
    {
        var parameters = (declaration as TypeDeclarationSyntax)?.TypeParameterList ?? (declaration as DelegateDeclarationSyntax)?.TypeParameterList;
        string name = (declaration as BaseTypeDeclarationSyntax)?.Identifier.ValueText ?? ((DelegateDeclarationSyntax)declaration).Identifier.ValueText;
        if (name.Length == 0)
            return;
        var access = Access(declaration.Modifiers, outer is null ? CodeAccess.Internal : outer.Kind == CodeTypeKind.Interface ? CodeAccess.Public : CodeAccess.Private, out bool says);
        var type = new DeclaredType
        {
            Key = SymbolKey.OfType(declaration),
            Name = name,
            Arity = parameters?.Parameters.Count ?? 0,
            Namespace = outer?.Namespace ?? SymbolKey.NamespaceOf(declaration),
            Outer = outer?.Key ?? "",
            Kind = KindOf(declaration),
            Access = access,
            SaysAccess = says,
            Span = SpanOf(declaration),
        };
        _file.Types.Add(type);
        if (declaration is BaseTypeDeclarationSyntax { BaseList: { } bases })
            type.Bases.AddRange(bases.Types.Select(each => LastName(each.Type)).Where(last => last.Length > 0));
        switch (declaration)
        {
            case RecordDeclarationSyntax { ParameterList: { } list }:
                type.MemberNames.AddRange(list.Parameters.Select(parameter => parameter.Identifier.ValueText));
                break;
            case EnumDeclarationSyntax values:
                foreach (var value in values.Members)
                    ReadMember(value, type);
                break;
        }

        if (declaration is TypeDeclarationSyntax container)
            ReadMembers(container.Members, type);
    }

    private void ReadMember(MemberDeclarationSyntax declaration, DeclaredType type)
    {
        if (KindOfMember(declaration) is not { } kind)
            return;
        var access = kind == CodeMemberKind.EnumMember ? CodeAccess.Public
            : Access(declaration.Modifiers, type.Kind == CodeTypeKind.Interface ? CodeAccess.Public : CodeAccess.Private, out _);
        var span = SpanOf(declaration);
        foreach (string key in SymbolKey.OfMember(declaration))
            type.Members.Add((key, kind, access, span));
        switch (declaration)
        {
            case MethodDeclarationSyntax method:
                bool extends = method.ParameterList.Parameters is [var first, ..] && first.Modifiers.Any(SyntaxKind.ThisKeyword)
                    || method.Parent is TypeDeclarationSyntax { Identifier.ValueText: "" };
                (extends ? type.ExtensionMethods : type.MemberNames).Add(method.Identifier.ValueText);
                break;
            case PropertyDeclarationSyntax property:
                type.MemberNames.Add(property.Identifier.ValueText);
                break;
            case EventDeclarationSyntax single:
                type.MemberNames.Add(single.Identifier.ValueText);
                break;
            case BaseFieldDeclarationSyntax field:
                type.MemberNames.AddRange(field.Declaration.Variables.Select(variable => variable.Identifier.ValueText));
                break;
            case EnumMemberDeclarationSyntax value:
                type.MemberNames.Add(value.Identifier.ValueText);
                break;
        }
    }

    // Statements outside of any type are the body of Program.
    private void ReadProgram(CompilationUnitSyntax root)
    {
        FactSpan? span = null;
        foreach (var member in root.Members)
            if (member is GlobalStatementSyntax)
                span = span is null ? SpanOf(member) : span.Value with { LastLine = SpanOf(member).LastLine };
        if (span is null)
            return;
        var program = new DeclaredType
        {
            Key = SymbolKey.ProgramType,
            Name = SymbolKey.ProgramType,
            Arity = 0,
            Namespace = "",
            Outer = "",
            Kind = CodeTypeKind.Class,
            Access = CodeAccess.Internal,
            SaysAccess = false,
            Span = span.Value,
        };
        program.Members.Add((SymbolKey.ProgramMember, CodeMemberKind.Program, CodeAccess.Private, span.Value));
        _file.Types.Add(program);
    }

    private void ReadUsings(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            bool isGlobal = directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
            string name = directive.NamespaceOrType.ToString().Replace("global::", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (directive.Alias is { } alias)
                _file.Usings.Aliases.Add((alias.Name.Identifier.ValueText, name, isGlobal));
            else if (directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword))
                _file.Usings.Statics.Add((name, isGlobal));
            else
                _file.Usings.Namespaces.Add((name, isGlobal));
        }
    }

    private void ReadFriends(CompilationUnitSyntax root)
    {
        foreach (var attribute in root.AttributeLists.SelectMany(list => list.Attributes))
            if (LastName(attribute.Name) is "InternalsVisibleTo" or "InternalsVisibleToAttribute"
                && attribute.ArgumentList?.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string friend } }, ..]
                && friend.Split(',')[0].Trim() is { Length: > 0 } name)
                _file.Friends.Add(name);
    }

    private FactSpan SpanOf(SyntaxNode node)
    {
        var lines = _file.Tree.GetLineSpan(node.Span);
        return new FactSpan(_file.File, lines.StartLinePosition.Line + 1, lines.EndLinePosition.Line + 1);
    }

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static CodeTypeKind KindOf(MemberDeclarationSyntax declaration) => declaration.Kind() switch
    {
        SyntaxKind.RecordDeclaration => CodeTypeKind.Record,
        SyntaxKind.RecordStructDeclaration => CodeTypeKind.RecordStruct,
        SyntaxKind.StructDeclaration => CodeTypeKind.Struct,
        SyntaxKind.InterfaceDeclaration => CodeTypeKind.Interface,
        SyntaxKind.EnumDeclaration => CodeTypeKind.Enum,
        SyntaxKind.DelegateDeclaration => CodeTypeKind.Delegate,
        _ => CodeTypeKind.Class,
    };

    private static CodeMemberKind? KindOfMember(MemberDeclarationSyntax declaration) => declaration switch
    {
        MethodDeclarationSyntax or DestructorDeclarationSyntax => CodeMemberKind.Method,
        ConstructorDeclarationSyntax => CodeMemberKind.Constructor,
        PropertyDeclarationSyntax or IndexerDeclarationSyntax => CodeMemberKind.Property,
        EventDeclarationSyntax or EventFieldDeclarationSyntax => CodeMemberKind.Event,
        FieldDeclarationSyntax => CodeMemberKind.Field,
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => CodeMemberKind.Operator,
        EnumMemberDeclarationSyntax => CodeMemberKind.EnumMember,
        _ => null,
    };

    private static CodeAccess Access(SyntaxTokenList modifiers, CodeAccess byDefault, out bool says)
    {
        bool isProtected = modifiers.Any(SyntaxKind.ProtectedKeyword), isInternal = modifiers.Any(SyntaxKind.InternalKeyword), isPrivate = modifiers.Any(SyntaxKind.PrivateKeyword);
        CodeAccess? written = modifiers.Any(SyntaxKind.PublicKeyword) ? CodeAccess.Public
            : modifiers.Any(SyntaxKind.FileKeyword) ? CodeAccess.File
            : isProtected && isInternal ? CodeAccess.ProtectedInternal
            : isProtected && isPrivate ? CodeAccess.PrivateProtected
            : isProtected ? CodeAccess.Protected
            : isInternal ? CodeAccess.Internal
            : isPrivate ? CodeAccess.Private : null;
        says = written is not null;
        return written ?? byDefault;
    }
}
