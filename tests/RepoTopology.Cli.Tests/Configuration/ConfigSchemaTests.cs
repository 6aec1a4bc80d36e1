using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Configuration;

public sealed class ConfigSchemaTests
{
    [Theory]
    [InlineData("""{"bot": []}""", "additionalProperty")]
    [InlineData("""{"modules": [{"name": "a"}]}""", "paths")]
    [InlineData("""{"people": [{"name": "a", "emails": []}]}""", "/people/0/emails")]
    [InlineData("""{"bots": ["("]}""", "/bots/0")]
    [InlineData("""{"gate": {"maxIndex": 0.5}}""", "/gate")]
    [InlineData("""{"gate": {"rules": [{"measure": "bus-factor"}]}}""", "/gate/rules/0")]
    [InlineData("""{"gate": {"rules": [{"measure": "beauty", "fail": 1}]}}""", "/gate/rules/0/measure")]
    [InlineData("""{"gate": {"rules": [{"measure": "newcomers", "scope": "all", "fail": 1}]}}""", "/gate/rules/0/scope")]
    [InlineData("""{"gate": {"leftAfter": "soon"}}""", "/gate/leftAfter")]
    [InlineData("""{"gate": {"leftAfter": "1y", "rules": [{"measure": "top-owner-share", "scope": "path:src/**", "warn": 0.8, "fail": 0.9, "minLines": 50, "tolerance": 0.02}]}}""", "")]
    [InlineData("""{"gate": {}, "notBots": ["Abbot"], "people": [{"name": "a", "emails": ["a@example.org"]}]}""", "")]
    [InlineData("""{"people": [{"name": "a", "emails": ["a@example.org"], "handle": "@a"}]}""", "")]
    [InlineData("""{"$schema": "config.schema.json", "modules": [{"name": "a", "paths": ["**"]}], "agents": ["x"], "bots": ["^y"]}""", "")]
    public void ThePublishedSchemaAndTheParserAgree(string json, string complaint)
    {
        string complaints = JsonSchema.Complaints("src/RepoTopology.Cli/Configuration/config.schema.json", json);
        Assert.Contains(complaint, complaints, StringComparison.Ordinal);
        Assert.Equal(complaint.Length == 0, complaints.Length == 0);
        var parsed = Record.Exception(() => ConfigParser.Parse(Encoding.UTF8.GetBytes(json), "c.json"));
        Assert.Equal(complaint.Length == 0, parsed is null);
    }
}
