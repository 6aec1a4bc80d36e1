using System.Buffers;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// Writes changes as <c>git log --raw --no-abbrev --no-renames --no-merges --format=%H</c> does, without its blank lines:
/// <code>
/// 9a3c0d9e…                                                   (the commit)
/// :100644 100755 3b18e512… 8ab686ea… M	src/run.sh          (one line a change: modes, ids, status, tab, path)
/// </code>
/// Bytes from the facts to the stream: no text is decoded on the way.
/// </summary>
public sealed class RawChangesWriter(RepositoryHistory history)
{
    private const int BufferSize = 1 << 16;

    // ":100644 100755 <id> <id> M\t" and the line's end, without the path.
    private const int RowSize = 1 + 6 + 1 + 6 + 1 + ObjectId.HexSize + 1 + ObjectId.HexSize + 1 + 1 + 1 + 1;

    private readonly byte[]?[] _quotedPaths = new byte[]?[history.Paths.Length];

    /// <summary>Writes all commits but merges, in the facts' order.</summary>
    public void Write(Stream output, CancellationToken cancellation = default)
    {
        var buffer = new ArrayBufferWriter<byte>(BufferSize * 2);
        for (int commit = 0; commit < history.Commits.Length; commit++)
        {
            if (history.Commits[commit].IsMerge)
                continue;
            WriteCommit(commit, buffer);
            if (buffer.WrittenCount < BufferSize)
                continue;
            cancellation.ThrowIfCancellationRequested();
            output.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        output.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes one commit's line and the lines of its changes against its first parent.</summary>
    public void WriteCommit(int commit, IBufferWriter<byte> output)
    {
        var line = output.GetSpan(ObjectId.HexSize + 1);
        history.Commits[commit].Id.WriteHex(line);
        line[ObjectId.HexSize] = (byte)'\n';
        output.Advance(ObjectId.HexSize + 1);

        foreach (ref readonly var change in history.ChangesOf(commit))
        {
            byte[] path = _quotedPaths[change.Path] ??= PathQuoting.Quote(history.Paths[change.Path].Bytes.AsSpan());
            WriteRow(output.GetSpan(RowSize + path.Length), change, path);
            output.Advance(RowSize + path.Length);
        }
    }

    private static void WriteRow(Span<byte> row, in Change change, ReadOnlySpan<byte> path)
    {
        row[0] = (byte)':';
        WriteMode(row[1..], change.OldMode);
        row[7] = (byte)' ';
        WriteMode(row[8..], change.NewMode);
        row[14] = (byte)' ';
        change.OldId.WriteHex(row.Slice(15, ObjectId.HexSize));
        row[55] = (byte)' ';
        change.NewId.WriteHex(row.Slice(56, ObjectId.HexSize));
        row[96] = (byte)' ';
        row[97] = (byte)change.Kind;
        row[98] = (byte)'\t';
        path.CopyTo(row[99..]);
        row[99 + path.Length] = (byte)'\n';
    }

    private static void WriteMode(Span<byte> digits, int mode)
    {
        for (int i = 5; i >= 0; i--, mode >>= 3)
            digits[i] = (byte)('0' + (mode & 7));
    }
}
