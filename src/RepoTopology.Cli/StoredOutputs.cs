using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// Outputs of <c>analyze</c> as they were printed, kept in the cache and printed again when nothing that decides them has changed.
/// </summary>
/// <remarks>
/// The key covers everything an output follows from:
/// - the build of the tool (the identities of all its assemblies), for the rules;
/// - the analysed commit's id: commits, changes, blobs, the commit's .mailmap, configuration, CODEOWNERS and other documents follow from it;
/// - the revision as typed, and the repository's full path: both are shown;
/// - the content of <c>--config</c> and the name of that file, when it is given; otherwise the configuration is the analysed commit's;
/// - scope, exclusions, window, as-of date, when people have left, the way the bus factor is counted, e-mails and names shown or hidden, and <c>--require-history</c>, which decides the exit code;
/// - the output's format, and for text its width, colour, glyphs and encoding.
/// - of a partial clone, its packs and folders of loose objects, and when an archive was last imported: contents may arrive.
/// What else the clone lacks decides an output too. So of other clones only outputs of complete histories and lines are kept, for which nothing that
/// arrives later can change anything; and none at all where commits are missing, of ranges, whose left side is a second commit, or of <c>--loader msbuild</c>, which reads the work tree. Grafts
/// and refs/replace leave no cache at all. Jobs, progress and the rest of the cache never change an output. Neither do the clock (the
/// analysis ends at the commit's date) and the culture (it is invariant).
/// </remarks>
internal sealed class StoredOutputs
{
    private const int MostBytes = 8 << 20;

    private readonly HistoryCache _cache;
    private readonly AnalysisRequest _request;
    private readonly Shell _shell;
    private readonly ObjectId _tip;
    private readonly byte[] _common;
    private readonly bool _isPartialClone;

    private StoredOutputs(HistoryCache cache, AnalysisRequest request, Shell shell, ObjectId tip, byte[] common, bool isPartialClone)
    {
        _cache = cache;
        _request = request;
        _shell = shell;
        _tip = tip;
        _common = common;
        _isPartialClone = isPartialClone;
    }

    /// <summary>Null where outputs cannot be kept.</summary>
    public static StoredOutputs? Of(HistoryCache? cache, GitRepository repository, AnalysisRequest request, Shell shell)
    {
        if (cache is null || request.Code is { Loader: CodeLoader.MsBuild })
            return null;
        var revision = Revision.Resolve(repository, request.Repository.Revision);
        if (revision.Exclude is not null)
            return null;
        byte[]? config = null;
        try
        {
            if (request.Repository.ConfigFile is { } file)
                config = SHA256.HashData(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // Whoever reads it next says so.
        }

        return new StoredOutputs(cache, request, shell, revision.Tip, Common(cache, repository, revision, config, request), repository.IsPartialClone);
    }

    /// <summary>Writes all outputs of the request, if all are there.</summary>
    public bool TryWrite(out int exitCode)
    {
        exitCode = ExitCode.Passed;
        foreach (var target in _request.Outputs)
            if (!_cache.TryFind(CacheTable.Results, Key(target), out var stored) || stored.IsEmpty)
                return false;
            else
                exitCode = stored[0];
        foreach (var target in _request.Outputs)
            target.Write(_shell, stream =>
            {
                if (_cache.TryFind(CacheTable.Results, Key(target), out var stored))
                    stream.Write(stored[1..]);
            });
        return true;
    }

    /// <summary>Keeps what was written to one output.</summary>
    public void Add(OutputTarget target, RepositoryHistory history, LivingLines? lines, int exitCode, ReadOnlySpan<byte> bytes)
    {
        var completeness = history.Completeness;
        bool isFinal = (completeness.IsComplete && lines is not { IsComplete: false }) || (_isPartialClone && completeness is { ShallowBoundaries: 0, MissingCommits: 0 });
        if (history.Head == _tip && isFinal && bytes.Length <= MostBytes)
            _cache.Add(CacheTable.Results, Key(target), [(byte)exitCode, .. bytes]);
    }

    private static byte[] Common(HistoryCache cache, GitRepository repository, Revision revision, byte[]? config, AnalysisRequest request)
    {
        var key = new KeyWriter();
        foreach (var type in (Type[])[typeof(StoredOutputs), typeof(Reports.ReportOptions), typeof(RepositoryAnalyzer), typeof(RepositoryHistory), typeof(GitRepository)])
            key.Add(type.Module.ModuleVersionId.ToString());
        key.Add(revision.Tip.ToString());
        key.Add(revision.Text);
        key.Add(repository.Layout.WorkTree ?? repository.Layout.GitDirectory);
        key.Add(config is null ? "" : $"{Convert.ToHexStringLower(config)} {Path.GetFileName(request.Repository.ConfigFile)}");
        key.Add(request.Repository.Scope);
        key.Add(request.Repository.Exclude.Count);
        foreach (string glob in request.Repository.Exclude)
            key.Add(glob);
        key.Add(request.Options.WindowMonths);
        key.Add(request.Options.AsOf is { } date ? date.UtcTicks : -1);
        key.Add(request.Options.AsOf is { } day ? day.Offset.Ticks : -1);
        key.Add(request.Repository.MemoryBudget);
        key.Add(request.Options.LeftAfterMonths);
        key.Add((int)request.BusFactor);
        key.Add(request.Code is { } code ? (int)code.Depth : -1);
        key.Add(BitConverter.DoubleToInt64Bits(request.Code?.BudgetSeconds ?? 0));
        key.Add(request.Anonymous ? 1 : 0);
        key.Add(request.Repository.Emails ? 1 : 0);
        key.Add(request.Repository.RequireHistory ? 1 : 0);
        key.Add(repository.IsPartialClone ? 1 : 0);
        if (repository.IsPartialClone)
        {
            key.Add(cache.LastImport.Ticks);
            foreach (string file in repository.Objects.DescribeFiles())
                key.Add(file);
        }

        return key.ToHash();
    }

    private byte[] Key(OutputTarget target)
    {
        var key = new KeyWriter();
        key.Add(Convert.ToHexStringLower(_common));
        key.Add(target.Format);
        if (target.Format == "text")
        {
            var style = target.Style(_shell, _request.Repository.Color);
            key.Add(style.Width);
            key.Add(style.Color ? 1 : 0);
            key.Add(style.Unicode ? 1 : 0);
            key.Add(target.File is null ? _shell.OutputEncoding.CodePage : Encoding.UTF8.CodePage);
        }

        return key.ToHash();
    }

    /// <summary>Values one after the other, each with its length, so that no two lists of values look the same.</summary>
    private sealed class KeyWriter
    {
        private readonly List<byte> _bytes = [];

        public void Add(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Add(bytes.Length);
            _bytes.AddRange(bytes);
        }

        public void Add(long number)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            _bytes.AddRange(bytes);
        }

        public byte[] ToHash() => SHA256.HashData([.. _bytes]);
    }
}
