using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>RT1002: one person wrote most of a member. Only the members of types that the snapshot tells members of are looked at.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConcentratedMemberAnalyzer : TypeRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.ConcentratedMember, Text.Of("RT1002_Title"), Text.Of("RT1002_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Hidden, isEnabledByDefault: true,
        Text.Of("RT1002_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.ConcentratedMember));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Examine(TypeCase type)
    {
        if (type.Record.Members.Count == 0 || type.Find() is not { } found)
            return;
        var left = new Dictionary<string, Holding>(StringComparer.Ordinal);
        foreach (var member in type.Record.Members)
            if (!type.Knowledge.Accepts(AcceptedKeys.OfMember(type.Record.Key, member.Key)))
                left[member.Key] = member.Holding;
        foreach (var part in found.Parts(type.Cancellation))
        {
            var options = type.OptionsAt(part.SyntaxTree, Rule.Id);
            foreach (var (key, name, location) in DeclaredMembers.Of(part))
                if (left.TryGetValue(key, out var holding))
                {
                    // A partial member is told once, where its first part stands.
                    left.Remove(key);
                    if (Concentration.In(holding, type.Index, options, OptionNames.DefaultMinLinesOfMember) is { } owner)
                        Report(type, key, name, location, holding, owner, options);
                }
        }
    }

    private static void Report(TypeCase type, string key, string name, Location location, Holding holding, OwnerShare owner, RuleOptions options)
    {
        var wording = new Wording(type.Index, options.ShowNames);
        wording.Note(PropertyNames.Key, AcceptedKeys.OfMember(type.Record.Key, key));
        wording.Note(holding);
        type.Report(Rule, location, wording,
            name, wording.Owner(owner), owner.Percent, holding.Lines, wording.Help(holding, owner.Person, "SecondCouldReview", "ReviewWouldHelp"));
    }
}
