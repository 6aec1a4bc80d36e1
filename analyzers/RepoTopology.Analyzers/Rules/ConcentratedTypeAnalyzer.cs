using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RepoTopology.Analyzers;

/// <summary>RT1001: one person wrote most of a type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConcentratedTypeAnalyzer : TypeRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.ConcentratedType, Text.Of("RT1001_Title"), Text.Of("RT1001_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Text.Of("RT1001_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.ConcentratedType));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Examine(TypeCase type)
    {
        if (type.Knowledge.Accepts(type.Record.Key) || type.Find() is not { } found)
            return;
        var options = type.OptionsAt(found.Tree, Rule.Id);
        if (Concentration.In(type.Record.Holding, type.Index, options, OptionNames.DefaultMinLines) is not { } owner)
            return;
        var wording = type.Word(options);
        type.Report(Rule, found.Location(type.Cancellation), wording,
            type.Name, wording.Owner(owner), owner.Percent, type.Record.Holding.Lines, wording.Help(type.Record.Holding, owner.Person, "SecondCouldReview", "ReviewWouldHelp"));
    }
}
