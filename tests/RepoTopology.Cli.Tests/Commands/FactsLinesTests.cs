using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary><c>facts changes --numstat</c> and <c>facts lines</c> as commands: what they print, and what they say when it cannot be had.</summary>
public sealed class FactsLinesTests
{
    [Fact]
    public void NumstatIsGitsWithAttributesAndWithoutWhiteSpace()
    {
        using var repository = Sample(out _, out _);
        repository.Write(".gitattributes", "*.dat -diff\n");
        foreach (string[] options in (string[][])[[], ["-w"]])
        {
            string git = repository.Run(["log", "--numstat", "--no-renames", "--no-merges", "--format=%H", .. options]);
            var ours = RunResult.Of(["facts", "changes", repository.Path, "--numstat", .. options]);
            Assert.Equal((0, git.Replace("\n\n", "\n", StringComparison.Ordinal), ""), (ours.Code, ours.Output, ours.Error));
        }
    }

    [Fact]
    public void AnAbsentBlobIsAQuestionMarkAndIsCounted()
    {
        using var repository = Sample(out _, out _);
        string blob = repository.Run("rev-parse", "HEAD:a.txt").Trim();
        string file = Path.Combine(repository.GitDirectory, "objects", blob[..2], blob[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
        var result = RunResult.Of("facts", "changes", repository.Path, "--numstat");
        Assert.Contains("\n?\t?\ta.txt\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("repotopology: 1 change could not be compared, a blob is not in this clone; they are written as '?'\n", result.Error);
    }

    [Fact]
    public void LinesNameTheirCommitPathAndLineThere()
    {
        using var repository = Sample(out string first, out string second);
        var result = RunResult.Of("facts", "lines", repository.Path, "--path", "*.txt");
        Assert.Equal(
            $"a.txt\t1\t{first}\told.txt\t1\na.txt\t2\t{second}\ta.txt\t2\na.txt\t3\t{first}\told.txt\t3\n\"\\303\\274.txt\"\t1\t{first}\t\"\\303\\274.txt\"\t1\n",
            result.Output);
        Assert.Equal(first, RunResult.Of("facts", "lines", repository.Path, "-w").Output.Split('\n')[1].Split('\t')[2]);
        string csv = RunResult.Of("facts", "lines", repository.Path, "--path", "ü.txt", "--format", "csv").Output;
        Assert.Equal($"path,line,commit,original_path,original_line\nü.txt,1,{first},ü.txt,1\n", csv);
    }

    [Fact]
    public void CommitsToIgnoreComeFromTheConfigAndTheCommandLine()
    {
        using var repository = Sample(out string first, out string second);
        string Commit(params string[] options) => RunResult.Of(["facts", "lines", repository.Path, "--path", "a.txt", .. options]).Output.Split('\n')[1].Split('\t')[2];
        string file = Path.Combine(repository.Root, "ignored");
        File.WriteAllText(file, $"# formatting\n\n  {second} # all of it\n");
        Assert.Equal(second, Commit());
        Assert.Equal(first, Commit("--ignore-revs-file", file));
        repository.Run("config", "blame.ignoreRevsFile", "../ignored");
        Assert.Equal(first, Commit());
        Assert.Equal(second, Commit("--ignore-revs-file", ""));
    }

    [Fact]
    public void WhatCannotBeDoneIsOneSentence()
    {
        using var repository = Sample(out _, out _);
        string file = Path.Combine(repository.Root, "ignored");
        Assert.Contains("there is no file", RunResult.Of("facts", "lines", repository.Path, "--ignore-revs-file", file).Sentence(), StringComparison.Ordinal);
        File.WriteAllText(file, "# all\nHEAD~1\n");
        Assert.EndsWith(
            "ignored: line 2 is no full object id (40 hexadecimal digits)",
            RunResult.Of("facts", "lines", repository.Path, "--ignore-revs-file", file).Sentence(), StringComparison.Ordinal);
        Assert.StartsWith("The glob '{a' opens", RunResult.Of("facts", "lines", repository.Path, "--path", "{a").Sentence(), StringComparison.Ordinal);
        Assert.Equal("-w is about lines; give it together with --numstat", RunResult.Of("facts", "changes", repository.Path, "-w").Sentence());
        Assert.Equal("--raw and --numstat are two formats; choose one", RunResult.Of("facts", "changes", repository.Path, "--raw", "--numstat").Sentence());
        Assert.StartsWith("lines are followed through the whole", RunResult.Of("facts", "lines", repository.Path, "--scope", "d").Sentence(), StringComparison.Ordinal);
    }

    private static GitTestRepository Sample(out string first, out string second)
    {
        var repository = GitTestRepository.Create();
        first = repository.Write("old.txt", "one\ntwo is here\nthree is the longest line of all\n").Write("ü.txt", "ü\n").Write("x.dat", "1\n").Commit("first");
        repository.Run("mv", "old.txt", "a.txt");
        second = repository.Write("a.txt", "one\n  two  is here\nthree is the longest line of all\n").Write("x.dat", "2\n").Commit("second");
        return repository;
    }
}
