using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepoTopology.Analyzers;

/// <summary>The members that one part of a type declares, as the snapshot counts them: without those of nested types, with those of extension blocks.</summary>
internal static class DeclaredMembers
{
    public static IEnumerable<(string Key, string Name, Location Location)> Of(SyntaxNode part)
    {
        switch (part)
        {
            case CompilationUnitSyntax unit when unit.Members.OfType<GlobalStatementSyntax>().FirstOrDefault() is { } first:
                return [(SymbolKey.ProgramMember, SymbolKey.ProgramType, first.GetFirstToken().GetLocation())];
            case EnumDeclarationSyntax values:
                return values.Members.SelectMany(Named);
            case TypeDeclarationSyntax type:
                return type.Members.SelectMany(member => member is TypeDeclarationSyntax { Identifier.ValueText: "" } block ? Of(block)
                    : member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax ? [] : Named(member));
            default:
                return [];
        }
    }

    private static IEnumerable<(string Key, string Name, Location Location)> Named(MemberDeclarationSyntax member)
    {
        if (member is BaseFieldDeclarationSyntax field)
            return field.Declaration.Variables.Zip(SymbolKey.OfMember(field), (variable, key) => (key, variable.Identifier.ValueText, variable.Identifier.GetLocation()));
        var token = NameOf(member);
        return SymbolKey.OfMember(member).Select(key => (key, token.ValueText, token.GetLocation()));
    }

    // What a reader points at: the name, or the word that stands for one.
    private static SyntaxToken NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        EventDeclarationSyntax single => single.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        DestructorDeclarationSyntax destructor => destructor.Identifier,
        EnumMemberDeclarationSyntax value => value.Identifier,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        OperatorDeclarationSyntax symbol => symbol.OperatorToken,
        ConversionOperatorDeclarationSyntax conversion => conversion.OperatorKeyword,
        _ => member.GetFirstToken(),
    };
}
