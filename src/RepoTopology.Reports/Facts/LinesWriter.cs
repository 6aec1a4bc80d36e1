using System.Buffers;
using System.Buffers.Text;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// Writes who wrote each line: <c>path TAB line TAB commit TAB original path TAB original line</c>, lines counted from 1. There may be
/// millions, so bytes go from the facts to the stream and nothing is allocated a line.
/// </summary>
public sealed class LinesWriter(RepositoryHistory history, LivingLines lines)
{
    private static readonly string[] Columns = ["path", "line", "commit", "original_path", "original_line"];

    private const int BufferSize = 1 << 16;
    private const int MostDigits = 10;

    private readonly byte[]?[] _quotedPaths = new byte[]?[history.Paths.Length];

    /// <summary>
    /// Tab-separated lines have no header and git's quoting of paths, as <c>--raw</c> has, and "-" where the origin is unknown; the other
    /// formats are tables like the rest of the facts.
    /// </summary>
    public void Write(FactsFormat format, Stream output, CancellationToken cancellation = default)
    {
        if (format == FactsFormat.Tsv)
            WriteTabs(output, cancellation);
        else
            WriteTable(format, output, cancellation);
    }

    private void WriteTabs(Stream output, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(BufferSize * 2);
        foreach (var file in lines.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] path = Quoted(file.Path);
            foreach (var run in file.Runs)
                WriteRun(path, run, buffer, output);
        }

        output.Write(buffer.WrittenSpan);
    }

    private void WriteRun(byte[] path, LineRun run, ArrayBufferWriter<byte> buffer, Stream output)
    {
        Span<byte> commit = stackalloc byte[ObjectId.HexSize];
        byte[] original = [(byte)'-'];
        if (run.Commit >= 0)
        {
            history.Commits[run.Commit].Id.WriteHex(commit);
            original = Quoted(run.OriginalPath);
        }
        else
        {
            commit = commit[..1];
            commit[0] = (byte)'-';
        }

        for (int i = 0; i < run.Count; i++)
        {
            var row = buffer.GetSpan(path.Length + commit.Length + original.Length + 2 * MostDigits + 5);
            int at = Append(row, 0, path);
            row[at++] = (byte)'\t';
            at = Append(row, at, run.Start + i + 1);
            row[at++] = (byte)'\t';
            at = Append(row, at, commit);
            row[at++] = (byte)'\t';
            at = Append(row, at, original);
            row[at++] = (byte)'\t';
            if (run.Commit >= 0)
                at = Append(row, at, run.OriginalStart + i + 1);
            else
                row[at++] = (byte)'-';
            row[at++] = (byte)'\n';
            buffer.Advance(at);
            if (buffer.WrittenCount < BufferSize)
                continue;
            output.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }

    private void WriteTable(FactsFormat format, Stream output, CancellationToken cancellation)
    {
        using var table = FactsWriter.Create(format, output, Columns);
        foreach (var file in lines.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            string path = history.Paths[file.Path].Text;
            foreach (var run in file.Runs)
            {
                string? commit = run.Commit < 0 ? null : history.Commits[run.Commit].Id.ToString();
                string? original = run.Commit < 0 ? null : history.Paths[run.OriginalPath].Text;
                for (int i = 0; i < run.Count; i++)
                {
                    table.Text(path);
                    table.Number(run.Start + i + 1);
                    table.Token(commit);
                    table.Text(original);
                    if (commit is null)
                        table.Token(null);
                    else
                        table.Number(run.OriginalStart + i + 1);
                    table.EndRow();
                }
            }
        }
    }

    private byte[] Quoted(int path) => _quotedPaths[path] ??= PathQuoting.Quote(history.Paths[path].Bytes.AsSpan());

    private static int Append(Span<byte> row, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(row[at..]);
        return at + text.Length;
    }

    private static int Append(Span<byte> row, int at, int number)
    {
        Utf8Formatter.TryFormat(number, row[at..], out int written);
        return at + written;
    }
}
