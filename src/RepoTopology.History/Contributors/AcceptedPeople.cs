namespace RepoTopology.History;

/// <summary>The aliases that a person accepted in a file: which rule an identity belongs to.</summary>
internal sealed class AcceptedPeople
{
    private readonly IReadOnlyList<PersonRule> _rules;
    private readonly Dictionary<string, int> _entries = [];

    /// <exception cref="HistoryOptionsException">A rule is empty, or two rules claim the same e-mail.</exception>
    public AcceptedPeople(IReadOnlyList<PersonRule> rules)
    {
        _rules = rules;
        for (int rule = 0; rule < rules.Count; rule++)
        {
            if (string.IsNullOrWhiteSpace(rules[rule].Name) || rules[rule].Emails.Count == 0)
                throw new HistoryOptionsException("Each entry of people needs a name and at least one e-mail.");
            foreach (string entry in rules[rule].Emails)
                if (!_entries.TryAdd(Normal(entry), rule) && _entries[Normal(entry)] != rule)
                    throw new HistoryOptionsException($"People '{rules[_entries[Normal(entry)]].Name}' and '{rules[rule].Name}' share an e-mail.");
        }
    }

    public string NameOf(int rule) => _rules[rule].Name;

    public string? HandleOf(int rule) => _rules[rule].Handle;

    public string EmailOf(int rule)
    {
        string first = _rules[rule].Emails[0];
        return first[(first.IndexOf('<', StringComparison.Ordinal) + 1)..].TrimEnd('>', ' ');
    }

    /// <summary>The rule that names an identity, as written or as the mailmap has it: by name and e-mail, else by e-mail.</summary>
    public int? Find(RawIdentity raw, string name, string email)
    {
        if (_entries.Count == 0)
            return null;
        foreach (string entry in (string[])[$"{raw.Name} <{raw.Email}>", $"{name} <{email}>", raw.Email, email])
            if (_entries.TryGetValue(Normal(entry), out int rule))
                return rule;
        return null;
    }

    private static string Normal(string entry) => entry.Trim().ToLowerInvariant();
}
