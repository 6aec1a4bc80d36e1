using System.Security.Cryptography;
using RepoTopology.Git;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>Says what a request asked for, for reports that tell how to get them again.</summary>
internal static class AskedSource
{
    /// <exception cref="RequestException">The configuration cannot be read.</exception>
    public static ReportOptions Options(GitRepository opened, AnalysisRequest request)
    {
        var revision = Revision.Resolve(opened, request.Repository.Revision);
        return new() { Emails = request.Repository.Emails, Asked = Of(request, Full(revision)) with { Configuration = Configuration(opened, revision, request.Repository) } };
    }

    /// <summary>Without the configuration.</summary>
    /// <param name="request">As typed.</param>
    /// <param name="revision">With full ids.</param>
    public static AskedOptions Of(AnalysisRequest request, string revision)
    {
        var asked = new AskedOptions
        {
            Revision = revision,
            Analysis = request.Options,
            BusFactor = request.BusFactor,
            Scope = request.Repository.Scope,
            Exclude = request.Repository.Exclude,
            MemoryMebibytes = (int)(request.Repository.MemoryBudget >> 20),
            Anonymous = request.Anonymous,
            Emails = request.Repository.Emails,
        };
        return request.Code is { } code ? asked with { Depth = code.Depth, BudgetSeconds = code.BudgetSeconds, Loader = code.Loader } : asked;
    }

    /// <summary>The ids of what was typed.</summary>
    public static string Full(Revision revision) => revision.Exclude is { } exclude ? $"{exclude}..{revision.Tip}" : revision.Tip.ToString();

    private static AskedConfiguration? Configuration(GitRepository opened, Revision revision, RepositoryRequest request)
    {
        if (request.ConfigFile is not { } file)
            return ConfigFile.TryReadFrom(opened, revision.Tip) is null ? null : new(ConfigFile.RepositoryPath, null);
        try
        {
            return new(Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RequestException($"--config {file} cannot be read ({e.Message.TrimEnd('.')}); name an existing file", e);
        }
    }
}
