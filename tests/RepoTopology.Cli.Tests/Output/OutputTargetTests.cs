using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Output;

public sealed class OutputTargetTests
{
    private static readonly string[] Formats = ["text", "json"];

    [Theory]
    [InlineData("report.json", "text", "report.json")]
    [InlineData("json=report.json", "json", "report.json")]
    [InlineData("json=-", "json", null)]
    [InlineData("-", "text", null)]
    [InlineData(@"C:\x.json", "text", @"C:\x.json")]
    [InlineData(@"json=C:\x.json", "json", @"C:\x.json")]
    [InlineData(@"C:\a=b.json", "text", @"C:\a=b.json")]
    [InlineData("./a=b", "text", "./a=b")]
    [InlineData("json=a=b", "json", "a=b")]
    [InlineData("/tmp/json=x", "text", "/tmp/json=x")]
    public void AFormatIsALowerCaseWordBeforeAnEqualsSign(string typed, string format, string? file) =>
        Assert.Equal(new OutputTarget(format, file), OutputTarget.Parse(typed, "text", Formats));

    [Theory]
    [InlineData("html=x", "unknown format 'html' in -o html=x; the formats are text, json (a file of that name is ./html=x)")]
    [InlineData("json=", "-o json= names no file; '-' is standard output")]
    [InlineData("", "-o  names no file; '-' is standard output")]
    public void OtherWordsAreErrors(string typed, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RequestException>(() => OutputTarget.Parse(typed, "text", Formats)).Message);

    [Fact]
    public void AFileIsReplacedOnlyWhenItIsComplete()
    {
        string folder = Directory.CreateTempSubdirectory("repotopology-").FullName;
        string path = Path.Combine(folder, "report.txt");
        File.WriteAllText(path, "old");
        var shell = RunResult.Shell(Stream.Null, TextWriter.Null);
        var target = new OutputTarget("text", path);

        Assert.Throws<OperationCanceledException>(() => target.Write(shell, stream =>
        {
            stream.Write("half"u8);
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        target.Write(shell, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void ADeviceIsWrittenToAndNotReplaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev/null");
        new OutputTarget("text", "/dev/null").Write(RunResult.Shell(Stream.Null, TextWriter.Null), stream => stream.Write("x"u8));
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }

    [Theory]
    [InlineData("no-such-folder/x.json", "the directory of -o no-such-folder/x.json does not exist; create it first")]
    [InlineData(".", "-o . is a directory; give a file name")]
    public void AnImpossibleFileIsOneSentence(string file, string sentence)
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        var result = RunResult.Of("facts", "commits", repository.Path, "-o", file);
        Assert.Equal(sentence, result.Sentence());
        Assert.Equal(1, result.Code);
    }

    [Fact]
    public void SeveralOutputsGetTheirOwnFormat()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        string csv = Path.Combine(repository.Root, "c.csv"), json = Path.Combine(repository.Root, "c.ndjson");
        var result = RunResult.Of("facts", "commits", repository.Path, "--format", "csv", "-o", csv, "-o", $"ndjson={json}", "-o", "tsv=-");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith("id,parents,", File.ReadAllText(csv), StringComparison.Ordinal);
        Assert.StartsWith("{\"id\":", File.ReadAllText(json, Encoding.UTF8), StringComparison.Ordinal);
        Assert.StartsWith("id\tparents\t", result.Output, StringComparison.Ordinal);
    }
}
