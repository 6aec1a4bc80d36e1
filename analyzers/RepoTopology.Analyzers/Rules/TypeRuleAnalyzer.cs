using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RepoTopology.Analyzers;

/// <summary>
/// The rules about types: each type is looked up once in the snapshot, by a key that its syntax gives. One rule is one analyzer, because the compiler passes over an
/// analyzer whole when nothing that it reports would be shown.
/// </summary>
public abstract class TypeRuleAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var knowledge = ProjectKnowledge.Of(
                start.Options,
                text => start.TryGetValue(text, SnapshotIndex.Provider, out var index) ? index : null,
                text => start.TryGetValue(text, AcceptedKeys.Provider, out var keys) ? keys : null,
                start.CancellationToken);
            if (knowledge is { Index.Fault: null } && Concerns(knowledge))
                start.RegisterSymbolAction(symbol => Examine(symbol, knowledge), SymbolKind.NamedType);
        });
    }

    /// <summary>Whether the snapshot has anything for the rule at all.</summary>
    private protected virtual bool Concerns(ProjectKnowledge knowledge) => knowledge.Snapshot.Types.Count > 0;

    private protected abstract void Examine(TypeCase type);

    private void Examine(SymbolAnalysisContext context, ProjectKnowledge knowledge)
    {
        var symbol = (INamedTypeSymbol)context.Symbol;
        if (DeclaredType.KeyOf(symbol, context.CancellationToken) is { } key && knowledge.Index.TypeOf(key) is { } record)
            Examine(new TypeCase(context, knowledge, record));
    }
}
