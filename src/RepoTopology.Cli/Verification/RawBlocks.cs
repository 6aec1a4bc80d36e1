using System.Buffers;

namespace RepoTopology.Cli;

/// <summary>
/// Cuts git's raw or numstat output into one block a commit: the line with its id and the lines of its changes, which begin with ":" or
/// hold tabs. Blank lines are dropped.
/// </summary>
internal sealed class RawBlocks(Stream stream)
{
    private readonly ArrayBufferWriter<byte> _block = new();
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The block, line ends included; valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current => _block.WrittenSpan;

    public bool MoveNext()
    {
        _block.ResetWrittenCount();
        while (TryPeekLine(out int length))
        {
            var line = _buffer.AsSpan(_start, length);
            bool isChange = line[0] == (byte)':' || line.Contains((byte)'\t');
            if (!isChange && line[0] != (byte)'\n' && _block.WrittenCount > 0)
                return true;
            if (line[0] != (byte)'\n')
                _block.Write(line);
            _start += length;
        }

        return _block.WrittenCount > 0;
    }

    /// <summary>The length of the next line with its line end; false at the end of the stream.</summary>
    private bool TryPeekLine(out int length)
    {
        int searched = _start;
        while (true)
        {
            int newline = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                length = searched + newline + 1 - _start;
                return true;
            }

            searched = _end - _start;
            Refill();
            int read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                length = _end - _start;
                return length > 0;
            }

            _end += read;
        }
    }

    // Moves what is left to the front, and doubles the buffer when that is all of it.
    private void Refill()
    {
        if (_start > 0)
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        else if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        _end -= _start;
        _start = 0;
    }
}
