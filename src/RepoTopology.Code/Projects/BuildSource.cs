using System.Text;
using System.Text.RegularExpressions;

namespace RepoTopology.Code;

/// <summary>What a build would write into a source file of its own: global usings, by SDK and by item, and friends.</summary>
internal sealed partial class BuildSource
{
    private static readonly string[] Common = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] Hosting =
    [
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly string[] Web =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
    ];

    public BuildSource(ProjectEvaluation evaluation, List<ProjectItem> items)
    {
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        if (evaluation.Is("ImplicitUsings"))
            usings.UnionWith(Implicit(evaluation).Select(name => $"global using global::{name};"));
        foreach (var item in items.Where(item => item.Kind == "Using"))
        {
            foreach (string name in item.List("Remove"))
                usings.RemoveWhere(line => line == $"global using global::{name};" || line == $"global using static global::{name};");
            bool isStatic = item.Value("Static").Equals("true", StringComparison.OrdinalIgnoreCase);
            string alias = item.Value("Alias");
            foreach (string name in item.List("Include"))
                if (UsingName().IsMatch(name) && (alias.Length == 0 || AliasName().IsMatch(alias)))
                    usings.Add(alias.Length > 0 ? $"global using {alias} = global::{name};" : isStatic ? $"global using static global::{name};" : $"global using global::{name};");
        }

        var friends = items.Where(item => item.Kind == "InternalsVisibleTo").SelectMany(item => item.List("Include")).Where(name => FriendName().IsMatch(name));
        Friends = [.. friends.Select(name => name.Split(',')[0].Trim()).Distinct(StringComparer.Ordinal)];

        var text = new StringBuilder();
        foreach (string line in usings)
            text.Append(line).Append('\n');
        foreach (string friend in Friends)
            text.Append($"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]\n");
        Text = text.ToString();
    }

    /// <summary>C# source.</summary>
    public string Text { get; }

    public List<string> Friends { get; }

    private static IEnumerable<string> Implicit(ProjectEvaluation evaluation)
    {
        IEnumerable<string> names = Common;
        if (evaluation.Sdks.Contains("Microsoft.NET.Sdk.Web", StringComparer.OrdinalIgnoreCase))
            names = names.Concat(Web).Concat(Hosting);
        if (evaluation.Sdks.Contains("Microsoft.NET.Sdk.Worker", StringComparer.OrdinalIgnoreCase))
            names = names.Concat(Hosting);
        if (evaluation.Is("UseWindowsForms"))
            names = names.Concat(["System.Drawing", "System.Windows.Forms"]);
        return names;
    }

    // Only names get into the text: what else an item holds would become code. The time is linear.
    [GeneratedRegex(@"^[\w.<>,\s\[\]?]+$")]
    private static partial Regex UsingName();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex AliasName();

    [GeneratedRegex(@"^[\w.\-]+\s*(,[\w\s=]*)?$")]
    private static partial Regex FriendName();
}
