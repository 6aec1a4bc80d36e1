using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>What stands behind an identity.</summary>
public enum ContributorKind : byte
{
    Person,

    /// <summary>An automation: dependency updater, CI, release script.</summary>
    Bot,

    /// <summary>A coding agent that writes code on somebody's behalf.</summary>
    Agent,
}

/// <summary>A name and e-mail as commits state them, and how many commits do.</summary>
/// <param name="Name">As written, before the mailmap.</param>
/// <param name="Email">As written, before the mailmap.</param>
/// <param name="Commits">Non-merge commits authored under it.</param>
public sealed record Identity(string Name, string Email, int Commits)
{
    /// <summary>Why it is taken for this contributor.</summary>
    public IdentityJoin Join { get; init; }
}

/// <summary>What joined an identity to its contributor.</summary>
public enum IdentityJoin : byte
{
    /// <summary>Nothing had to: it is the e-mail that the contributor is known by, or the only one.</summary>
    Own,

    /// <summary>Another of the contributor's identities has the same e-mail, case aside.</summary>
    SameEmail,

    /// <summary>The mailmap replaces its e-mail.</summary>
    Mailmap,

    /// <summary>The user's file lists it (<see cref="PeopleOptions.People"/>).</summary>
    Accepted,
}

/// <summary>A resolved person, bot or agent: .mailmap first, then exact e-mail, then what an accepted-aliases file says.</summary>
public sealed record Contributor
{
    /// <summary>The mailmap's name, else the name used by most commits (the newest of them on a tie).</summary>
    public required string Name { get; init; }

    /// <summary>The mailmap's e-mail, else the e-mail used by most commits.</summary>
    public required string Email { get; init; }

    public required ContributorKind Kind { get; init; }

    /// <summary>The rule that made it a bot or an agent; null for a person.</summary>
    public string? KindRule { get; init; }

    /// <summary>The identities joined in it, most commits first.</summary>
    public required ImmutableArray<Identity> Identities { get; init; }

    /// <summary>
    /// How a hosting platform calls them, without the at sign: what the user's file says, then the logins in the platform's noreply addresses, most commits first.
    /// </summary>
    public ImmutableArray<string> Handles { get; init; } = [];
}

/// <summary>Two contributors who may be one person. Never applied by itself: a person accepts it in a file.</summary>
/// <param name="First">Index of the contributor with more commits.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Evidence">Why, in words, e.g. "same full name".</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record AliasProposal(int First, int Second, string Evidence, double Confidence);

/// <summary>How a person is connected to a commit they did not author.</summary>
public enum TrailerKind : byte
{
    CoAuthoredBy,
    SignedOffBy,
    ReviewedBy,
    AckedBy,
    TestedBy,
    ReportedBy,
    SuggestedBy,
    HelpedBy,
    MentoredBy,
    Other,
}

/// <summary>A trailer that names a person.</summary>
/// <param name="Kind">Which trailer.</param>
/// <param name="Contributor">Index into <see cref="RepositoryHistory.Contributors"/>.</param>
public readonly record struct Trailer(TrailerKind Kind, int Contributor);

/// <summary>What a user's files say about people.</summary>
public sealed record PeopleOptions
{
    public static PeopleOptions Default { get; } = new();

    /// <summary>Accepted aliases: each group of e-mails (or "Name &lt;email&gt;" strings) is one person; the first entry gives the canonical identity.</summary>
    public IReadOnlyList<PersonRule> People { get; init; } = [];

    /// <summary>Further bots: regular expressions over <c>Name &lt;email&gt;</c>, matched without case.</summary>
    public IReadOnlyList<string> Bots { get; init; } = [];

    /// <summary>Further coding agents: regular expressions over <c>Name &lt;email&gt;</c>, matched without case.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>Names or e-mails that the built-in bot and agent rules take by mistake.</summary>
    public IReadOnlyList<string> NotBots { get; init; } = [];
}

/// <summary>One person's accepted identities.</summary>
/// <param name="Name">The name to show.</param>
/// <param name="Emails">All e-mails of the person; the first is canonical.</param>
/// <param name="Handle">Their login on a hosting platform, with or without an at sign; null when it is not said.</param>
public sealed record PersonRule(string Name, IReadOnlyList<string> Emails, string? Handle = null);
