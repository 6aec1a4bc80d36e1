namespace RepoTopology.Analysis.Tests;

public sealed class CalibrationTests
{
    [Fact]
    public void EveryIndicatorHasARowAndEveryRowAnIndicator() =>
        Assert.Equal(Calibration.Indicators.Order(), IndicatorCatalogue.All.Select(indicator => indicator.Name).Order());

    [Fact]
    public void CurvesAreMonotoneOnTheScaleAndInvertible()
    {
        foreach (var indicator in IndicatorCatalogue.All.Where(indicator => indicator.Calibration.Weight > 0))
        {
            var curve = indicator.Calibration.Curve!;
            double last = curve.Score(-2);
            for (double value = -2; value < 120; value += 0.01)
            {
                double score = curve.Score(value);
                Assert.InRange(score, 0, 1);
                Assert.True(curve.Rises ? score >= last : score <= last, $"{indicator.Name} turns at {value}");
                last = score;
                if (score is > 0.01 and < 0.99 && curve.ValueOf(score) is { } back && indicator.Name != "declaredGate")
                    Assert.Equal(value, back, 6);
            }
        }
    }

    [Fact]
    public void ExcessOverChanceIsAddedBeforeJudging()
    {
        var row = Calibration.Of("degreeCentralisation");
        Assert.Equal(row.Curve!.Score(0.5), row.Score(0.4, 0.3)!.Value, 12);
        Assert.Equal(0.4, row.ValueOf(row.Score(0.4, 0.3)!.Value, 0.3)!.Value, 9);
    }

    [Fact]
    public void WhatIsNotScoredHasNoWeight() =>
        Assert.All(IndicatorCatalogue.All, indicator => Assert.Equal(indicator.Calibration.Curve is null, indicator.Calibration.Weight == 0));

    [Fact]
    public void ACurveThatTurnsIsRefused() => Assert.Throws<ArgumentException>(() => new Curve((0, 0), (1, 1), (2, 0.5)));

    [Fact]
    public void LabelsFollowTheIndexUnlessOpennessDecides()
    {
        Assert.Equal(VerdictLabel.GroupLike, Calibration.LabelOf(Calibration.MixedFrom - 0.001, 1));
        Assert.Equal(VerdictLabel.Mixed, Calibration.LabelOf(Calibration.MixedFrom, 1));
        Assert.Equal(VerdictLabel.NetworkLike, Calibration.LabelOf(Calibration.NetworkFrom, null));
        Assert.Equal(VerdictLabel.GroupLike, Calibration.LabelOf(0.9, 0.1));
    }

    [Fact]
    public void MovingTheFigureAsFlipSaysGivesTheOtherLabel()
    {
        var history = Invented.FederatedOwners().Build();
        var whole = Sample.Whole(WindowTable.Build(history, WindowChoice.Choose(history, new AnalysisOptions())));
        var judgement = Judgement.Of(IndicatorCatalogue.All.Select(indicator => indicator.Compute(whole)));
        string flip = Flip.Of(judgement)!;
        Assert.StartsWith("It would read as ", flip, StringComparison.Ordinal);

        var named = IndicatorCatalogue.All.Single(indicator => flip.Contains($"if the {indicator.Title} ", StringComparison.Ordinal));
        int index = IndicatorCatalogue.All.IndexOf(named);
        bool rises = flip.Contains(" rose from ", StringComparison.Ordinal) == named.Calibration.Curve!.Rises;
        Assert.NotEqual(judgement.Label, judgement.With(index, rises ? 1 : 0).Label);
        Assert.Equal(judgement.Label, judgement.With(index, judgement.Scores[index]!.Value).Label);
    }
}
