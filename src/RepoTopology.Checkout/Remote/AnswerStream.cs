namespace RepoTopology.Checkout;

/// <summary>What a server answers. A read ends when the user cancels, and when nothing comes for long.</summary>
internal sealed class AnswerStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _stream;
    private readonly RemoteUrl _url;
    private readonly TimeSpan _patience;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _ending;

    public AnswerStream(HttpResponseMessage response, RemoteUrl url, TimeSpan patience, CancellationToken cancellation)
    {
        (_response, _url, _patience, _cancellation) = (response, url, patience, cancellation);
        _stream = response.Content.ReadAsStream(cancellation);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // A blocking read takes no token, but ends with its connection.
        _ending = _end.Token.Register(response.Dispose);
    }

    /// <summary>0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        _end.CancelAfter(_patience);
        try
        {
            return _stream.Read(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or HttpRequestException)
        {
            _cancellation.ThrowIfCancellationRequested();
            throw new CheckoutException(
                _end.IsCancellationRequested ? $"{_url} sent nothing for {_patience.TotalSeconds:0} seconds; try again later"
                    : $"the connection to {_url} broke off in the middle of its answer; try again", e);
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        _end.Dispose();
        _response.Dispose();
    }
}
