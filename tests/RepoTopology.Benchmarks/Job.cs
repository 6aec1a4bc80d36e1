namespace RepoTopology.Benchmarks;

/// <summary>Two ways to do one job, measured by turns.</summary>
/// <param name="Name">What <c>--job</c> calls it.</param>
/// <param name="First">What is measured.</param>
/// <param name="Second">What it is held against.</param>
/// <param name="Against">In words, the second one.</param>
internal sealed record Job(string Name, Side First, Side Second, string Against)
{
    /// <summary>What a ratio is of, when the first measures a part only; e.g. "20 of 4,843 files, extrapolated".</summary>
    public string? Note { get; init; }
}

/// <summary>Commands that are measured together.</summary>
/// <param name="Commands">Run at once up to <see cref="AtOnce"/>, in order.</param>
internal sealed record Side(params IReadOnlyList<Invocation> Commands)
{
    public int AtOnce { get; init; } = 1;

    /// <summary>What one measurement stands for: its times are multiplied by this.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Not measured, before each run.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>Too long to be done more than once.</summary>
    public bool OnlyOnce { get; init; }
}

/// <summary>A program, its arguments and what it finds in its environment.</summary>
internal sealed record Invocation(string Program, params IReadOnlyList<string> Arguments)
{
    public string? CacheDirectory { get; init; }
}
