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
    [InlineData("""{"people": [{"name": "a", "emails": ["a@example.org"], "handle": "@a"}]}""", "")]
    [InlineData("""{"gate": {"maxIndex": 0.5}, "notBots": ["Abbot"], "people": [{"name": "a", "emails": ["a@example.org"]}]}""", "")]
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
