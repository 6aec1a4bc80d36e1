namespace RepoTopology.History.Tests.Contributors;

public sealed class KindRulesTests
{
    [Theory]
    [InlineData("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", "bot:suffix")]
    [InlineData("Somebody's app", "1+some-app[bot]@users.noreply.github.com", "bot:suffix")]
    [InlineData("dependabot-preview", "support@dependabot.com", "bot:known")]
    [InlineData("Renovate Bot", "bot@renovateapp.com", "bot:known")]
    [InlineData("greenkeeper", "x@example.org", "bot:known")]
    [InlineData("GitHub Actions", "actions@github.com", "bot:known")]
    [InlineData("snyk-bot", "x@example.org", "bot:known")]
    [InlineData("pre-commit-ci", "x@example.org", "bot:known")]
    [InlineData("ImgBotApp", "x@example.org", "bot:known")]
    [InlineData("semantic-release-bot", "x@example.org", "bot:known")]
    [InlineData("ProductConstructionServiceProd", "ProductConstructionServiceProd", "bot:known")]
    [InlineData("Hosted Weblate", "hosted@weblate.org", "bot:known")]
    [InlineData("GitHub", "noreply@github.com", "bot:platform")]
    [InlineData("web-flow", "noreply@github.com", "bot:platform")]
    [InlineData("Hudson", "x@example.org", "bot:build")]
    [InlineData("Hudson @ build.example.org", "build@example.org", "bot:build")]
    [InlineData("Jenkins", "x@example.org", "bot:build")]
    [InlineData("Travis CI", "x@example.org", "bot:build")]
    [InlineData("ASP.NET CI", "x@example.org", "bot:build")]
    [InlineData("TeamCity", "x@example.org", "bot:build")]
    [InlineData("Azure Pipelines", "x@example.org", "bot:build")]
    [InlineData("buildbot", "x@example.org", "bot:build")]
    [InlineData("GitLab CI", "x@example.org", "bot:build")]
    [InlineData("Acme Build", "build@example.org", "bot:build")]
    [InlineData("acme-build", "acme-build@users.noreply.github.com", "bot:build")]
    [InlineData("dotnet-bot", "dotnet-bot@example.org", "bot:name")]
    [InlineData("DotNet Bot", "dn-bot@example.org", "bot:name")]
    [InlineData("Acme Release Bot", "team@example.org", "bot:name")]
    [InlineData("R. Update", "update-bot@example.org", "bot:address")]
    [InlineData("Deploy Service Account", "x@example.org", "bot:service")]
    [InlineData("Acme Automation", "x@example.org", "bot:service")]
    [InlineData("deployer", "deploy@acme.iam.gserviceaccount.com", "bot:service")]
    public void AutomationsAreBots(string name, string email, string rule) => AssertKind(ContributorKind.Bot, rule, name, email);

    [Theory]
    [InlineData("copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com", "agent:copilot")]
    [InlineData("Copilot", "175728472+Copilot@users.noreply.github.com", "agent:copilot")]
    [InlineData("Copilot Autofix powered by AI", "62310815+github-advanced-security[bot]@users.noreply.github.com", "agent:copilot")]
    [InlineData("Claude", "noreply@anthropic.com", "agent:claude")]
    [InlineData("Claude Opus 4.6", "noreply@anthropic.com", "agent:claude")]
    [InlineData("Cursor Agent", "cursoragent@cursor.com", "agent:cursor")]
    [InlineData("devin-ai-integration[bot]", "1+devin-ai-integration[bot]@users.noreply.github.com", "agent:devin")]
    [InlineData("OpenAI Codex", "x@example.org", "agent:codex")]
    [InlineData("aider (gpt-4o)", "noreply@aider.chat", "agent:aider")]
    [InlineData("google-labs-jules[bot]", "1+google-labs-jules[bot]@users.noreply.github.com", "agent:jules")]
    [InlineData("Amazon Q Developer", "x@example.org", "agent:amazon-q")]
    [InlineData("gemini-code-assist[bot]", "1+gemini-code-assist[bot]@users.noreply.github.com", "agent:gemini")]
    public void CodingAgentsAreAgentsBeforeTheyAreBots(string name, string email, string rule) => AssertKind(ContributorKind.Agent, rule, name, email);

    [Theory]
    [InlineData("Laura Abbott", "laura@example.org")]
    [InlineData("Abbot", "abbot@example.org")]
    [InlineData("Jim Talbot", "jim@example.org")]
    [InlineData("Gabri Botha", "gabri@example.org")]
    [InlineData("botato", "6+botatooo@users.noreply.github.com")]
    [InlineData("AtlasTheBot", "AtlasTheBot@users.noreply.github.com")]
    [InlineData("JoJoBot420", "jojobot420@example.org")]
    [InlineData("Jan Bot", "jan@example.org")]
    [InlineData("Jan Bot", "j.bot@example.org")]
    [InlineData("Anna de Bot", "a.debot@example.org")]
    [InlineData("Alex Gram", "agrambot@example.org")]
    [InlineData("Hudson Taylor", "hudson@example.org")]
    [InlineData("Travis Scott", "travis@example.org")]
    [InlineData("Anna Build", "anna@example.org")]
    [InlineData("Sam Luci", "sam@example.org")]
    [InlineData("Claude Monet", "claude@example.org")]
    [InlineData("Claude", "claude@example.org")]
    [InlineData("Devin Doucette", "devin@example.org")]
    [InlineData("Jules", "jules@example.org")]
    [InlineData("Jane Doe (aider)", "jane@example.org")]
    [InlineData("Jane Doe", "noreply@github.com")]
    [InlineData("AgentFire", "AgentFire@users.noreply.github.com")]
    [InlineData("", "")]
    public void PeopleStayPeople(string name, string email) => AssertKind(ContributorKind.Person, null, name, email);

    [Fact]
    public void TheUsersPatternsAddToTheRules()
    {
        var rules = new KindRules(new PeopleOptions { Bots = ["^scribe .*@corp"], Agents = ["coder-[0-9]+"] });
        Assert.Equal((ContributorKind.Bot, "config: ^scribe .*@corp"), rules.Classify("SCRIBE", "s@corp.example"));
        Assert.Equal((ContributorKind.Agent, "config: coder-[0-9]+"), rules.Classify("Coder-7", "c@example.org"));
    }

    [Theory]
    [InlineData("Travis CI")]
    [InlineData("T@Example.org")]
    public void WhatARuleTookByMistakeIsAPersonAgain(string notBot) =>
        Assert.Equal(ContributorKind.Person, new KindRules(new PeopleOptions { NotBots = [notBot] }).Classify("travis ci", "t@example.org").Kind);

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)b")]
    [InlineData(@"(a)\1")]
    public void AnUnusablePatternIsRefusedByName(string pattern)
    {
        var refused = Assert.Throws<HistoryOptionsException>(() => new KindRules(new PeopleOptions { Bots = [pattern] }));
        Assert.StartsWith($"The pattern '{pattern}' ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRuleHasAnIdOfItsOwnAndAReason()
    {
        IdentityRule[] rules = [.. AgentRules.All, .. BotRules.All];
        Assert.Equal(rules.Length, rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(rules, rule => Assert.NotEmpty(rule.Why));
        Assert.All(rules.SelectMany(rule => rule.Names.Concat(rule.Emails)), text => Assert.Equal(text.ToLowerInvariant(), text));
    }

    private static void AssertKind(ContributorKind kind, string? rule, string name, string email) =>
        Assert.Equal((kind, rule), new KindRules(PeopleOptions.Default).Classify(name, email));
}
