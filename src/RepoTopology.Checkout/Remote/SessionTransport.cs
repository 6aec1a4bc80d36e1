using LibGit2Sharp;

namespace RepoTopology.Checkout;

/// <summary>
/// Lets libgit2 talk through the <see cref="HttpSession"/> of its thread. It knows the remote by a made-up address only, so no
/// <c>url.insteadOf</c>, proxy or credential helper of a git configuration can lead it elsewhere.
/// </summary>
internal sealed class SessionTransport : RpcSmartSubtransport
{
    public const string Address = Scheme + "://remote";
    private const string Scheme = "repotopology";

    [ThreadStatic]
    private static HttpSession? _session;

    private static readonly Lazy<object> Registration = new(() => GlobalSettings.RegisterSmartSubtransport<SessionTransport>(Scheme));

    /// <summary>Does work in which libgit2 reaches <see cref="Address"/> through a session.</summary>
    public static void With(HttpSession session, Action work)
    {
        _ = Registration.Value;
        _session = session;
        try
        {
            work();
        }
        finally
        {
            _session = null;
        }
    }

    protected override SmartSubtransportStream Action(string url, GitSmartSubtransportAction action) => action switch
    {
        GitSmartSubtransportAction.UploadPackList => new OfferStream(this, _session!.Advertisement),
        GitSmartSubtransportAction.UploadPack => new PackStream(this, _session!),
        _ => throw new NotSupportedException("nothing is pushed"),
    };

    private sealed class OfferStream(SmartSubtransport transport, byte[] bytes) : SmartSubtransportStream(transport)
    {
        private int _at;

        public override int Read(Stream dataStream, long length, out long bytesRead)
        {
            int count = (int)Math.Min(length, bytes.Length - _at);
            dataStream.Write(bytes, _at, count);
            _at += count;
            bytesRead = count;
            return 0;
        }

        public override int Write(Stream dataStream, long length) => -1;
    }

#pragma warning disable CA1001 // libgit2 says when it is done, by Free.
    private sealed class PackStream(SmartSubtransport transport, HttpSession session) : SmartSubtransportStream(transport)
    {
        private readonly List<byte> _request = [];
        private readonly byte[] _buffer = new byte[64 << 10];
        private AnswerStream? _answer;

        public override int Write(Stream dataStream, long length)
        {
            var bytes = new byte[length];
            dataStream.ReadExactly(bytes);
            _request.AddRange(bytes);
            return 0;
        }

        public override int Read(Stream dataStream, long length, out long bytesRead)
        {
            bytesRead = 0;
            int count = session.Read(ref _answer, _request, _buffer.AsMemory(0, (int)Math.Min(length, _buffer.Length)));
            if (count < 0)
                return -1;
            dataStream.Write(_buffer, 0, count);
            bytesRead = count;
            return 0;
        }

        protected override void Free()
        {
            _answer?.Dispose();
            base.Free();
        }
    }
#pragma warning restore CA1001
}
