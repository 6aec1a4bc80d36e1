using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Checkout.Tests;

/// <summary>What is not fetched, and the one sentence that says so.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Served _served = new();

    public RefusalTests() => _served.Origin.Write("a.txt", "one\n").Commit("First");

    public void Dispose() => _served.Dispose();

    [Fact]
    public void APrivateRepositoryIsReadWithTheTokenOfTheEnvironment()
    {
        _served.Server.Credentials = "ann:s3cret";
        Assert.Contains("is private, or does not exist: set REPOTOPOLOGY_GIT_USER and REPOTOPOLOGY_GIT_TOKEN", _served.Refusal(), StringComparison.Ordinal);

        _served.Variables["REPOTOPOLOGY_GIT_USER"] = "ann";
        _served.Variables["REPOTOPOLOGY_GIT_TOKEN"] = "wr0ng";
        string sentence = _served.Refusal();
        Assert.Contains("does not accept the credentials from REPOTOPOLOGY_GIT_TOKEN", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", sentence, StringComparison.Ordinal);

        _served.Variables["REPOTOPOLOGY_GIT_TOKEN"] = "s3cret";
        AssertHoldsNo("s3cret", _served.Update());
    }

    [Fact]
    public void APrivateRepositoryIsReadWithTheNetrcFile()
    {
        _served.Server.Credentials = "ann:s3cret #1";
        File.WriteAllText(Path.Join(_served.Home, ".netrc"), "machine other.example login x password y\nmachine 127.0.0.1\n  login ann\n  password \"s3cret #1\"\n");
        AssertHoldsNo("s3cret", _served.Update());
    }

    [Fact]
    public void WhatWasTypedInTheUrlIsUsedAndKeptNowhere()
    {
        _served.Server.Credentials = "ann:s3cret@1";
        string url = _served.Server.Url("repo/.git", "ann:s3cret%401@");
        string clone = _served.Update(url);
        AssertHoldsNo("s3cret", clone);
        Assert.Equal(RemoteRepository.DirectoryOf(RemoteUrl.Parse(_served.Url), _served.Clones), clone);

        string sentence = _served.Refusal(_served.Server.Url("repo/.git", "ann:wr0ng@"));
        Assert.Contains("from the URL", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void NoCredentialsAreSentUnlessTheServerAsks()
    {
        _served.Variables["REPOTOPOLOGY_GIT_TOKEN"] = "s3cret";
        var seen = new List<string?>();
        _served.Server.Instead = context =>
        {
            lock (seen)
                seen.Add(context.Request.Headers["Authorization"]);
            return false;
        };
        _served.Update();
        Assert.All(seen, Assert.Null);
    }

    [Fact]
    public void AnAbsentRepositoryIsNamed() =>
        Assert.StartsWith($"there is no repository at {_served.Server.Url("none.git")}", _served.Refusal(_served.Server.Url("none.git/")), StringComparison.Ordinal);

    [Fact]
    public void APageIsNoRepository()
    {
        _served.Server.Instead = context => GitServer.Answer(context, 200, type: "text/html", body: "<p>Sign in</p>"u8.ToArray());
        Assert.Contains("is no git repository", _served.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void AServerInTroubleIsNamedWithItsStatus()
    {
        _served.Server.Instead = context => GitServer.Answer(context, 503);
        Assert.Contains("its server answers 503", _served.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusedConnectionIsOneSentence()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.Equal($"http://127.0.0.1:{port}/x cannot be reached: the connection was refused", _served.Refusal($"http://127.0.0.1:{port}/x"));
    }

    [Fact]
    public async Task ACertificateThatNobodyVouchesForIsRefused()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(300));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serve = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var secure = new SslStream(client.GetStream());
            try
            {
                await secure.AuthenticateAsServerAsync(certificate);
                return await secure.ReadAsync(new byte[1]);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                return 0;
            }
        });
        Assert.Contains("its certificate is not trusted", _served.Refusal($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/x"), StringComparison.Ordinal);
        Assert.Equal(0, await serve);
    }

    [Fact]
    public void AConnectionThatBreaksOffLeavesNothing()
    {
        _served.Server.Instead = context =>
        {
            if (context.Request.HttpMethod == "GET")
                return false;
            context.Response.ContentType = "application/x-git-upload-pack-result";
            context.Response.ContentLength64 = 10_000;
            context.Response.OutputStream.Write("0008NAK\n"u8);
            context.Response.OutputStream.Flush();
            context.Response.Abort();
            return true;
        };
        Assert.Contains("broke off in the middle", _served.Refusal(), StringComparison.Ordinal);
        Assert.Empty(_served.ClonesThere());
    }

    [Fact]
    public void ARedirectIsFollowedToTheRepository()
    {
        _served.Server.Instead = context => context.Request.Url!.AbsolutePath.StartsWith("/old", StringComparison.Ordinal)
            && GitServer.Answer(context, 301, context.Request.Url.PathAndQuery.Replace("/old", "/repo/.git", StringComparison.Ordinal));
        string clone = _served.Update(_served.Server.Url("old"));
        Assert.Equal(Served.References(_served.Origin.Path), Served.References(clone));
    }

    [Theory]
    [InlineData("http://unencrypted.example/repo/info/refs?service=git-upload-pack", "which is not encrypted")]
    [InlineData("http://127.0.0.1.example.org/repo/info/refs?service=git-upload-pack", "which is not encrypted")]
    [InlineData("file:///etc/info/refs?service=git-upload-pack", "which is not encrypted")]
    [InlineData("/login?next=x", "redirects to a page")]
    public void ARedirectElsewhereIsNotFollowed(string location, string reason)
    {
        _served.Server.Instead = context => GitServer.Answer(context, 302, location);
        Assert.Contains(reason, _served.Refusal(), StringComparison.Ordinal);
        Assert.Single(_served.Server.Requests);
    }

    [Fact]
    public void RedirectsInACircleEnd()
    {
        _served.Server.Instead = context => GitServer.Answer(context, 302, context.Request.Url!.PathAndQuery);
        Assert.Contains("redirects more than", _served.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTokenIsNotForAHostThatIsRedirectedTo()
    {
        using var other = GitServer.Start(_served.Origin.Root);
        other.Credentials = "x-access-token:s3cret";
        _served.Variables["REPOTOPOLOGY_GIT_TOKEN"] = "s3cret";
        _served.Server.Instead = context => GitServer.Answer(context, 302, $"http://127.0.0.1:{other.Port}{context.Request.Url!.PathAndQuery}");
        Assert.Contains("is private", _served.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000001", "refs/heads/../../../evil")]
    [InlineData("0000000000000000000000000000000000000001", "refs/heads/evil.lock")]
    [InlineData("0000000000000000000000000000000000000001", "refs/heads/main")]
    [InlineData("not an object id at all, but words of it", "refs/heads/main")]
    public void AServerThatLiesHarmsNothing(string id, string name)
    {
        string line = $"{id} {name}\0symref=HEAD:{name} agent=evil\n";
        string body = $"001e# service=git-upload-pack\n0000{line.Length + 4:x4}{line}0000";
        _served.Server.Instead = context => context.Request.HttpMethod == "GET"
            ? GitServer.Answer(context, 200, type: "application/x-git-upload-pack-advertisement", body: Encoding.UTF8.GetBytes(body))
            : GitServer.Answer(context, 200, type: "application/x-git-upload-pack-result", body: "0008NAK\nPACK\0\0\0\u0002\u007f\u007f\u007f\u007frubbish"u8.ToArray());
        try
        {
            string clone = _served.Update();
            Assert.Equal("", Served.Git(clone, "for-each-ref"));
        }
        catch (CheckoutException e)
        {
            Assert.Contains(_served.Url, e.Message, StringComparison.Ordinal);
            Assert.Empty(_served.ClonesThere());
        }

        Assert.Empty(Directory.GetFiles(_served.Home, "evil*", SearchOption.AllDirectories));
    }

    private static void AssertHoldsNo(string secret, string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(secret, File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal);
    }
}
