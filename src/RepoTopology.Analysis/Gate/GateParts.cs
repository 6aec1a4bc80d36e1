using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Divides both sides of a change alike. Modules are those of the side after it: a change that adds a project file must not compare two different divisions.
/// </summary>
internal sealed class GateParts(GateSide after)
{
    private readonly Dictionary<string, int> _moduleOf = after.History.Paths
        .GroupBy(path => path.Text, StringComparer.Ordinal)
        .ToDictionary(path => path.Key, path => path.First().Module, StringComparer.Ordinal);

    // Several rules ask about one part.
    private readonly Dictionary<GateSide, Dictionary<(string Symbol, int Module), KnownLines>> _lines = new(ReferenceEqualityComparer.Instance);

    /// <summary>Who knows a part on one side.</summary>
    public KnownLines LinesOf(GatePart part, GateSide side)
    {
        if (!_lines.TryGetValue(side, out var known))
            _lines[side] = known = [];
        if (!known.TryGetValue((part.Symbol, part.Module), out var lines))
            known[(part.Symbol, part.Module)] = lines = KnownLines.Of(side.History, part.FilesOf(side), side.Change);
        return lines;
    }

    /// <summary>What a rule is held against: each part with its name and, where it is one, its module.</summary>
    /// <param name="scope">Of the rule.</param>
    /// <param name="touched">Paths that the change touches; null to judge everything.</param>
    public IEnumerable<GatePart> Of(GateScope scope, IReadOnlySet<string>? touched)
    {
        switch (scope.Kind)
        {
            case GateScopeKind.Repository:
                yield return new GatePart("repository", -1, _ => true);
                break;
            case GateScopeKind.Paths:
                var glob = PathGlob.Parse(scope.Pattern);
                if (touched is null || touched.Any(path => glob.Matches(path)))
                    yield return new GatePart(scope.Pattern, -1, path => glob.Matches(path));
                break;
            default:
                var reached = touched?.Select(ModuleOf).ToHashSet();
                for (int module = 0; module < after.History.Modules.Length; module++)
                {
                    int own = module;
                    if (scope.Covers(after.History.Modules[module]) && reached?.Contains(module) != false)
                        yield return new GatePart(after.History.Modules[module].Name, module, path => ModuleOf(path) == own);
                }

                break;
        }
    }

    private int ModuleOf(string path) => _moduleOf.GetValueOrDefault(path, -1);
}

/// <summary>A part of the repository.</summary>
/// <param name="Symbol">Its name in results and baselines.</param>
/// <param name="Module">Index; −1 when it is none.</param>
/// <param name="Holds">Whether a path lies in it.</param>
internal sealed record GatePart(string Symbol, int Module, Func<string, bool> Holds)
{
    public IEnumerable<LivingFile> FilesOf(GateSide side) => side.Files.Where(file => Holds(side.History.Paths[file.Path].Text));
}
