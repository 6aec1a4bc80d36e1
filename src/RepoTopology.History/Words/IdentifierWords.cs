using System.Globalization;
using System.Text;

namespace RepoTopology.History;

/// <summary>
/// Cuts text of any language into the words that its identifiers, comments and sentences are made of: <c>parseHTTPRequest2_old</c> is parse, http,
/// request and old. Letters are Unicode's; a new word begins at a capital after a small letter and at the last of several capitals before a small one;
/// anything that is no letter, a digit too, ends a word. Words are compared without case.
/// </summary>
/// <remarks>
/// A word is handed on as 64 bits (FNV-1a over its letters): two words that share them count as one, which harms nothing but whoever wrote them. Left
/// out are single letters, letters in a row too long for a word, ids in hexadecimal, and what <see cref="CommonWords"/> names.
/// </remarks>
internal static class IdentifierWords
{
    public const int MostLetters = 40;

    // Shorter ones may be words, as "facade" and "decade2" are.
    private const int LeastHexDigits = 7;

    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private enum Letter : byte
    {
        None,
        Small,
        Capital,
        WithoutCase,
        Mark,
    }

    /// <param name="text">UTF-8; bytes that are not end a word.</param>
    /// <param name="words">Takes them, in order.</param>
    public static void Scan(ReadOnlySpan<byte> text, WordList words)
    {
        var word = Word.Empty;
        bool inRun = false;
        while (!text.IsEmpty)
        {
            if (!inRun && HexLength(text) is > 0 and var length)
            {
                text = text[length..];
                continue;
            }

            var (letter, folded, size) = Next(text);
            inRun = letter != Letter.None || char.IsAsciiDigit((char)text[0]);
            text = text[size..];
            if (letter == Letter.None || letter == Letter.Mark && word.Letters == 0)
            {
                word.EndIn(words);
                word = Word.Empty;
                continue;
            }

            if (letter == Letter.Capital && word.Last == Letter.Small)
            {
                word.EndIn(words);
                word = Word.Empty;
            }
            else if (letter == Letter.Small && word.Last == Letter.Capital && word.Letters > 1)
            {
                word.WithoutLast().EndIn(words);
                word = Word.Empty.With(word.LastFolded, Letter.Capital);
            }

            word = letter == Letter.Mark ? word.With(folded, word.Last) : word.With(folded, letter);
        }

        word.EndIn(words);
    }

    /// <summary>The bits that stand for a word of small letters.</summary>
    internal static ulong HashOf(string word)
    {
        var built = Word.Empty;
        foreach (var rune in word.EnumerateRunes())
            built = built.With((uint)rune.Value, Letter.Small);
        return built.Hash;
    }

    private static (Letter Letter, uint Folded, int Size) Next(ReadOnlySpan<byte> text)
    {
        byte first = text[0];
        if (first < 0x80)
            return char.IsAsciiLetterLower((char)first) ? (Letter.Small, first, 1)
                : char.IsAsciiLetterUpper((char)first) ? (Letter.Capital, first + 32u, 1)
                : (Letter.None, 0, 1);
        if (Rune.DecodeFromUtf8(text, out var rune, out int size) != System.Buffers.OperationStatus.Done)
            return (Letter.None, 0, size);
        var letter = Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.LowercaseLetter => Letter.Small,
            UnicodeCategory.UppercaseLetter => Letter.Capital,
            UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Letter.WithoutCase,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Letter.Mark,
            _ => Letter.None,
        };
        return (letter, (uint)Rune.ToLowerInvariant(rune).Value, size);
    }

    /// <summary>How long the id in hexadecimal is that stands here, from the beginning of letters and digits to their end; 0 for none.</summary>
    private static int HexLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        bool hasDigit = false;
        while (length < text.Length && char.IsAsciiHexDigit((char)text[length]))
            hasDigit |= char.IsAsciiDigit((char)text[length++]);
        bool isWhole = length == text.Length || text[length] < 0x80 && !char.IsAsciiLetterOrDigit((char)text[length]);
        return hasDigit && isWhole && length >= LeastHexDigits ? length : 0;
    }

    /// <summary>A word so far.</summary>
    private readonly record struct Word(ulong Hash, int Letters, Letter Last, uint LastFolded, ulong HashBefore)
    {
        public static Word Empty { get; } = new(Basis, 0, Letter.None, 0, Basis);

        public Word With(uint folded, Letter letter) => new((Hash ^ folded) * Prime, Letters + 1, letter, folded, Hash);

        public Word WithoutLast() => new(HashBefore, Letters - 1, Letter.None, 0, Basis);

        public void EndIn(WordList words)
        {
            if (Letters is > 1 and <= MostLetters && !CommonWords.Contains(Hash))
                words.Add(Hash);
        }
    }
}
