using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What is wrong with a rule of CODEOWNERS, seen from who wrote the lines.</summary>
public enum OwnersProblem
{
    /// <summary>Somebody whom it names holds none of the lines that it decides.</summary>
    HoldsNone,

    /// <summary>It does not name who holds more than half of them, though they are still there.</summary>
    LeavesOut,
}

/// <summary>A rule of CODEOWNERS that the lines contradict.</summary>
/// <param name="Rule">Index into <see cref="CodeOwners.Rules"/>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Owner">With <see cref="OwnersProblem.HoldsNone"/> the owner as written; else "".</param>
/// <param name="Contributor">Index into <see cref="RepositoryHistory.Contributors"/>.</param>
/// <param name="Share">What they hold of the known lines that the rule decides, 0 to 1.</param>
/// <param name="Files">The files that the rule decides, as indices into <see cref="RepositoryHistory.Paths"/>.</param>
public sealed record OwnersFinding(int Rule, OwnersProblem Problem, string Owner, int Contributor, double Share, ImmutableArray<int> Files);

/// <summary>
/// Holds CODEOWNERS against the living lines. In doubt nothing is found: teams and owners whom no commit tells are never flagged, and a rule that names one
/// may name the real owner with it. Somebody whose identities may be another's (<see cref="AliasProposal"/>) counts as both. Files with GitLab's sections, or with
/// thousands of rules, are not judged.
/// </summary>
public static class OwnersCheck
{
    private const int MostRules = 5000;

    /// <param name="analysis">Says who is a person, and who has left.</param>
    /// <param name="lines">With the origin of lines.</param>
    /// <param name="owners">Of the analysed commit.</param>
    /// <returns>In the order of the rules.</returns>
    public static ImmutableArray<OwnersFinding> Of(RepositoryAnalysis analysis, LivingLines lines, CodeOwners owners)
    {
        if (owners.HasSections || owners.Rules.Length > MostRules)
            return [];
        var history = analysis.History;
        var people = new OwnersPeople(history);
        var decided = lines.Files.Where(file => history.Paths[file.Path].Module >= 0)
            .GroupBy(file => owners.RuleOf(history.Paths[file.Path].Text)).Where(group => group.Key >= 0).OrderBy(group => group.Key);
        return [.. decided.SelectMany(group => OfRule(analysis, people, owners.Rules[group.Key], group.Key, [.. group]))];
    }

    private static IEnumerable<OwnersFinding> OfRule(RepositoryAnalysis analysis, OwnersPeople people, CodeOwnerRule rule, int index, LivingFile[] files)
    {
        var holding = CodeHolding.Of(analysis, files);
        if (rule.Owners.IsEmpty || holding.Known == 0)
            yield break;
        ImmutableArray<int> paths = [.. files.Select(file => file.Path)];
        var holders = holding.Held.Select(held => held.Contributor).ToHashSet();
        var named = new HashSet<int>();
        bool allKnown = true;
        foreach (string owner in rule.Owners.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var meant = people.Find(owner);
            named.UnionWith(meant);
            allKnown &= meant.Count > 0;
            if (meant.Count > 0 && !meant.Any(holders.Contains))
                yield return new OwnersFinding(index, OwnersProblem.HoldsNone, owner, meant[0], 0, paths);
        }

        if (allKnown && holding.Held is [var top, ..] && 2 * top.Lines > holding.Known && !named.Contains(top.Contributor) && !analysis.Risk.HasLeft[top.Contributor])
            yield return new OwnersFinding(index, OwnersProblem.LeavesOut, "", top.Contributor, holding.ShareOf(top), paths);
    }

    /// <summary>Whom an owner as written may mean.</summary>
    private sealed class OwnersPeople
    {
        private readonly RepositoryHistory _history;
        private readonly ILookup<string, int> _byName;
        private readonly ILookup<int, int> _maybeSame;

        public OwnersPeople(RepositoryHistory history)
        {
            _history = history;
            _byName = history.Contributors
                .SelectMany((contributor, i) => contributor.Handles.Select(handle => "@" + handle)
                    .Concat(contributor.Identities.Select(identity => identity.Email.Trim())).Append(contributor.Email.Trim())
                    .Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
                    .Select(name => (Name: name, Contributor: i)))
                .ToLookup(each => each.Name, each => each.Contributor, StringComparer.OrdinalIgnoreCase);
            _maybeSame = history.AliasProposals.SelectMany(pair => ((int, int)[])[(pair.First, pair.Second), (pair.Second, pair.First)])
                .ToLookup(pair => pair.Item1, pair => pair.Item2);
        }

        /// <summary>Surest first; nobody for a team, a bot or somebody whom no commit tells.</summary>
        public List<int> Find(string owner)
        {
            var sure = _byName[owner].Where(i => _history.Contributors[i].Kind == ContributorKind.Person).ToList();
            return [.. sure.Concat(sure.SelectMany(i => _maybeSame[i])).Distinct()];
        }
    }
}
