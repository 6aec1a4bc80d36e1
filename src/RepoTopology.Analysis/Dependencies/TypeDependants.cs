using System.Collections.Immutable;
using System.Numerics;
using RepoTopology.Code;

namespace RepoTopology.Analysis;

/// <summary>How many types refer to each type, directly or through others: its blast radius. Types of test projects are no dependants, as in <see cref="BlastRadius"/>.</summary>
public static class TypeDependants
{
    // Dependants are told as bits, so many at a time that a row of them for every type stays small.
    private const int WordsAtATime = 64;
    private const int BitsOfAWord = 64;

    /// <returns>In the order of <see cref="CodeModel.Types"/>; the type itself is not counted.</returns>
    public static ImmutableArray<int> Of(CodeModel code)
    {
        var types = code.Types;
        (int From, int To)[] edges = [.. code.References.Where(reference => !types[reference.From].IsTest).Select(reference => (reference.From, reference.To)).Distinct()];
        // Types that refer to each other in a circle have the same dependants.
        var circles = Components.Compute(types.Length, edges);
        var users = edges.Select(edge => (From: circles.Of[edge.From], To: circles.Of[edge.To])).Where(edge => edge.From != edge.To).Distinct()
            .ToLookup(edge => edge.To, edge => edge.From);

        int[] counted = [.. Enumerable.Range(0, types.Length).Where(type => !types[type].IsTest)];
        int[] reached = new int[circles.Members.Length];
        ulong[] rows = new ulong[circles.Members.Length * WordsAtATime];
        for (int first = 0; first < counted.Length; first += WordsAtATime * BitsOfAWord)
        {
            Array.Clear(rows);
            for (int bit = 0; bit < Math.Min(WordsAtATime * BitsOfAWord, counted.Length - first); bit++)
                rows[(circles.Of[counted[first + bit]] * WordsAtATime) + (bit / BitsOfAWord)] |= 1UL << (bit % BitsOfAWord);
            // What uses a circle comes after it, so its row is whole when it is handed on.
            for (int circle = circles.Members.Length - 1; circle >= 0; circle--)
            {
                var row = rows.AsSpan(circle * WordsAtATime, WordsAtATime);
                foreach (int user in users[circle])
                    for (int word = 0; word < WordsAtATime; word++)
                        row[word] |= rows[(user * WordsAtATime) + word];
                foreach (ulong word in row)
                    reached[circle] += BitOperations.PopCount(word);
            }
        }

        return [.. types.Select((type, i) => reached[circles.Of[i]] - (type.IsTest ? 0 : 1))];
    }
}
