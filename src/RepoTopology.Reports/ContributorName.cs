using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>How a contributor is called in reports.</summary>
internal static class ContributorName
{
    /// <summary>The name, without an e-mail address in it unless asked for; never empty.</summary>
    public static string Of(Contributor contributor, bool emails)
    {
        string name = emails ? contributor.Name : EmailText.HideInName(contributor.Name);
        return string.IsNullOrWhiteSpace(name) ? "(no name)" : name.Trim();
    }
}
