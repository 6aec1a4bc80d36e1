using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace RepoTopology.History;

/// <summary>
/// Reads what a project's own documents declare about who may change what: a CODEOWNERS that gives everything to one owner, and a
/// CONTRIBUTING or README that refuses contributions. A condition ("no pull requests without tests") or another way in ("send patches to
/// the mailing list") is no refusal; in doubt nothing is declared.
/// </summary>
public static partial class DeclaredGateReader
{
    /// <summary>What of a document counts, in bytes from its start.</summary>
    public const int MaxBytes = 256 << 10;

    private const int MaxEvidence = 200;

    private const string Work = "(?:any |your |new |external |outside |third[- ]party |public |community |unsolicited |code |github ){0,6}"
        + "(?:pull requests?|prs?|merge requests?|patch(?:es)?|contributions?)(?: or (?:pull requests?|patches|contributions?))?";

    // What may follow for it to be a plain refusal: the sentence ends, or says when or from whom, but states no condition.
    private const string End = "(?: at (?:this|the) (?:time|moment)| at present| for now| right now| currently| any ?more| of any kind| please"
        + "| (?:here|to this (?:project|repository|repo)|for this (?:project|repository|repo)|in this (?:project|repository|repo)|on this (?:project|repository|repo))"
        + "| from (?:the )?(?:public|community|outside|outsiders|externals?|external contributors|third parties|anyone)){0,4}(?:[.!;:)\n]|$)";

    private static Regex[] Refusals => [NotAccepting(), NotOpen(), NotAccepted(), No(), Closed(), NotOpenContribution(), WillBeClosed()];

    /// <summary>Whether a path is a document to give to <see cref="Read"/>.</summary>
    public static bool IsDocument(string path)
    {
        if (CodeOwners.Locations.Contains(path))
            return true;
        int slash = path.LastIndexOf('/');
        string directory = slash < 0 ? "" : path[..slash];
        string name = path[(slash + 1)..];
        bool contributing = name.StartsWith("CONTRIBUTING", StringComparison.OrdinalIgnoreCase) && directory is "" or ".github" or "docs" or ".gitlab";
        bool readme = name.StartsWith("README", StringComparison.OrdinalIgnoreCase) && directory is "" or ".github";
        return contributing || readme;
    }

    /// <summary>Reads the documents. The first 256 KiB of each count.</summary>
    /// <param name="documents">Paths for which <see cref="IsDocument"/> holds, and their bytes.</param>
    public static DeclaredGate Read(IEnumerable<(string Path, byte[] Content)> documents)
    {
        var texts = documents
            .OrderBy(document => document.Path, StringComparer.Ordinal)
            .Select(document => (document.Path, Text: Encoding.UTF8.GetString(document.Content.AsSpan(0, Math.Min(document.Content.Length, MaxBytes)))))
            .ToList();

        string? owners = CodeOwners.Locations.Select(location => texts.Find(text => text.Path == location).Text).FirstOrDefault(text => text is not null);
        string? singleOwner = owners is not null && CodeOwners.Parse(owners).SingleOwnerRule is { } rule ? LineOf(owners, rule.Line) : null;

        string? refusal = texts
            .Where(text => !CodeOwners.Locations.Contains(text.Path))
            .Select(text => RefusalIn(text.Text))
            .FirstOrDefault(line => line is not null);
        ImmutableArray<string> read = [.. texts.Select(text => text.Path)];
        return new DeclaredGate(singleOwner is not null, refusal is not null, read, refusal ?? singleOwner);
    }

    private static string? RefusalIn(string text)
    {
        var (plain, lines) = Flatten(text);
        if (OtherWayIn().IsMatch(plain))
            return null;
        foreach (var refusal in Refusals)
            if (refusal.Match(plain) is { Success: true } match)
            {
                // Where the phrase itself starts, not the end of the sentence before.
                int at = match.Index;
                while (at < match.Index + match.Length - 1 && !char.IsLetter(plain[at]))
                    at++;
                return LineOf(text, lines[at]);
            }

        return null;
    }

    /// <summary>
    /// The text in lower case with single spaces, a line break only where a paragraph or an item ends, without emphasis marks; and the
    /// line, from 1, that each character came from.
    /// </summary>
    private static (string Plain, List<int> Lines) Flatten(string text)
    {
        var plain = new StringBuilder(text.Length);
        var lines = new List<int>(text.Length);
        int number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var trimmed = line.Trim();
            bool starts = trimmed.IsEmpty || trimmed[0] is '#' or '-' or '*' or '+' or '>' or '|' or '=' or '<';
            Put(starts ? '\n' : ' ');
            foreach (char c in trimmed.TrimStart("#-*+>|= "))
                if (c is not ('*' or '_' or '`'))
                    Put(c == '’' ? '\'' : char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c));
            // A heading ends with its line.
            if (!trimmed.IsEmpty && trimmed[0] == '#')
                Put('\n');
        }

        return (plain.ToString(), lines);

        void Put(char c)
        {
            if (c is ' ' or '\n' && plain.Length > 0 && plain[^1] is ' ' or '\n')
            {
                if (c == '\n')
                    plain[^1] = '\n';
                return;
            }

            plain.Append(c);
            lines.Add(number);
        }
    }

    private static string LineOf(string text, int number)
    {
        int at = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            if (++at == number)
                return line.Trim().Length <= MaxEvidence ? line.Trim().ToString() : $"{line.Trim()[..(MaxEvidence - 1)]}…";
        return "";
    }

    // Repetitions are bounded, so that no document takes long. Built with the tool: they would cost more to construct than to use.

    // We do not accept pull requests.
    [GeneratedRegex(@"\b(?:do not|does not|don't|doesn't|will not|won't|cannot|can't|can not|no longer|not currently) "
        + "(?:currently |presently |generally )?(?:accept|take|merge|consider) " + Work + End, RegexOptions.CultureInvariant)]
    private static partial Regex NotAccepting();

    // This project is not open to contributions.
    [GeneratedRegex(@"\b(?:not|no longer) (?:currently |presently )?(?:accepting|taking|looking for|open to|open for) " + Work + End, RegexOptions.CultureInvariant)]
    private static partial Regex NotOpen();

    // Pull requests are not accepted.
    [GeneratedRegex(@"\b" + Work + " (?:are|is|will) (?:currently )?(?:not|never|no longer)(?: be)?(?: currently)? (?:accepted|considered|merged|welcome)" + End,
        RegexOptions.CultureInvariant)]
    private static partial Regex NotAccepted();

    // No pull requests, please!
    [GeneratedRegex(@"(?:^|[.!\n:] ?)(?:sorry,? )?(?:please,? )?no " + Work + "(?:,? please|,? thank you| will be accepted| are accepted| accepted)?" + End,
        RegexOptions.CultureInvariant)]
    private static partial Regex No();

    // Closed to contributions.
    [GeneratedRegex(@"\bclosed (?:to|for) " + Work + End, RegexOptions.CultureInvariant)]
    private static partial Regex Closed();

    // Open source, not open contribution.
    [GeneratedRegex(@"\bnot open[- ]contributions?\b", RegexOptions.CultureInvariant)]
    private static partial Regex NotOpenContribution();

    // All pull requests will be closed.
    [GeneratedRegex(@"\b(?:all|any) " + Work
        + " (?:will|are going to) be (?:automatically )?closed(?: (?:unread|automatically|without (?:review|comment|notice)))?" + End, RegexOptions.CultureInvariant)]
    private static partial Regex WillBeClosed();

    [GeneratedRegex(@"\bmailing list|\bsend-email|\b(?:send|submit|mail|email)(?: us| your| me| the){0,4} patches|\bgerrit\b|\bphabricator\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex OtherWayIn();
}
