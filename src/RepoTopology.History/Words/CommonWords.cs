using System.Collections.Frozen;

namespace RepoTopology.History;

/// <summary>Words that everybody writes, because programming languages and English sentences are made of them: they tell nobody apart.</summary>
internal static class CommonWords
{
    private static readonly FrozenSet<ulong> Hashes = ((string[])
    [
        // keywords and types that several languages share
        .. """
           abstract and as async await base begin bool boolean break byte case catch char class const continue def default defined delete do double
           elif else elseif elsif end endif enum except export extends extern false final finally float fn for foreach from func function get goto
           if ifdef ifndef implements import in include inline instanceof int integer interface internal is let long module namespace new nil none
           not null object of or out override package params private protected public raise readonly ref require return self set short signed
           sizeof static str string struct super switch template then this throw throws true try type typedef typeof undef uint unless unsigned
           until use using val var virtual void volatile when where while with yield
           """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        // sentences
        .. "the an it its be to on at by we so no but are was has have that these there which can will also only into than they".Split(' '),
    ]).Select(IdentifierWords.HashOf).ToFrozenSet();

    public static bool Contains(ulong word) => Hashes.Contains(word);
}
