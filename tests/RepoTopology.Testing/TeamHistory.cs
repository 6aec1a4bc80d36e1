namespace RepoTopology.Testing;

/// <summary>A small repository for the gate: Ann wrote 700 of core's 1,000 lines and Bob the others, Cy has tools, and Dan, who left, wrote old.</summary>
public static class TeamHistory
{
    public const string Ann = "Ann Author <ann@example.org>", Bob = "Bob Builder <bob@example.org>", Cy = "Cy Coder <cy@example.org>", Dan = "Dan Gone <dan@example.org>";

    /// <summary>The last commit of main comes 99 days later.</summary>
    public static DateTimeOffset Start { get; } = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The branch is <c>main</c>.</summary>
    public static GitTestRepository Create()
    {
        var repository = GitTestRepository.Create();
        repository.Write("old/d.c", Text("dan", 300));
        repository.Commit("old", Dan, date: Start.AddDays(-700));
        repository.Write("core/a.c", Text("ann", 700));
        repository.Commit("engine", Ann, date: Start.AddDays(10));
        repository.Write("core/a.c", Text("ann", 700) + Text("bob", 300));
        repository.Commit("engine, too", Bob, date: Start.AddDays(20));
        repository.Write("tools/t.c", Text("cy", 300));
        repository.Commit("tools", Cy, date: Start.AddDays(30));
        repository.Write("readme.md", "a team\n");
        repository.Commit("readme", Bob, date: Start.AddDays(99));
        return repository;
    }

    /// <summary>On a branch <c>topic</c> Ann adds so much to core that hardly a line of it is known to anybody else.</summary>
    /// <param name="repository">From <see cref="Create"/>.</param>
    /// <param name="trailer">The way out, such as <c>Reviewed-by: Bob …</c>; null when it is not taken.</param>
    public static void Concentrate(GitTestRepository repository, string? trailer = null)
    {
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write("core/b.c", Text("ann again", 3000));
        repository.Commit(trailer is null ? "more of the engine" : $"more of the engine\n\n{trailer}", Ann, date: Start.AddDays(101));
    }

    /// <summary>Lines that are told apart from another's.</summary>
    public static string Text(string who, int lines) => string.Concat(Enumerable.Range(0, lines).Select(i => $"{who} wrote line {i} of these\n"));
}
