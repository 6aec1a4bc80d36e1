using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Where a project is split in itself: a core inside a rim, parts that are worked on in another way than the others.</summary>
internal static class Splits
{
    private const int MostNames = 3;

    // A core is one inside a rim when this many times as many people stand around it.
    private const int RimOfCore = 4;

    public static ImmutableArray<string> Of(VerdictLabel label, ImmutableArray<LayerSummary> layers, ImmutableArray<ModuleStanding> modules, RepositoryHistory history) =>
        label == VerdictLabel.InsufficientHistory ? [] : [.. OfLayers(label, layers), .. OfModules(label, modules, history)];

    private static IEnumerable<string> OfLayers(VerdictLabel label, ImmutableArray<LayerSummary> layers)
    {
        int core = PeopleIn(Layer.Core), others = layers.Sum(layer => layer.People) - core, casual = PeopleIn(Layer.Casual);
        if (label == VerdictLabel.Mixed && core > 0 && others >= RimOfCore * core)
            yield return $"{Phrases.Count(core, "person makes", "people make")} {Phrases.Percent(layers[(int)Layer.Core].Share)} of the commits; "
                + $"of the {others} around them, {casual} made one or two.";

        int PeopleIn(Layer layer) => layers[(int)layer].People;
    }

    private static IEnumerable<string> OfModules(VerdictLabel label, ImmutableArray<ModuleStanding> modules, RepositoryHistory history)
    {
        var judged = modules.Where(module => module.Verdict is not null).ToList();
        var otherwise = judged.Where(module => module.Verdict!.Label != label).ToLookup(module => module.Verdict!.Label);
        if (judged.Count < 2 || otherwise.Count == 0)
            yield break;
        var parts = new[] { VerdictLabel.GroupLike, VerdictLabel.Mixed, VerdictLabel.NetworkLike }
            .Where(otherwise.Contains)
            .Select(other => $"{otherwise[other].Count()} {(otherwise[other].Count() == 1 ? "reads" : "read")} {Phrases.NameOf(other)} ({Names(otherwise[other])})");
        yield return $"Of {judged.Count} modules with enough history, {string.Join(", ", parts)}.";

        string Names(IEnumerable<ModuleStanding> standings)
        {
            string[] names = [.. standings.OrderByDescending(standing => standing.Commits).Select(standing => history.Modules[standing.Module].Name)];
            return string.Join(", ", names.Take(MostNames).Select(name => name == "." ? "the top directory" : name))
                + (names.Length > MostNames ? $", +{names.Length - MostNames}" : "");
        }
    }
}
