using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepoTopology.Analyzers;

namespace RepoTopology.Code;

/// <summary>Names as the compiler binds them. One per thread.</summary>
internal sealed class BoundNameResolver(Compilations compilations, TypeTable types) : NameResolver
{
    private readonly Dictionary<INamedTypeSymbol, int> _numbers = new(SymbolEqualityComparer.Default);
    private SemanticModel _model = null!;

    public override void Enter(ParsedProject project, ParsedFile file) => _model = compilations.ModelOf(project.Index, file.Tree);

    public override void Enter(int type)
    {
    }

    public override Resolution Resolve(SimpleNameSyntax name) => Resolve(_model.GetSymbolInfo(name));

    public override Resolution Resolve(ImplicitObjectCreationExpressionSyntax creation) => Resolve(_model.GetSymbolInfo(creation));

    // Where a package is missing the compiler often knows the method but not which overload: that is enough here.
    private Resolution Resolve(SymbolInfo info) => (info.Symbol ?? (info.CandidateSymbols.IsEmpty ? null : info.CandidateSymbols[0])) switch
    {
        null => Resolution.Unresolved,
        INamedTypeSymbol type => new Resolution(Number(type), false),
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => new Resolution(Number(constructor.ContainingType), false),
        IMethodSymbol method => new Resolution(Number((method.ReducedFrom ?? method).ContainingType), true),
        IPropertySymbol or IFieldSymbol or IEventSymbol => new Resolution(Number((info.Symbol ?? info.CandidateSymbols[0]).ContainingType), false),
        _ => Resolution.Elsewhere,
    };

    private int Number(INamedTypeSymbol? type)
    {
        // Members of an extension block belong to the class around it.
        while (type is { Name: "", ContainingType: { } around } && type.TypeKind != TypeKind.Error)
            type = around;
        if (type is null)
            return -1;
        type = type.OriginalDefinition;
        if (_numbers.TryGetValue(type, out int number))
            return number;
        number = -1;
        if (type.DeclaringSyntaxReferences is [var declaration, ..] && compilations.ProjectOf(declaration.SyntaxTree) is var project && project >= 0)
            number = types.Find(project, declaration.GetSyntax() switch
            {
                MemberDeclarationSyntax member => SymbolKey.OfType(member),
                CompilationUnitSyntax => SymbolKey.ProgramType,
                _ => "",
            });
        return _numbers[type] = number;
    }
}
