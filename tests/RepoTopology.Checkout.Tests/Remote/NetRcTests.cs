namespace RepoTopology.Checkout.Tests;

public sealed class NetRcTests
{
    private const string Text = """
        # machine commented login no password no
        machine one.example login ann password p1
        machine two.example
          login "bob b" account x
          password "a \"quoted\" #2"
        machine one.example login carl password p2
        macdef init
        machine one.example login evil password evil

        default login anonymous password any
        """;

    [Theory]
    [InlineData("one.example", null, "ann", "p1")]
    [InlineData("ONE.example", "carl", "carl", "p2")]
    [InlineData("two.example", null, "bob b", "a \"quoted\" #2")]
    [InlineData("commented", null, "anonymous", "any")]
    [InlineData("other.example", null, "anonymous", "any")]
    public void AMachineHasItsEntry(string machine, string? user, string login, string password)
    {
        var found = NetRc.Parse(Text, machine, user);
        Assert.Equal((login, password), (found!.UserName, found.Password));
    }

    [Theory]
    [InlineData("")]
    [InlineData("machine")]
    [InlineData("machine one.example login ann")]
    [InlineData("machine one.example password")]
    [InlineData("password p login ann")]
    [InlineData("machine other.example login ann password p")]
    public void WhereNothingIsSaidNothingIsFound(string text) => Assert.Null(NetRc.Parse(text, "one.example", null));
}
