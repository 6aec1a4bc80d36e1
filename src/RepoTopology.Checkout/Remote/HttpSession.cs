using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace RepoTopology.Checkout;

/// <summary>
/// The requests of one clone or fetch, in the "smart" protocol over HTTP: what the server offers, then packs. Redirects, credentials and
/// certificates are judged here, so that libgit2 sees neither an address nor a password.
/// </summary>
/// <remarks>https://git-scm.com/docs/gitprotocol-http</remarks>
internal sealed class HttpSession : IDisposable
{
    private const int MostRedirects = 5;
    private const int MostAdvertisedBytes = 256 << 20;
    private const string Offer = "/info/refs?service=git-upload-pack";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly RemoteUrl _url;
    private readonly GitCredentials _credentials;
    private readonly CancellationToken _cancellation;
    private readonly HttpClient _client;
    private Uri _base;
    private AuthenticationHeaderValue? _authorization;

    public HttpSession(RemoteUrl url, GitCredentials credentials, CancellationToken cancellation)
    {
        (_url, _credentials, _cancellation, _base) = (url, credentials, cancellation, url.Address);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !RemoteUrl.IsHere(url.Address),
            // What is stopped is stopped at once.
            MaxResponseDrainSize = 0,
            ConnectTimeout = TimeSpan.FromSeconds(30),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        // Servers tell the smart protocol's clients by this beginning.
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "git/2.0 (repotopology)");
        Advertisement = ReadAdvertisement();
    }

    /// <summary>Branches, tags and what the server can do.</summary>
    public byte[] Advertisement { get; }

    /// <summary>What went wrong below libgit2, which would only say that something did.</summary>
    public Exception? Failure { get; private set; }

    public void Dispose() => _client.Dispose();

    /// <summary>Reads of the answer to a request, which is sent at the first read. Returns -1 after a <see cref="Failure"/>.</summary>
    public int Read(ref AnswerStream? answer, List<byte> request, Memory<byte> buffer)
    {
        try
        {
            answer ??= Post([.. request]);
            return answer.Read(buffer);
        }
        catch (Exception e)
        {
            // No exception may cross libgit2.
            Failure ??= e;
            return -1;
        }
    }

    private AnswerStream Post(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _base.AbsoluteUri + "/git-upload-pack") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-git-upload-pack-request");
        request.Headers.TryAddWithoutValidation("Accept", "application/x-git-upload-pack-result");
        return Send(request, "application/x-git-upload-pack-result");
    }

    private byte[] ReadAdvertisement()
    {
        using var answer = Ask();
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (answer.Read(buffer) is > 0 and var count)
        {
            if (bytes.Length + count > MostAdvertisedBytes)
                throw new CheckoutException($"{_url} lists more than {MostAdvertisedBytes >> 20} MiB of branches and tags; that is not read");
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    private AnswerStream Ask()
    {
        for (int redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _base.AbsoluteUri + Offer);
            request.Headers.TryAddWithoutValidation("Accept", "application/x-git-upload-pack-advertisement");
            var answer = Send(request, "application/x-git-upload-pack-advertisement", out var location);
            if (answer is not null)
                return answer;
            if (location is null)
                continue;
            if (redirects == MostRedirects)
                throw new CheckoutException($"{_url} redirects more than {MostRedirects} times; give the address that it leads to");
            Follow(location);
        }
    }

    private void Follow(Uri location)
    {
        var to = new Uri(_base, location);
        if (!RemoteUrl.IsSafe(to) || (_base.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps))
            throw new CheckoutException($"{_url} redirects to {to.Scheme}://{to.Authority}, which is not encrypted; that is not followed");
        string address = to.GetLeftPart(UriPartial.Path);
        int end = address.LastIndexOf("/info/refs", StringComparison.Ordinal);
        if (end < 0 || to.Query != "?service=git-upload-pack")
            throw new CheckoutException($"{_url} redirects to a page, not to a repository; it may be private, or its address misspelt");
        if (to.Authority != _base.Authority)
            _authorization = null;
        _base = new UriBuilder(address[..end]) { UserName = "", Password = "" }.Uri;
    }

    private AnswerStream Send(HttpRequestMessage request, string type) =>
        Send(request, type, out _) ?? throw new CheckoutException($"{_url} stopped in the middle of a fetch; try again");

    /// <summary>Null when the request is to be made again: elsewhere, or with the credentials that the server asked for.</summary>
    private AnswerStream? Send(HttpRequestMessage request, string type, out Uri? location)
    {
        location = null;
        request.Headers.Authorization = _authorization;
        var response = Reach(request);
        try
        {
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK when response.Content.Headers.ContentType?.MediaType == type:
                    var answer = new AnswerStream(response, _url, Patience, _cancellation);
                    response = null;
                    return answer;
                case HttpStatusCode.OK:
                    throw new CheckoutException($"{_url} is no git repository: its server answers with a page; check the address");
                case HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect when response.Headers.Location is not null:
                    location = response.Headers.Location;
                    return null;
                case HttpStatusCode.Unauthorized when _authorization is null && _credentials.For(_base) is { Credential: var credential }:
                    _authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}")));
                    return null;
                case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                    throw new CheckoutException(_authorization is not null
                        ? $"{_url} does not accept the credentials from {_credentials.For(_base)?.Source}; check them, and that they may read this repository"
                        : $"{_url} is private, or does not exist: set REPOTOPOLOGY_GIT_USER and REPOTOPOLOGY_GIT_TOKEN, or add {_base.IdnHost} to your netrc file");
                case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                    throw new CheckoutException($"there is no repository at {_url}; check the address, and whether it is private");
                default:
                    throw new CheckoutException($"{_url} cannot be read: its server answers {(int)response.StatusCode}; try again later");
            }
        }
        finally
        {
            response?.Dispose();
        }
    }

    private HttpResponseMessage Reach(HttpRequestMessage request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return _client.Send(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (OperationCanceledException e) when (!_cancellation.IsCancellationRequested)
        {
            throw new CheckoutException($"{_url} cannot be reached: it does not answer; try again later", e);
        }
        catch (HttpRequestException e)
        {
            string reason = e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"there is no host {_base.IdnHost}, or no network",
                HttpRequestError.SecureConnectionError => $"its certificate is not trusted ({(e.InnerException ?? e).Message.TrimEnd('.')})",
                _ when e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the connection was refused",
                _ => (e.InnerException ?? e).Message.TrimEnd('.'),
            };
            throw new CheckoutException($"{_url} cannot be reached: {reason}", e);
        }
    }
}
