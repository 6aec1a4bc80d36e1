using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>A type of the compilation and what the snapshot says of it.</summary>
internal sealed class TypeCase(SymbolAnalysisContext context, ProjectKnowledge knowledge, TypeHolding record)
{
    public ProjectKnowledge Knowledge => knowledge;

    public SnapshotIndex Index => knowledge.Index;

    public TypeHolding Record => record;

    public CancellationToken Cancellation => context.CancellationToken;

    /// <summary>As its source names it.</summary>
    public string Name => context.Symbol.Name;

    /// <summary>Where it stands; null where all of it is generated. Asked only for what may be reported.</summary>
    public DeclaredType? Find() =>
        DeclaredType.Of((INamedTypeSymbol)context.Symbol, record.Key, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken);

    public RuleOptions OptionsAt(SyntaxTree tree, string rule) => RuleOptions.Of(tree, rule, context.Options);

    /// <summary>The words for a finding about the whole type, whose properties say what the snapshot does.</summary>
    public Wording Word(RuleOptions options)
    {
        var wording = new Wording(knowledge.Index, options.ShowNames);
        wording.Note(PropertyNames.Key, record.Key);
        wording.Note(record.Holding);
        wording.Note(PropertyNames.Dependants, record.Dependants);
        return wording;
    }

    public void Report(DiagnosticDescriptor rule, Location location, Wording wording, params object[] words) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, wording.Properties, words));
}
