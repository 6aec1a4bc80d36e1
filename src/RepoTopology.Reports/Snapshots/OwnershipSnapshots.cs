using System.Collections.Immutable;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.History;
using RepoTopology.Snapshot;

namespace RepoTopology.Reports;

/// <summary>
/// What the ownership snapshots of a commit say: one for each of its C# projects, tests too. Generated files and what is in no module (vendored code) are left
/// out. The same commit gives the same snapshots.
/// </summary>
public sealed class OwnershipSnapshots
{
    private const int MostOwners = 3;
    private const int LeastMemberLines = 10;

    private readonly RepositoryAnalysis _analysis;
    private readonly CodeModel _code;
    private readonly bool _anonymous;
    private readonly SnapshotPeople _people;
    private readonly Dictionary<string, LivingFile> _files;
    private readonly MemberOwnership _ownership;
    private readonly ImmutableArray<int> _dependants;
    private readonly ILookup<int, LonelyDependency> _dependencies;
    private readonly ILookup<int, CodeOwnersFinding> _findings;

    private OwnershipSnapshots(RepositoryAnalysis analysis, LivingLines lines, CodeModel code, CodeOwners? owners, bool anonymous)
    {
        var history = analysis.History;
        (_analysis, _code, _anonymous) = (analysis, code, anonymous);
        _people = new SnapshotPeople(history);
        var generated = code.Files.Where(file => file.IsGenerated).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var written = lines with { Files = [.. lines.Files.Where(file => history.Paths[file.Path].Module >= 0 && !generated.Contains(history.Paths[file.Path].Text))] };
        _files = new(StringComparer.Ordinal);
        foreach (var file in written.Files)
            _files[history.Paths[file.Path].Text] = file;
        _ownership = MemberOwnership.Of(history, written, code);
        _dependants = TypeDependants.Of(code);
        _dependencies = Dependencies();
        _findings = Findings(owners is null ? [] : OwnersCheck.Of(analysis, lines, owners), owners);
    }

    /// <param name="analysis">With living lines, and with people's names.</param>
    /// <param name="lines">With the origin of the lines of all modules' files.</param>
    /// <param name="code">Of the same commit.</param>
    /// <param name="owners">The CODEOWNERS of the same commit; null where there is none.</param>
    /// <param name="anonymous">Whether to leave out names and what would tell who somebody is.</param>
    /// <returns>Sorted by the project's path.</returns>
    public static ImmutableArray<OwnershipSnapshot> Of(RepositoryAnalysis analysis, LivingLines lines, CodeModel code, CodeOwners? owners, bool anonymous)
    {
        var snapshots = new OwnershipSnapshots(analysis, lines, code, owners, anonymous);
        return
        [
            .. Enumerable.Range(0, code.Projects.Length).Where(project => code.Projects[project].Kind == CodeProjectKind.CSharp).Select(snapshots.OfProject),
        ];
    }

    private OwnershipSnapshot OfProject(int project)
    {
        var files = _code.Projects[project].Files.Select(file => _files.GetValueOrDefault(_code.Files[file].Path)).OfType<LivingFile>();
        var total = HoldingOf(CodeHolding.Of(_analysis, files));
        ImmutableArray<TypeHolding> types = [.. Enumerable.Range(0, _code.Types.Length).Where(type => _code.Types[type].Project == project && _ownership.Types[type].Lines > 0).Select(OfType)];
        ImmutableArray<LonelyDependency> dependencies = [.. _dependencies[project]];
        ImmutableArray<CodeOwnersFinding> findings = [.. _findings[project]];
        var named = new HashSet<string>(
        [
            .. total.Owners.Concat(types.SelectMany(type => type.Members.SelectMany(member => member.Holding.Owners).Concat(type.Holding.Owners))).Select(owner => owner.Person),
            .. dependencies.SelectMany(dependency => (string[])[dependency.Here, dependency.There]),
            .. findings.Select(finding => finding.Person).Where(person => person.Length > 0),
        ]);
        return new OwnershipSnapshot(_code.Projects[project].Path, total, _anonymous ? [] : _people.Named(named), types, dependencies, findings);
    }

    private TypeHolding OfType(int type) => new(
        _code.Types[type].Key,
        HoldingOf(CodeHolding.Of(_analysis, _ownership.Types[type])),
        Rounded.Count(_dependants[type]),
        // Tests have more long members than all the rest, and who knows one of them is nobody's worry: their types are enough.
        _code.Projects[_code.Types[type].Project].IsTest ? [] :
        [
            .. Enumerable.Range(_code.Types[type].FirstMember, _code.Types[type].MemberCount)
                .Where(member => _ownership.Members[member].Lines >= LeastMemberLines)
                .Select(member => new MemberHolding(_code.Members[member].Key, HoldingOf(CodeHolding.Of(_analysis, _ownership.Members[member]))))
                .OrderBy(member => member.Key, StringComparer.Ordinal),
        ]);

    private Holding HoldingOf(CodeHolding holding) => new(
        Rounded.Count(holding.Lines),
        Rounded.Percent(holding.Orphaned),
        holding.BusFactor,
        [
            .. holding.Held.Where(held => holding.ShareOf(held) >= Rounded.PercentStep / 100.0)
                .Select(held => new OwnerShare(_people.IdOf(held.Contributor), Rounded.Percent(holding.ShareOf(held))))
                .OrderByDescending(owner => owner.Percent).ThenBy(owner => owner.Person, StringComparer.Ordinal)
                .Take(MostOwners),
        ]);

    /// <summary>Project → its undercoordinated dependencies, each at the first types (by key) that make it.</summary>
    private ILookup<int, LonelyDependency> Dependencies()
    {
        var modules = CodeModules.OfProjects(_analysis.History, _code);
        var first = new Dictionary<(int Project, int Module), (string From, string To)>();
        foreach (var reference in _code.References)
        {
            var (from, to) = (_code.Types[reference.From], _code.Types[reference.To]);
            var place = (from.Project, modules[to.Project]);
            if (!first.TryGetValue(place, out var known) || IsBefore((from.Key, to.Key), known))
                first[place] = (from.Key, to.Key);
        }

        return UndercoordinatedDependency.Of(_analysis, CodeModules.Dependencies(_analysis.History, _code))
            .SelectMany(found => Enumerable.Range(0, modules.Length).Where(project => modules[project] == found.From && first.ContainsKey((project, found.To)))
                .Select(project => (Project: project, Dependency: Lonely(found, first[(project, found.To)]))))
            .OrderBy(each => each.Dependency.FromType, StringComparer.Ordinal).ThenBy(each => each.Dependency.ToType, StringComparer.Ordinal)
            .ToLookup(each => each.Project, each => each.Dependency);
    }

    private LonelyDependency Lonely(UndercoordinatedDependency found, (string From, string To) types) => new(
        types.From,
        types.To,
        _analysis.History.Modules[found.To] is { Directory.Length: > 0 } module ? module.Directory : _analysis.History.Modules[found.To].Name,
        _people.IdOf(found.FromKnowers[0]),
        _people.IdOf(found.ToKnowers[0]),
        Rounded.Count(found.Together));

    /// <summary>Project → findings about CODEOWNERS whose lines are mostly this project's.</summary>
    private ILookup<int, CodeOwnersFinding> Findings(ImmutableArray<OwnersFinding> found, CodeOwners? owners)
    {
        var projects = Enumerable.Range(0, _code.Projects.Length).Where(project => _code.Projects[project].Kind == CodeProjectKind.CSharp)
            .SelectMany(project => _code.Projects[project].Files.Select(file => (_code.Files[file].Path, Project: project)))
            .ToLookup(pair => pair.Path, pair => pair.Project, StringComparer.Ordinal);
        return found
            .Select(finding => (Project: HomeOf(finding, projects), Finding: Written(finding, owners!.Rules[finding.Rule])))
            .Where(each => each.Project >= 0)
            .OrderBy(each => each.Finding.Pattern, StringComparer.Ordinal).ThenBy(each => each.Finding.Kind)
            .ThenBy(each => each.Finding.Person, StringComparer.Ordinal).ThenBy(each => each.Finding.Handle, StringComparer.Ordinal)
            .ToLookup(each => each.Project, each => each.Finding);
    }

    /// <summary>The project with most lines of the rule's files, the first by path on a tie; −1 where none has any.</summary>
    private int HomeOf(OwnersFinding finding, ILookup<string, int> projects)
    {
        var lines = new SortedDictionary<int, long>();
        foreach (int path in finding.Files)
            if (_files.TryGetValue(_analysis.History.Paths[path].Text, out var file))
                foreach (int project in projects[_analysis.History.Paths[path].Text])
                    lines[project] = lines.GetValueOrDefault(project) + file.Lines;
        return lines.Count == 0 ? -1 : lines.MaxBy(pair => pair.Value).Key;
    }

    /// <summary>Where nobody is named, the handle of CODEOWNERS must not be told to be somebody's id, nor an id to be a handle.</summary>
    private CodeOwnersFinding Written(OwnersFinding finding, CodeOwnerRule rule)
    {
        string person = _people.IdOf(finding.Contributor);
        return finding.Problem == OwnersProblem.HoldsNone
            ? new(rule.Pattern, CodeOwnersFindingKind.HoldsNone, finding.Owner.StartsWith('@') ? finding.Owner : "", _anonymous ? "" : person, 0)
            : new(rule.Pattern, CodeOwnersFindingKind.LeavesOut, _anonymous ? "" : _people.HandleOf(finding.Contributor), person, Rounded.Percent(finding.Share));
    }

    private static bool IsBefore((string From, string To) one, (string From, string To) other) =>
        string.CompareOrdinal(one.From, other.From) is var from && (from != 0 ? from < 0 : string.CompareOrdinal(one.To, other.To) < 0);
}
