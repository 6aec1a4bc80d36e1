using System.Net;

namespace RepoTopology.Checkout;

/// <summary>
/// Who to be to a server that asks. In this order: what was typed in the URL; <c>REPOTOPOLOGY_GIT_TOKEN</c>, with
/// <c>REPOTOPOLOGY_GIT_USER</c>; the machine's entry in the netrc file. The first two are for the host that was typed, never for
/// one that it redirects to. No program is asked.
/// </summary>
internal sealed class GitCredentials(RemoteUrl url, Func<string, string?> variable)
{
    /// <summary>What hosts that take a token as the password accept as a user.</summary>
    private const string AnyUser = "x-access-token";

    /// <summary>The credentials for a host and where they come from; null where there are none.</summary>
    public (NetworkCredential Credential, string Source)? For(Uri address)
    {
        string? user = null;
        if (address.Authority == url.Address.Authority)
        {
            if (url.Typed is { Password.Length: > 0 } typed)
                return (typed, "the URL");
            user = url.Typed?.UserName;
            if (variable("REPOTOPOLOGY_GIT_TOKEN") is { Length: > 0 } token)
            {
                string name = variable("REPOTOPOLOGY_GIT_USER") is { Length: > 0 } named ? named : user ?? AnyUser;
                return (new NetworkCredential(name, token), "REPOTOPOLOGY_GIT_TOKEN");
            }
        }

        return NetRc.Find(variable) is { } file && NetRc.Read(file, address.IdnHost, user) is { } found ? (found, file) : null;
    }
}
