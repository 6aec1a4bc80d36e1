using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>
/// Coding agents: they write code on somebody's behalf, as an author or in a trailer. Agents are looked for before bots. A person who says
/// that they worked with an agent ("Jane Doe (aider)") stays a person. First names (Claude, Devin, Jules) alone never decide.
/// </summary>
public static class AgentRules
{
    /// <summary>All rules, in the order in which they are tried.</summary>
    public static ImmutableArray<IdentityRule> All { get; } =
    [
        new("agent:copilot", "GitHub Copilot's coding agent and its suggestions")
        {
            Names = Set("copilot", "copilot-swe-agent", "copilot-swe-agent[bot]", "github copilot", "copilot app", "copilot[bot]",
                "copilot-pull-request-reviewer[bot]"),
            Emails = Set("copilot@github.com"),
            Pattern = identity => identity.Name.StartsWith("copilot autofix", StringComparison.Ordinal),
        },
        new("agent:claude", "Anthropic's Claude, by its address")
        {
            Names = Set("claude[bot]", "claude code", "claude-code[bot]"),
            Emails = Set("noreply@anthropic.com", "claude@anthropic.com"),
        },
        new("agent:cursor", "Cursor's agent")
        {
            Names = Set("cursor agent", "cursoragent", "cursor[bot]"),
            Emails = Set("cursoragent@cursor.com"),
        },
        new("agent:devin", "Cognition's Devin")
        {
            Names = Set("devin ai", "devin-ai-integration", "devin-ai-integration[bot]"),
            Emails = Set("devin@cognition.ai", "bot@devin.ai"),
        },
        new("agent:codex", "OpenAI's Codex")
        {
            Names = Set("openai codex", "codex cli", "chatgpt-codex-connector[bot]"),
            Emails = Set("codex@openai.com", "noreply@openai.com"),
        },
        new("agent:aider", "aider, as it signs in a trailer: \"aider (model)\"")
        {
            Names = Set("aider"),
            Emails = Set("aider@aider.chat", "noreply@aider.chat"),
            Pattern = identity => identity.Name.StartsWith("aider (", StringComparison.Ordinal),
        },
        new("agent:jules", "Google's Jules")
        {
            Names = Set("google-labs-jules", "google-labs-jules[bot]"),
        },
        new("agent:gemini", "Google's Gemini")
        {
            Names = Set("gemini-code-assist", "gemini-code-assist[bot]", "gemini code assist", "gemini-cli", "gemini-cli[bot]", "gemini cli"),
        },
        new("agent:amazon-q", "Amazon Q Developer")
        {
            Names = Set("amazon q", "amazon q developer", "amazon-q-developer", "amazon-q-developer[bot]"),
        },
        new("agent:other", "another coding agent, by its exact name or address")
        {
            Names = Set("openhands", "openhands-agent", "opencode", "opencode-agent[bot]", "sweep-ai[bot]", "sweep ai", "coderabbitai[bot]",
                "sourcery-ai[bot]", "ellipsis-dev[bot]", "codegen-sh[bot]", "gpt-engineer-app[bot]", "lovable-dev[bot]", "roomote[bot]",
                "factory-droid[bot]", "jetbrains junie", "kiro-agent", "replit agent", "windsurf agent"),
            Emails = Set("openhands@all-hands.dev", "noreply@opencode.ai", "agent@warp.dev"),
        },
    ];

    private static HashSet<string> Set(params string[] values) => [.. values];
}
