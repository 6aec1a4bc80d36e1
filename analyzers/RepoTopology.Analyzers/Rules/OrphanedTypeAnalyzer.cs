using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>RT1004: people who have left wrote most of a type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OrphanedTypeAnalyzer : TypeRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.OrphanedType, Text.Of("RT1004_Title"), Text.Of("RT1004_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Text.Of("RT1004_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.OrphanedType));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Examine(TypeCase type)
    {
        var holding = type.Record.Holding;
        if (holding.OrphanedPercent == 0 || type.Knowledge.Accepts(type.Record.Key) || type.Find() is not { } found)
            return;
        var options = type.OptionsAt(found.Tree, Rule.Id);
        if (holding.OrphanedPercent <= options.Percent(OptionNames.MaxOrphanedShare, OptionNames.DefaultMaxOrphanedShare)
            || holding.Lines < options.Count(OptionNames.MinLines, OptionNames.DefaultMinLines))
            return;
        var wording = type.Word(options);
        type.Report(Rule, found.Location(type.Cancellation), wording,
            type.Name, WhoLeft(holding, type.Index, wording), holding.OrphanedPercent, holding.Lines, wording.Help(holding, null, "SecondCouldTell", "LearningFirst"));
    }

    // One person is named only where all that is orphaned is theirs.
    private static string WhoLeft(Holding holding, SnapshotIndex index, Wording wording)
    {
        if (holding.Owners.Count == 0 || holding.Owners[0] is var first && (first.Percent != holding.OrphanedPercent || index.IsThere(first, holding)))
            return Text.Say("PeopleWhoLeft");
        string name = wording.Owner(holding.Owners[0], "SomebodyWhoLeft");
        return name == Text.Say("SomebodyWhoLeft") ? name : Text.Say("WhoHasLeft", name);
    }
}
