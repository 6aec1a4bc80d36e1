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

    public AnswerStream(HttpResponseMessage response, RemoteUrl url, TimeSpan patience, CancellationToken cancellation)
    {
        (_response, _url, _patience, _cancellation) = (response, url, patience, cancellation);
        _stream = response.Content.ReadAsStream(cancellation);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>0 at the end.</summary>
    public int Read(Memory<byte> buffer)
    {
        _end.CancelAfter(_patience);
        try
        {
            // A blocking read takes no token.
            return _stream.ReadAsync(buffer, _end.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            _cancellation.ThrowIfCancellationRequested();
            throw new CheckoutException(
                _end.IsCancellationRequested ? $"{_url} sent nothing for {_patience.TotalSeconds:0} seconds; try again later"
                    : $"the connection to {_url} broke off in the middle of its answer; try again", e);
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _response.Dispose();
    }
}
