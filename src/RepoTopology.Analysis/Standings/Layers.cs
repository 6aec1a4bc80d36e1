using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Divides people into layers; the rules stand at <see cref="Layer"/>.</summary>
internal static class Layers
{
    public const double CoreShare = 0.8;

    /// <returns>Person → layer, for people with a commit in the sample.</returns>
    public static Layer[] Of(Sample sample)
    {
        var table = sample.Table;
        var layers = new Layer[table.PersonCount];
        int core = ContributorAbsence.Factor(sample.CommitsOf, CoreShare);
        for (int rank = 0; rank < sample.Ranking.Length; rank++)
        {
            int person = sample.Ranking[rank];
            layers[person] = rank < core ? Layer.Core
                : 2 * ActiveQuarters(sample, person) >= table.QuarterCount ? Layer.Regular
                : sample.CommitsOf[person] > CasualShare.MostCommits ? Layer.Occasional
                : Layer.Casual;
        }

        return layers;
    }

    /// <returns>Contributor → layer.</returns>
    public static IReadOnlyDictionary<int, Layer> OfContributors(Sample sample)
    {
        var layers = Of(sample);
        return sample.Ranking.ToDictionary(person => sample.Table.People[person], person => layers[person]);
    }

    /// <summary>People and commits of each layer.</summary>
    public static ImmutableArray<LayerSummary> Summarise(Sample sample)
    {
        var layers = Of(sample);
        return
        [
            .. Enum.GetValues<Layer>().Select(layer =>
            {
                int[] people = [.. sample.Ranking.Where(person => layers[person] == layer)];
                int commits = people.Sum(person => sample.CommitsOf[person]);
                return new LayerSummary(layer, people.Length, commits, sample.Commits == 0 ? 0 : (double)commits / sample.Commits);
            }),
        ];
    }

    /// <summary>Quarters of the window with a commit of somebody.</summary>
    public static int ActiveQuarters(Sample sample, int person)
    {
        int active = 0;
        for (int quarter = 0; quarter < sample.Table.QuarterCount; quarter++)
            active += sample.Activity[quarter * sample.Table.PersonCount + person] > 0 ? 1 : 0;
        return active;
    }
}
