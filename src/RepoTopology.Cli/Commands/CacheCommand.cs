using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology cache</c>: what is kept between runs, and how to take it elsewhere.</summary>
internal sealed class CacheCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    public Command ToCommand() => new("cache", "What is kept between runs: where it is, clear it, take it to another clone")
    {
        Info(),
        Clear(),
        Export(),
        Import(),
    };

    private Command Info()
    {
        var command = new Command("info", "Where the cache is, and how much it holds; it is at most $REPOTOPOLOGY_CACHE_LIMIT (2G) large");
        var path = RepositoryOptions.PathArgument();
        var format = RepositoryOptions.FormatOption(Formats);
        command.Arguments.Add(path);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            var outputs = repository.ReadOutputs(parsed, parsed.GetValue(format)!, Formats);
            using var opened = GitRepository.Open(request.Path);
            var options = CacheSource.Required(shell);
            string directory = CacheSummary.DirectoryOf(opened, options);
            var (own, all) = (CacheSummary.Of(opened, options), CacheSummary.OfAll(options));
            foreach (var target in outputs)
                target.Write(shell, stream => Write(directory, own, all, options, request, target, stream));
            return ExitCode.Passed;
        });
        return command;
    }

    private Command Clear()
    {
        var command = new Command("clear", "Delete what is cached of a repository, and the clone of a URL; nothing is lost but time");
        var path = RepositoryOptions.PathArgument();
        var all = new Option<bool>("--all") { Description = "Of all repositories" };
        command.Arguments.Add(path);
        command.Options.Add(all);
        command.SetAction(parsed =>
        {
            var options = CacheSource.Required(shell);
            if (parsed.GetValue(all))
            {
                CacheSummary.ClearAll(options);
                RemoteSource.ForgetAll(shell, cancellation);
                return ExitCode.Passed;
            }

            string? clone = RemoteSource.FindCached(parsed.GetValue(path)!, shell);
            using (var opened = GitRepository.Open(clone ?? repository.Read(parsed, path).Path))
                CacheSummary.Clear(opened, options);
            if (clone is not null)
                RemoteSource.Forget(clone, cancellation);
            return ExitCode.Passed;
        });
        return command;
    }

    private Command Export()
    {
        var command = new Command("export", "Write what is cached of a repository to a file, e.g. 'cache export facts.cache' at the end of a CI job; it holds the names and e-mail addresses of the history");
        var file = FileArgument();
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(file);
        command.Arguments.Add(path);
        command.SetAction(parsed =>
        {
            using var opened = GitRepository.Open(repository.Read(parsed, path).Path);
            string name = FileName(parsed, file);
            if (OutputTarget.IsDevice(Path.GetFullPath(name)) || Directory.Exists(name))
                throw new RequestException($"{name} is no file; name one, such as facts.cache");
            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(name))))
                throw new RequestException($"the directory of {name} does not exist; create it first");
            try
            {
                var summary = CacheArchive.Export(opened, CacheSource.Required(shell), name);
                if (summary.Commits == 0)
                    Warn("nothing is cached of this repository, so the file holds nothing; run 'repotopology analyze' first");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new RequestException($"{name} cannot be written ({e.Message.TrimEnd('.')}); choose another file", e);
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private Command Import()
    {
        var command = new Command("import", "Add an exported file to what is cached of a repository, so that a clone of depth 1 has its whole history");
        var file = FileArgument();
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(file);
        command.Arguments.Add(path);
        command.SetAction(parsed =>
        {
            using var opened = GitRepository.Open(repository.Read(parsed, path).Path);
            var options = CacheSource.Required(shell);
            string name = FileName(parsed, file);
            if (!File.Exists(name))
                throw new RequestException($"there is no file '{name}'; 'repotopology cache export' writes one");
            try
            {
                var summary = CacheArchive.Import(opened, options, name);
                if (!summary.KnowsHead)
                    Warn($"{name} does not know this repository's HEAD commit; it was imported all the same, but may be of another repository or older");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new RequestException($"the cache in {options.Root} cannot be written ({e.Message.TrimEnd('.')}); set REPOTOPOLOGY_CACHE to another directory", e);
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static Argument<string> FileArgument() => new("FILE") { Description = "The file, e.g. facts.cache" };

    private static string FileName(ParseResult parsed, Argument<string> file) => parsed.GetValue(file) switch
    {
        null or "" => throw new RequestException("FILE is empty; name a file, such as facts.cache"),
        "-" => throw new RequestException("an archive is a file, it cannot go through a pipe; name one, such as facts.cache (a file of that name is ./-)"),
        var name => name,
    };

    private void Warn(string sentence) => shell.Error.WriteLine($"repotopology: {TerminalText.Clean(sentence)}");

    private void Write(
        string directory, CacheSummary own, CacheSummary all, CacheOptions options, RepositoryRequest request, OutputTarget target, Stream stream)
    {
        if (target.Format == "json")
        {
            WriteJson(directory, own, all, options, stream);
            return;
        }

        using var writer = target.OpenText(shell, stream);
        var page = new TextPage(writer, target.Style(shell, request.Color));
        page.Line($"{"this repository",-18} {TerminalText.Clean(directory)}");
        page.Line($"{"",-18} {Describe(own)}");
        page.Line($"{"all repositories",-18} {TerminalText.Clean(options.Root)}");
        page.Line($"{"",-18} {Count(all.Repositories)} of at most {Size(options.LimitBytes)}: {Describe(all)}");
    }

    private static void WriteJson(string directory, CacheSummary own, CacheSummary all, CacheOptions options, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", "1.0");
            json.WriteString("directory", options.Root);
            json.WriteNumber("limitBytes", options.LimitBytes);
            json.WriteStartObject("repository");
            json.WriteString("directory", directory);
            WriteJson(own, json);
            json.WriteEndObject();
            json.WriteStartObject("all");
            json.WriteNumber("repositories", all.Repositories);
            WriteJson(all, json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteJson(CacheSummary summary, Utf8JsonWriter json)
    {
        json.WriteNumber("bytes", summary.Bytes);
        json.WriteNumber("segments", summary.Segments);
        json.WriteNumber("commits", summary.Commits);
        json.WriteNumber("diffs", summary.Diffs);
        json.WriteNumber("results", summary.Results);
    }

    private static string Describe(CacheSummary summary) => summary.Segments == 0
        ? "nothing is cached"
        : $"{Size(summary.Bytes)} in {Count(summary.Segments)} {(summary.Segments == 1 ? "file" : "files")}: "
            + $"{Count(summary.Commits)} commits, {Count(summary.Diffs)} diffs, {Count(summary.Results)} results";

    private static string Size(long bytes) => bytes < 1 << 20
        ? $"{Count((bytes + 1023) >> 10)} KiB"
        : $"{Count((bytes + (1 << 20) - 1) >> 20)} MiB";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
