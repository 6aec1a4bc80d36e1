using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>Whether something holds of a content before and after a commit.</summary>
internal delegate bool ContentComparison(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after);

/// <summary>Reads what candidates changed: one per worker.</summary>
internal sealed class FormattedContents(ObjectReader reader) : IDisposable
{
    private byte[] _before = [];

    /// <summary>False where a content cannot be had, or nests too deep to be parsed.</summary>
    public bool Holds(FormattedFile file, ContentComparison compare)
    {
        try
        {
            if (!IsReadable(file.Before) || !IsReadable(file.After))
                return false;
            // What the reader gives is good until it reads again.
            var read = reader.Read(file.Before, ObjectType.Blob);
            if (_before.Length < read.Length)
                _before = new byte[read.Length * 2];
            read.CopyTo(_before);
            return compare(_before.AsSpan(0, read.Length), reader.Read(file.After, ObjectType.Blob));
        }
        catch (Exception e) when (e is GitDataException or InsufficientExecutionStackException)
        {
            return false;
        }
    }

    /// <summary>Whether a candidate's files are large enough to be looked at.</summary>
    public bool IsLarge(FormattingCandidate candidate)
    {
        long bytes = 0;
        try
        {
            foreach (var file in candidate.Files)
                if (bytes < FormattingCommits.LeastBytes && reader.TryReadHeader(file.After, out _, out long size))
                    bytes += size;
        }
        catch (GitDataException)
        {
            return false;
        }

        return bytes >= FormattingCommits.LeastBytes;
    }

    public void Dispose() => reader.Dispose();

    private bool IsReadable(ObjectId blob) =>
        reader.TryReadHeader(blob, out var type, out long size) && type == ObjectType.Blob && size <= BlobText.MostSourceBytes;
}
