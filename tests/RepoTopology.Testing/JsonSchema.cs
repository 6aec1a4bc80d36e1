using System.Diagnostics;
using Xunit;

namespace RepoTopology.Testing;

/// <summary>Validates JSON against a schema file with the ajv of tests/JsonSchema (<c>npm ci</c> there puts it in place).</summary>
public static class JsonSchema
{
    /// <summary>What the validator has to complain about; empty when the text is valid. Skips the test where node or ajv is absent.</summary>
    /// <param name="schema">The schema's path from the repository's root.</param>
    /// <param name="json">The text.</param>
    public static string Complaints(string schema, string json)
    {
        string folder = Path.Combine(SourceTree.Root, "tests", "JsonSchema");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules", "ajv")), "ajv is not here: run 'npm ci' in tests/JsonSchema");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "validate.mjs"), Path.Combine(SourceTree.Root, schema)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(json);
        process.StandardInput.Close();
        string complaints = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(error.Length == 0, error);
        Assert.Equal(complaints.Length == 0 ? 0 : 1, process.ExitCode);
        return complaints;
    }
}
