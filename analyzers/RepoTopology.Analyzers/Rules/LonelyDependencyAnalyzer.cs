using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>
/// RT1006: two modules depend on each other and change together, and who knows this one has never edited the other. Told where the type that the snapshot names first
/// mentions the other type, or at its own name when it uses it without naming it. Only that one type is walked.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LonelyDependencyAnalyzer : TypeRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.LonelyDependency, Text.Of("RT1006_Title"), Text.Of("RT1006_Message"), RuleIdentifiers.Category, DiagnosticSeverity.Hidden, isEnabledByDefault: true,
        Text.Of("RT1006_Description"), RuleIdentifiers.HelpLink(RuleIdentifiers.LonelyDependency));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override bool Concerns(ProjectKnowledge knowledge) => knowledge.Snapshot.Dependencies.Count > 0;

    private protected override void Examine(TypeCase type)
    {
        foreach (var dependency in type.Knowledge.Snapshot.Dependencies)
            if (dependency.FromType == type.Record.Key && type.Find() is { } found)
                Report(type, found, dependency);
    }

    private static void Report(TypeCase type, DeclaredType found, LonelyDependency dependency)
    {
        string target = SimpleName(dependency.ToType);
        var location = found.Parts(type.Cancellation).Select(part => FirstMention(part, target)).FirstOrDefault(place => place != null) ?? found.Location(type.Cancellation);
        var wording = new Wording(type.Index, type.OptionsAt(location.SourceTree!, Rule.Id).ShowNames);
        wording.Note(PropertyNames.Key, dependency.FromType);
        wording.Note(PropertyNames.Target, dependency.ToType);
        wording.Note(PropertyNames.Module, dependency.Module);
        wording.Note(PropertyNames.Owner, dependency.Here);
        wording.Note(PropertyNames.Second, dependency.There);
        wording.Note(PropertyNames.Together, dependency.Together);
        type.Report(Rule, location, wording,
            type.Name, Text.Plain(target), Text.Plain(dependency.Module), dependency.Together, wording.Name(dependency.Here), wording.Name(dependency.There, "AnotherPerson"));
    }

    /// <summary><c>Engine</c> of <c>Lib.Engine`1</c>.</summary>
    private static string SimpleName(string key)
    {
        string last = key.Substring(key.LastIndexOf('.') + 1);
        int arity = last.IndexOf('`');
        return arity < 0 ? last : last.Substring(0, arity);
    }

    // By name: who looks for a meaning must bind the whole file. A name after a point may be a member's, so one that isn't is taken first.
    private static Location? FirstMention(SyntaxNode part, string name)
    {
        SimpleNameSyntax? after = null;
        foreach (var node in part.DescendantNodes(inner => inner == part || !IsAnotherType(inner)))
            if (node is SimpleNameSyntax mention && IsCalled(mention, name))
            {
                if (mention.Parent is not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax) || mention.Parent is MemberAccessExpressionSyntax { Expression: var left } && left == mention)
                    return mention.Identifier.GetLocation();
                after ??= mention;
            }

        return after?.Identifier.GetLocation();
    }

    private static bool IsAnotherType(SyntaxNode node) => node is BaseTypeDeclarationSyntax { Identifier.ValueText.Length: > 0 } or DelegateDeclarationSyntax;

    private static bool IsCalled(SimpleNameSyntax mention, string name)
    {
        string text = mention.Identifier.ValueText;
        return mention.Parent is AttributeSyntax && text + "Attribute" == name
            || text == name && mention.Parent is not (NameColonSyntax or NameEqualsSyntax { Parent: not UsingDirectiveSyntax });
    }
}
