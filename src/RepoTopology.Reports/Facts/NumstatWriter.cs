using System.Buffers;
using System.Buffers.Text;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// Writes sizes of changes as <c>git log --numstat --no-renames --no-merges --format=%H</c> does, without its blank lines:
/// <code>
/// 9a3c0d9e…               (the commit)
/// 12	3	src/run.sh      (one line a change: lines added, lines deleted, path; "-" for a binary file)
/// </code>
/// Where git would stop because a blob is absent, both numbers are "?".
/// </summary>
/// <param name="history">The facts.</param>
/// <param name="sizes">Their changes' sizes.</param>
/// <param name="ignoresWhitespace">They were compared so; then git leaves out files in which nothing but white space changed.</param>
public sealed class NumstatWriter(RepositoryHistory history, ChangeSizes sizes, bool ignoresWhitespace)
{
    private const int BufferSize = 1 << 16;
    private const int MostDigits = 11;

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

    /// <summary>Writes one commit's line and the lines of its changes.</summary>
    public void WriteCommit(int commit, IBufferWriter<byte> output)
    {
        var line = output.GetSpan(ObjectId.HexSize + 1);
        history.Commits[commit].Id.WriteHex(line);
        line[ObjectId.HexSize] = (byte)'\n';
        output.Advance(ObjectId.HexSize + 1);

        var ofCommit = sizes.Of(commit);
        var changes = history.ChangesOf(commit);
        for (int i = 0; i < changes.Length; i++)
        {
            if (ignoresWhitespace && ofCommit[i] == default && changes[i].Kind == ChangeKind.Modified && changes[i].OldMode == changes[i].NewMode)
                continue;
            byte[] path = _quotedPaths[changes[i].Path] ??= PathQuoting.Quote(history.Paths[changes[i].Path].Bytes.AsSpan());
            var row = output.GetSpan(2 * MostDigits + path.Length + 3);
            int at = WriteNumber(row, ofCommit[i].Added);
            row[at++] = (byte)'\t';
            at += WriteNumber(row[at..], ofCommit[i].Deleted);
            row[at++] = (byte)'\t';
            path.CopyTo(row[at..]);
            at += path.Length;
            row[at++] = (byte)'\n';
            output.Advance(at);
        }
    }

    private static int WriteNumber(Span<byte> digits, int number)
    {
        if (number < 0)
        {
            digits[0] = number == ChangeSize.Binary.Added ? (byte)'-' : (byte)'?';
            return 1;
        }

        Utf8Formatter.TryFormat(number, digits, out int written);
        return written;
    }
}
