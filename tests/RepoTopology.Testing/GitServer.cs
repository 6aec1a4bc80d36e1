using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RepoTopology.Testing;

/// <summary>The installed git's own HTTP server, <c>git http-backend</c>, on a port of this machine. It serves the repositories below a folder.</summary>
public sealed class GitServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _root;
    private long _packBytes;

    private GitServer(string root, int port)
    {
        (_root, Port) = (root, port);
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public int Port { get; }

    /// <summary>What a client must say who it is, as <c>user:password</c>; null for nothing.</summary>
    public string? Credentials { get; set; }

    /// <summary>Answers instead of git, where it returns true.</summary>
    public Func<HttpListenerContext, bool> Instead { get; set; } = _ => false;

    /// <summary>Where a pack stops coming, and nothing else does either; null for never.</summary>
    public int? StallAfter { get; set; }

    /// <summary>Set when an answer stalls.</summary>
    public ManualResetEventSlim Stalled { get; } = new();

    /// <summary>Each request, as method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The bytes of all packs that were sent.</summary>
    public long PackBytes => Interlocked.Read(ref _packBytes);

    /// <summary>Serves the repositories below a folder, for whoever is on this machine.</summary>
    public static GitServer Start(string root)
    {
        // Between being found free and being taken, a port may go to somebody else: the other tests' servers run side by side.
        for (int tries = 1; ; tries++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            int port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            try
            {
                return new GitServer(root, port);
            }
            catch (HttpListenerException) when (tries < 10)
            {
            }
        }
    }

    public string Url(string path, string userInfo = "") => $"http://{userInfo}127.0.0.1:{Port}/{path}";

    public void Dispose() => _listener.Close();

    /// <summary>Answers a request with a status and headers.</summary>
    public static bool Answer(HttpListenerContext context, int status, string? location = null, string? type = null, byte[]? body = null)
    {
        context.Response.StatusCode = status;
        if (location is not null)
            context.Response.RedirectLocation = location;
        if (type is not null)
            context.Response.ContentType = type;
        context.Response.Close(body ?? [], willBlock: true);
        return true;
    }

    private void Serve()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = _listener.GetContext();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            // No thread of the pool: the client in this process needs those.
            new Thread(() => Handle(context)) { IsBackground = true }.Start();
        }
    }

    private void Handle(HttpListenerContext context)
    {
        Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}");
        try
        {
            if (Credentials is { } known && context.Request.Headers["Authorization"] != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(known)))
            {
                context.Response.AddHeader("WWW-Authenticate", "Basic realm=\"test\"");
                Answer(context, 401);
            }
            else if (!Instead(context))
            {
                Backend(context);
            }
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client went away.
        }
    }

    // https://git-scm.com/docs/git-http-backend
    private void Backend(HttpListenerContext context)
    {
        var start = new ProcessStartInfo("git", ["http-backend"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_PROJECT_ROOT"] = _root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["REQUEST_METHOD"] = context.Request.HttpMethod;
        start.Environment["PATH_INFO"] = Uri.UnescapeDataString(context.Request.Url!.AbsolutePath);
        start.Environment["QUERY_STRING"] = context.Request.Url.Query.TrimStart('?');
        start.Environment["CONTENT_TYPE"] = context.Request.ContentType ?? "";
        start.Environment["REMOTE_ADDR"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        context.Request.InputStream.CopyTo(process.StandardInput.BaseStream);
        process.StandardInput.Close();

        var output = process.StandardOutput.BaseStream;
        for (string line = ReadLine(output); line.Length > 0; line = ReadLine(output))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string value = line[(colon + 1)..].Trim();
            if (line.StartsWith("Status:", StringComparison.Ordinal))
                context.Response.StatusCode = int.Parse(value.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture);
            else if (line.StartsWith("Content-Type:", StringComparison.Ordinal))
                context.Response.ContentType = value;
        }

        bool isPack = context.Request.HttpMethod == "POST";
        long sent = 0;
        var buffer = new byte[8192];
        while (output.Read(buffer) is > 0 and var count)
        {
            if (isPack && StallAfter is { } limit && sent + count > limit)
            {
                context.Response.OutputStream.Write(buffer, 0, (int)(limit - sent));
                context.Response.OutputStream.Flush();
                Stalled.Set();
                process.Kill();
                // The connection stays open: it is the client that must end it.
                return;
            }

            // Before the client can have them.
            sent += count;
            Interlocked.Add(ref _packBytes, isPack ? count : 0);
            context.Response.OutputStream.Write(buffer, 0, count);
        }

        process.WaitForExit();
        _ = error.Result;
        context.Response.Close();
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        for (int b = stream.ReadByte(); b >= 0 && b != '\n'; b = stream.ReadByte())
            line.Append((char)b);
        return line.ToString().TrimEnd('\r');
    }
}
