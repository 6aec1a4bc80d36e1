namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, −. Of the window's new files that went on to somebody of the other side, core or periphery, the share that started in the core and was
/// taken up by the periphery: 0 to 1. The core is <see cref="Layer.Core"/>. By files only: public types will join them. Full coverage from
/// <see cref="SteadyFiles"/> such files. Source: metrics.md; what the share is of is our own reading.
/// </summary>
internal static class Diffusion
{
    public const int SteadyFiles = 10;

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople)
            return Measurement.Absent;
        var table = sample.Table;
        var layers = Layers.Of(sample);
        int outward = 0, inward = 0;
        for (int file = 0; file < table.FileCount; file++)
        {
            if (table.Creators[file] is not (>= 0 and var creator))
                continue;
            bool started = false, crossed = false;
            foreach (int touch in table.TouchesOfFile[file])
                if (sample.Touches[touch] > 0)
                {
                    int person = table.TouchPerson[touch];
                    started |= person == creator;
                    crossed |= (layers[person] == Layer.Core) != (layers[creator] == Layer.Core);
                }

            bool fromCore = layers[creator] == Layer.Core;
            outward += started && crossed && fromCore ? 1 : 0;
            inward += started && crossed && !fromCore ? 1 : 0;
        }

        return outward + inward == 0 ? Measurement.Absent : Measurement.Of((double)outward / (outward + inward), outward + inward, SteadyFiles);
    }

    public static string Phrase(double value, bool networkLike) =>
        $"of the new files that core and periphery share, {Phrases.Percent(value)} started in the core";
}
