using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>A monotone curve from an indicator's figure to 0 (group) … 1 (network): straight between anchors, flat beyond the outer ones.</summary>
internal sealed class Curve
{
    private readonly ImmutableArray<(double Value, double Score)> _anchors;

    /// <param name="anchors">By ascending value; scores all rise or all fall.</param>
    public Curve(params ReadOnlySpan<(double Value, double Score)> anchors)
    {
        _anchors = [.. anchors];
        ArgumentOutOfRangeException.ThrowIfLessThan(_anchors.Length, 2);
        for (int i = 1; i < _anchors.Length; i++)
            if (_anchors[i].Value <= _anchors[i - 1].Value || (_anchors[i].Score > _anchors[i - 1].Score) != Rises || _anchors[i].Score == _anchors[i - 1].Score)
                throw new ArgumentException($"anchor {i} breaks the curve");
    }

    /// <summary>By ascending value.</summary>
    public ImmutableArray<(double Value, double Score)> Anchors => _anchors;

    /// <summary>Higher figures are more network-like.</summary>
    public bool Rises => _anchors[^1].Score > _anchors[0].Score;

    public double Score(double value)
    {
        if (value <= _anchors[0].Value)
            return _anchors[0].Score;
        for (int i = 1; i < _anchors.Length; i++)
            if (value <= _anchors[i].Value)
            {
                var (low, high) = (_anchors[i - 1], _anchors[i]);
                return low.Score + (high.Score - low.Score) * (value - low.Value) / (high.Value - low.Value);
            }

        return _anchors[^1].Score;
    }

    /// <summary>The figure that has a score; null for a score outside the curve.</summary>
    public double? ValueOf(double score)
    {
        for (int i = 1; i < _anchors.Length; i++)
        {
            var (low, high) = (_anchors[i - 1], _anchors[i]);
            double at = (score - low.Score) / (high.Score - low.Score);
            if (at is >= 0 and <= 1)
                return low.Value + at * (high.Value - low.Value);
        }

        return null;
    }
}
