namespace RepoTopology.Analysis;

/// <summary>What an indicator looks at: two of one kind may move for one reason.</summary>
public enum IndicatorKind
{
    /// <summary>How many commits each person made.</summary>
    Commits,

    /// <summary>When people come and go.</summary>
    Presence,

    /// <summary>Who works where, and with whom.</summary>
    Work,

    /// <summary>Where people are from.</summary>
    Origin,

    /// <summary>Who lets changes in.</summary>
    Integration,
}

internal static class IndicatorKinds
{
    /// <summary>Null for what is read of the analysed commit alone.</summary>
    public static IndicatorKind? Of(string indicator) => indicator switch
    {
        "rarefiedAuthors" or "casualShare" or "bigSpike" => IndicatorKind.Commits,
        "newcomerShare" or "drift" => IndicatorKind.Presence,
        "timeZoneSpread" or "organisations" => IndicatorKind.Origin,
        "integratorShare" => IndicatorKind.Integration,
        "declaredGate" => null,
        _ => IndicatorKind.Work,
    };
}
