using RepoTopology.Testing;

namespace RepoTopology.Checkout.Tests;

/// <summary>A repository behind a server, a directory for clones, and an environment without anything in it.</summary>
internal sealed class Served : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Served()
    {
        Origin = GitTestRepository.Create();
        Server = GitServer.Start(Origin.Root);
        Clones = Path.Join(_folder.Path, "clones");
        Variables = new() { ["HOME"] = _folder.Path };
    }

    public GitTestRepository Origin { get; }

    public GitServer Server { get; }

    public string Clones { get; }

    public string Home => _folder.Path;

    public Dictionary<string, string> Variables { get; }

    public string Url => Server.Url("repo/.git");

    /// <summary>Clones, or fetches; returns the clone's directory.</summary>
    public string Update(string? url = null, IProgress<CloneProgress>? progress = null, CancellationToken cancellation = default) =>
        RemoteRepository.Update(RemoteUrl.Parse(url ?? Url), Clones, name => Variables.GetValueOrDefault(name), progress, cancellation);

    /// <summary>Clones on the disk, and what is left of any.</summary>
    public string[] ClonesThere() => [.. Directory.GetDirectories(Clones).SelectMany(Directory.GetDirectories)];

    /// <summary>The sentence of an update that cannot be.</summary>
    public string Refusal(string? url = null) => Assert.Throws<CheckoutException>(() => Update(url)).Message;

    /// <summary>Branches, tags and HEAD of a repository, as git sees them.</summary>
    public static string References(string directory) => Git(directory, "for-each-ref", "refs/heads", "refs/tags") + Git(directory, "rev-parse", "HEAD", "--symbolic-full-name", "HEAD");

    public static string Git(string directory, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(GitTestRepository.Git(directory, arguments));

    public void Dispose()
    {
        Server.Dispose();
        Origin.Dispose();
        _folder.Dispose();
    }
}
