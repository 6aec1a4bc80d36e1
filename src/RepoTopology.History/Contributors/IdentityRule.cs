namespace RepoTopology.History;

/// <summary>A listed reason for not counting an identity as a person.</summary>
/// <param name="Id">Stands in <see cref="Contributor.KindRule"/>.</param>
/// <param name="Why">What such an identity is, for people.</param>
public sealed record IdentityRule(string Id, string Why)
{
    /// <summary>Whole names and platform logins, in lower case.</summary>
    internal IReadOnlySet<string> Names { get; init; } = new HashSet<string>();

    /// <summary>Whole e-mail addresses, in lower case.</summary>
    internal IReadOnlySet<string> Emails { get; init; } = new HashSet<string>();

    /// <summary>Whatever names and addresses cannot list.</summary>
    internal Func<IdentityText, bool>? Pattern { get; init; }

    internal bool Fits(IdentityText identity) =>
        Names.Contains(identity.Name) || Names.Contains(identity.Login) || Emails.Contains(identity.Email) || Pattern?.Invoke(identity) == true;
}

/// <summary>A name and e-mail prepared for comparing: in lower case, trimmed.</summary>
internal readonly struct IdentityText
{
    public IdentityText(string name, string email)
    {
        Written = name.Trim();
        Name = Written.ToLowerInvariant();
        Email = email.Trim().ToLowerInvariant();
        int at = Email.LastIndexOf('@');
        Local = at < 0 ? Email : Email[..at];
        Domain = at < 0 ? "" : Email[(at + 1)..];
        Login = "";
        Account = "";
        if (Domain.StartsWith("users.noreply.", StringComparison.Ordinal))
        {
            // 123+login@users.noreply.github.com, 123-login@users.noreply.gitlab.com, login@…
            int digits = Local.AsSpan().IndexOfAnyExceptInRange('0', '9');
            bool numbered = digits > 0 && Local[digits] is '+' or '-';
            Login = numbered ? Local[(digits + 1)..] : Local;
            Account = numbered ? Local[..digits] : "";
        }
    }

    /// <summary>The name with its capitals.</summary>
    public string Written { get; }

    public string Name { get; }

    public string Email { get; }

    /// <summary>What stands before the at sign.</summary>
    public string Local { get; }

    /// <summary>What stands after it.</summary>
    public string Domain { get; }

    /// <summary>The login in a hosting platform's noreply address, or "".</summary>
    public string Login { get; }

    /// <summary>The account's number in it, or "".</summary>
    public string Account { get; }
}
