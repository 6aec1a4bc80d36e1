using System.Reflection;

namespace RepoTopology.Reports;

/// <summary>What a report shows, and what was asked for beyond what the analysis itself records.</summary>
public sealed record ReportOptions
{
    /// <summary>Whether e-mail addresses are shown. The default is false.</summary>
    public bool Emails { get; init; }

    /// <summary>What the analysis was asked for. The default is nothing in particular.</summary>
    public AskedOptions Asked { get; init; } = new();

    /// <summary>Where the repository lives, for formats that name it (SARIF); a user's name or password in it is not shown. The default is null.</summary>
    public Uri? RepositoryUri { get; init; }

    /// <summary>The version of the tool, without the commit it was built from.</summary>
    public static string ToolVersion { get; } =
        typeof(ReportOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>A sentence of the analysis as it may be shown.</summary>
    internal string Sentence(string text) => Emails ? text : EmailText.Hide(text);
}
