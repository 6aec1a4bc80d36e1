using System.Text;
using RepoTopology.Analysis;

namespace RepoTopology.Cli.Tests.Configuration;

public sealed class ConfigParserTests
{
    [Fact]
    public void ReadsEverythingThatTheSchemaKnows()
    {
        var config = Parse("""
            {
              // comments and trailing commas are fine
              "$schema": "config.schema.json",
              "modules": [{ "name": "Core", "paths": ["src/Core/**", "*.props"] }],
              "people": [{ "name": "Ann Author", "emails": ["ann@example.org", "ann@users.noreply.github.com"], "handle": "@ann" }],
              "bots": ["^release-"],
              "agents": ["codegen"],
              "notBots": ["Abbot"],
              "gate": { "leftAfter": "6m", "rules": [{ "measure": "bus-factor", "scope": "module:src/*", "fail": 2, "minLines": 50 }] },
            }
            """);
        var module = Assert.Single(config.Modules.Modules);
        Assert.Equal("Core", module.Name);
        Assert.Equal(["src/Core/**", "*.props"], module.Paths);
        var person = Assert.Single(config.People.People);
        Assert.Equal(["ann@example.org", "ann@users.noreply.github.com"], person.Emails);
        Assert.Equal("@ann", person.Handle);
        Assert.Equal(["^release-"], config.People.Bots);
        Assert.Equal(["codegen"], config.People.Agents);
        Assert.Equal(["Abbot"], config.People.NotBots);
        Assert.Equal([new GateRule(GateMeasure.BusFactor, new GateScope(GateScopeKind.Modules, "src/*"), null, 2) { LeastLines = 50 }], config.Gate.Rules);
        Assert.Equal(6, config.Gate.LeftAfterMonths);
    }

    [Fact]
    public void AnEmptyObjectIsTheDefault() => Assert.Empty(Parse("\uFEFF{}").Modules.Modules);

    [Theory]
    [InlineData("{\n\n  \"module\": []\n}", "c.json, line 3: unknown property 'module'; known are modules, people, bots, agents, notBots, gate")]
    [InlineData("{\n\"bots\": \"x\"}", "c.json, line 2: 'bots' must be a list of strings")]
    [InlineData("{\"bots\": [1]}", "c.json, line 1: 'bots' must be a list of strings")]
    [InlineData("{\"modules\": [\n{\"name\": \"a\", \"path\": [\"b\"]}]}", "c.json, line 2: unknown property 'path'; known are name, paths")]
    [InlineData("{\"modules\": [\n{\"name\": \"a\"}]}", "c.json, line 2: every entry of 'modules' needs a name and paths")]
    [InlineData("{\"people\": [\n\"a\"]}", "c.json, line 2: 'people' must be an object with name and emails")]
    [InlineData("{\"people\": [{\"name\": \"a\", \"login\": \"b\"}]}", "c.json, line 1: unknown property 'login'; known are name, emails, handle")]
    [InlineData("{\"people\": {}}", "c.json, line 1: 'people' must be a list")]
    [InlineData("{\"bots\": [],\n\"bots\": []}", "c.json, line 2: 'bots' stands there twice; keep one of modules, people, bots, agents, notBots, gate")]
    [InlineData("{\n\"bots\": [\n\"(\"]}", "c.json, line 3: 'bots' holds '(', which is no regular expression that can be used here; look-arounds and back-references are not supported")]
    [InlineData("[]", "c.json, line 1: the configuration must be an object")]
    [InlineData("{\n\"bots\": [}", "c.json, line 2: this is no valid JSON; correct it there")]
    [InlineData("{} {}", "c.json, line 1: this is no valid JSON; correct it there")]
    [InlineData("", "c.json, line 1: this is no valid JSON; correct it there")]
    [InlineData("{\"bots\": [\"a\"", "c.json, line 1: this is no valid JSON; correct it there")]
    public void WhatIsWrongIsNamedWithFileLineAndProperty(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RequestException>(() => Parse(text)).Message);

    [Fact]
    public void BytesThatAreNoTextAreNamedToo() =>
        Assert.Throws<RequestException>(() => ConfigParser.Parse([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D], "c.json"));

    private static Config Parse(string text) => ConfigParser.Parse(Encoding.UTF8.GetBytes(text), "c.json");
}
