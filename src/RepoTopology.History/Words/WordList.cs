namespace RepoTopology.History;

/// <summary>Words as they come, each as its hash; what comes after <see cref="Most"/> is left out.</summary>
internal sealed class WordList
{
    /// <summary>So many words of one change or message say what it is about.</summary>
    public const int Most = 2000;

    private readonly ulong[] _words = new ulong[Most];
    private int _count;

    public bool IsFull => _count == Most;

    public void Add(ulong word)
    {
        if (_count < Most)
            _words[_count++] = word;
    }

    /// <summary>The different words, ascending; the list is empty then. Valid until the next word comes.</summary>
    public ReadOnlySpan<ulong> TakeDistinct()
    {
        var words = _words.AsSpan(0, _count);
        _count = 0;
        words.Sort();
        int kept = 0;
        foreach (ulong word in words)
            if (kept == 0 || words[kept - 1] != word)
                words[kept++] = word;
        return words[..kept];
    }
}
