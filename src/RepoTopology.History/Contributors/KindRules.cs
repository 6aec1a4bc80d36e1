using System.Text.RegularExpressions;

namespace RepoTopology.History;

/// <summary>Decides person, bot or agent: the user's patterns first, then the user's exceptions, then the listed agents, then the listed bots.</summary>
internal sealed class KindRules
{
    private const int LongestText = 1000;

    private readonly List<(Regex Pattern, ContributorKind Kind)> _configured = [];
    private readonly HashSet<string> _exceptions;

    /// <exception cref="HistoryOptionsException">A pattern of the options is not a regular expression, or one that could take forever.</exception>
    public KindRules(PeopleOptions options)
    {
        foreach (string pattern in options.Agents)
            _configured.Add((Compile(pattern), ContributorKind.Agent));
        foreach (string pattern in options.Bots)
            _configured.Add((Compile(pattern), ContributorKind.Bot));
        _exceptions = [.. options.NotBots.Select(entry => entry.Trim().ToLowerInvariant())];
    }

    /// <summary>The kind of an identity and the id of the rule that decided; null for a person.</summary>
    public (ContributorKind Kind, string? Rule) Classify(string name, string email)
    {
        // Names have no limit in git, and patterns are somebody's.
        string text = $"{name} <{email}>";
        if (text.Length > LongestText)
            text = text[..LongestText];
        foreach (var (pattern, kind) in _configured)
            if (pattern.IsMatch(text))
                return (kind, $"config: {pattern}");

        var identity = new IdentityText(name, email);
        if (_exceptions.Contains(identity.Name) || _exceptions.Contains(identity.Email))
            return (ContributorKind.Person, null);
        foreach (var rule in AgentRules.All)
            if (rule.Fits(identity))
                return (ContributorKind.Agent, rule.Id);
        foreach (var rule in BotRules.All)
            if (rule.Fits(identity))
                return (ContributorKind.Bot, rule.Id);
        return (ContributorKind.Person, null);
    }

    private static Regex Compile(string pattern)
    {
        if (pattern.Length == 0)
            throw new HistoryOptionsException("An empty pattern would take everybody; leave it out.");
        try
        {
            return new Regex(
                pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            throw new HistoryOptionsException($"The pattern '{pattern}' is not a regular expression: {e.Message}", e);
        }
        catch (NotSupportedException e)
        {
            throw new HistoryOptionsException($"The pattern '{pattern}' uses lookaround, backreferences or atomic groups, which are not taken here.", e);
        }
    }
}
