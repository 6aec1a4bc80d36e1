using System.CommandLine;
using System.Text.Json;
using RepoTopology.Git;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology doctor</c>: what kind of clone this is, what it lacks, and what to do about it.</summary>
internal sealed class DoctorCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    public Command ToCommand()
    {
        var command = new Command("doctor", "What kind of clone this is, what it lacks, and what to do about it");
        var path = RepositoryOptions.PathArgument();
        var format = RepositoryOptions.FormatOption(Formats);
        command.Arguments.Add(path);
        command.Options.Add(format);
        command.SetAction(parsed => Run(
            repository.Read(parsed, path), repository.ReadOutputs(parsed, parsed.GetValue(format)!, Formats)));
        return command;
    }

    private int Run(RepositoryRequest request, IReadOnlyList<OutputTarget> outputs)
    {
        using var opened = GitRepository.Open(request.Path);
        var history = HistorySource.Read(opened, request, shell, cancellation, options => options with { DetectRenames = false });
        var findings = Examination.Examine(opened, history, CiSystem.Detect(shell.Variable));
        foreach (var target in outputs)
            target.Write(shell, stream => Write(findings, request, target, stream));
        return request.ExitCodeFor(history.Completeness);
    }

    private void Write(List<Finding> findings, RepositoryRequest request, OutputTarget target, Stream stream)
    {
        if (target.Format == "json")
        {
            WriteJson(findings, stream);
            return;
        }

        using var writer = target.OpenText(shell, stream);
        var page = new TextPage(writer, target.Style(shell, request.Color));
        foreach (var finding in findings)
        {
            page.Paragraph(finding.Value, $"{finding.Name,-22} ");
            if (finding.Problem is not null)
                page.Paragraph($"{finding.Problem}: {finding.Remedy}", $"{"",-22} {page.Glyph('→', '>')} ", Tone.Strong);
        }

        int problems = findings.Count(finding => finding.Problem is not null);
        page.Line();
        page.Line(problems switch { 0 => "Nothing to do.", 1 => "1 thing to do.", _ => $"{problems} things to do." });
    }

    private static void WriteJson(List<Finding> findings, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", "1.0");
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("name", finding.Name);
                json.WriteString("value", finding.Value);
                json.WriteString("problem", finding.Problem);
                json.WriteString("remedy", finding.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
