using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RepoTopology.Testing;
using YamlDotNet.RepresentationModel;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>A job of a CI service as far as it can be had without the service: a clone as its checkout makes it, its environment, and bash for the scripts.</summary>
internal sealed partial class CiJob : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="origin">The repository that the service clones.</param>
    /// <param name="reference">What it checks out.</param>
    /// <param name="depth">As the sample says; 0 for everything, and then all branches come too.</param>
    public CiJob(GitTestRepository origin, string reference, string depth)
    {
        Work = Directory.CreateDirectory(Path.Combine(_folder.Path, "work", "team")).FullName;
        Temp = Directory.CreateDirectory(Path.Combine(_folder.Path, "temp")).FullName;
        Git("init", "--quiet");
        Git("remote", "add", "origin", "file://" + origin.Path);
        string[] what = depth == "0" ? ["origin", "+refs/heads/*:refs/remotes/origin/*"] : [$"--depth={depth}", "origin"];
        Git(["fetch", "--quiet", .. what, $"+{reference}:refs/remotes/job"]);
        Git("checkout", "--quiet", "--detach", "refs/remotes/job");

        foreach (string kept in (string[])["PATH", "DOTNET_ROOT", "TMPDIR"])
            if (System.Environment.GetEnvironmentVariable(kept) is { } value)
                Environment[kept] = value;
        Environment["HOME"] = Directory.CreateDirectory(Path.Combine(_folder.Path, "home")).FullName;
        Environment["DOTNET_NOLOGO"] = Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = Environment["CI"] = "true";
        Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
    }

    /// <summary>The clone, where scripts run.</summary>
    public string Work { get; }

    /// <summary>The service's folder for what the job needs and nobody keeps.</summary>
    public string Temp { get; }

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>One of samples/ci; every scalar is a string, as the services see it.</summary>
    public static JsonNode Read(string sample)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(SourceTree.Root, "samples", "ci", sample));
        yaml.Load(reader);
        return JsonOf(yaml.Documents[0].RootNode)!;
    }

    /// <summary>Sets what a map of the sample sets, with what the user put in place of its values.</summary>
    public void Set(JsonNode? variables, IReadOnlyDictionary<string, string> users)
    {
        foreach (var (name, value) in variables!.AsObject())
            Environment[name] = users.GetValueOrDefault(name) ?? Expand((string)value!);
    }

    /// <summary>A text with the variables that the service puts into it: <c>$NAME</c> of GitLab, <c>$(Agent.Name)</c> of Azure.</summary>
    public string Expand(string text) => Variable().Replace(text, match =>
        Environment[(match.Groups["gitlab"].Success ? match.Groups["gitlab"].Value : match.Groups["azure"].Value.Replace('.', '_').ToUpperInvariant())]);

    /// <summary>Runs a script in the clone.</summary>
    /// <param name="script">Its text.</param>
    /// <param name="flags">Bash's, as the service gives them.</param>
    /// <param name="more">Variables of this step alone.</param>
    public Tool.Result Bash(string script, string flags, IReadOnlyDictionary<string, string>? more = null)
    {
        string file = Path.Combine(Temp, "step.sh");
        File.WriteAllText(file, script);
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", .. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), file])
        {
            WorkingDirectory = Work,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment.Concat(more ?? new Dictionary<string, string>()))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Tool.Result(process.ExitCode, output, error.Result);
    }

    public void Git(params string[] arguments) => GitTestRepository.Git(Work, arguments);

    public void Dispose() => _folder.Dispose();

    private static JsonNode? JsonOf(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, JsonOf(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(JsonOf)]),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    [GeneratedRegex(@"\$(?<gitlab>[A-Z_]+)|\$\((?<azure>[A-Za-z_.]+)\)")]
    private static partial Regex Variable();
}
