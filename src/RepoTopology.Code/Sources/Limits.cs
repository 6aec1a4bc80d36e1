using System.Collections.Immutable;

namespace RepoTopology.Code;

/// <summary>Sentences about what was skipped, from any thread.</summary>
internal sealed class Limits
{
    // A hostile tree may hold millions of things to say something about.
    private const int Most = 1000;

    private readonly Lock _adding = new();
    private readonly SortedSet<string> _sentences = new(StringComparer.Ordinal);
    private bool _more;

    public void Add(string sentence)
    {
        lock (_adding)
        {
            _sentences.Add(sentence);
            // The last ones go, so that those left don't depend on the order of arrival.
            if (_sentences.Count > Most)
                _more = _sentences.Remove(_sentences.Max!);
        }
    }

    public ImmutableArray<string> ToArray()
    {
        lock (_adding)
            return _more ? [.. _sentences, $"more than {Most:N0} things were skipped; the others are not listed"] : [.. _sentences];
    }
}
