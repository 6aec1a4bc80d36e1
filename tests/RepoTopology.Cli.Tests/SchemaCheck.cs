using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests;

/// <summary>Holds what a command writes against the schema that is published for it.</summary>
internal static class SchemaCheck
{
    /// <param name="schema">Its name without the ending.</param>
    /// <param name="needed">A property without which the validator must complain: it must not accept everything.</param>
    /// <param name="make">The repository.</param>
    /// <param name="command">The command, whose next word is the repository.</param>
    /// <param name="options">What follows.</param>
    public static void Holds(string schema, string needed, Func<GitTestRepository> make, string command, params string[] options) =>
        Holds(schema, needed, make, path => [command, path, .. options]);

    /// <inheritdoc cref="Holds(string, string, Func{GitTestRepository}, string, string[])"/>
    /// <param name="words">The command line, given the repository's path.</param>
    public static void Holds(string schema, string needed, Func<GitTestRepository> make, Func<string, string[]> words)
    {
        using var repository = make();
        string json = RunResult.Of([.. words(repository.Path), "--format", "json"]).Output;
        string file = $"src/RepoTopology.Reports/Schemas/{schema}.schema.json";
        var broken = JsonNode.Parse(json)!;
        broken.AsObject().Remove(needed);
        Assert.Contains(needed, JsonSchema.Complaints(file, broken.ToJsonString()), StringComparison.Ordinal);
        Assert.Empty(JsonSchema.Complaints(file, json));
    }
}
