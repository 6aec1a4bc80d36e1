using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RepoTopology.Analyzers;

/// <summary>RT1003: many types depend on a type, and one person wrote most of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WidelyUsedTypeAnalyzer : TypeRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.WidelyUsedType, Text.Of("RT1003_Title"), Text.Of("RT1003_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Text.Of("RT1003_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.WidelyUsedType));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Examine(TypeCase type)
    {
        if (type.Record.Dependants == 0 || type.Knowledge.Accepts(type.Record.Key) || type.Find() is not { } found)
            return;
        var options = type.OptionsAt(found.Tree, Rule.Id);
        if (type.Record.Dependants <= options.Count(OptionNames.MinDependents, OptionNames.DefaultMinDependents)
            || Concentration.In(type.Record.Holding, type.Index, options, OptionNames.DefaultMinLinesOfWidelyUsed) is not { } owner)
            return;
        var wording = type.Word(options);
        type.Report(Rule, found.Location(type.Cancellation), wording,
            type.Name, type.Record.Dependants, wording.Owner(owner), owner.Percent, type.Record.Holding.Lines,
            wording.Help(type.Record.Holding, owner.Person, "SecondCouldReview", "ReviewWouldHelp"));
    }
}
