using RepoTopology.Reports;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>What one run of <c>check</c> gives, in every format at once.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Outputs">Format → what was written.</param>
internal sealed record EveryFormat(int Code, IReadOnlyDictionary<string, string> Outputs)
{
    public static EveryFormat Of(IReadOnlyDictionary<string, string> environment, string path, params string[] words)
    {
        using var folder = new TemporaryFolder();
        string File(string format) => Path.Combine(folder.Path, format);
        var result = RunResult.Of(environment, ["check", path, .. words, .. GateFormats.Names.SelectMany(format => (string[])["-o", $"{format}={File(format)}"])]);
        Assert.Equal(("", ""), (result.Output, result.Error));
        return new EveryFormat(result.Code, GateFormats.Names.ToDictionary(format => format, format => System.IO.File.ReadAllText(File(format))));
    }
}
