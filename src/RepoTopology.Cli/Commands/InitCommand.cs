using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology init</c>: sets a solution up for the analyzers, after showing what would change.</summary>
internal sealed class InitCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private readonly Option<bool> _yes = new("--yes") { Description = "Change the files without asking" };

    private readonly Option<bool> _anonymous = WindowOptions.AnonymousOption();

    public Command ToCommand()
    {
        var command = new Command("init", "Sets a C# solution up: analyzers, snapshot, .editorconfig and a CI check; shows the changes first");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_yes);
        command.Options.Add(_anonymous);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            return Run(
                new AnalysisRequest(request, new AnalysisOptions { Jobs = request.Jobs }, [])
                {
                    Anonymous = WindowOptions.ReadAnonymous(parsed, _anonymous, request),
                    Code = new CodeRequest(CodeDepth.Auto) { RestoredPackages = false },
                },
                parsed.GetValue(_yes));
        });
        return command;
    }

    private int Run(AnalysisRequest request, bool yes)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        string root = opened.Layout.WorkTree ?? throw new RequestException("a bare repository has no files to set up; run init in a clone");
        if (!HasProject(root))
            throw new RequestException("there is no C# project here to set up; run init in a repository that has one");
        var plan = SetupPlan.Of(root, ReportOptions.ToolVersion, request.Anonymous);
        bool takesSnapshot = !SnapshotFolder.Find(opened, null)!.HasSnapshots;
        foreach (var edit in plan.Edits)
            shell.Output.Write(edit.Diff());
        shell.Output.Flush();
        foreach (string note in plan.Notes)
            Say(note);
        if (plan.Edits.IsEmpty && !takesSnapshot)
        {
            Say("nothing to do: all of it is set up");
            return ExitCode.Passed;
        }

        if (takesSnapshot)
            Say($"{SnapshotFolder.RepositoryPath} would hold what 'repotopology snapshot' writes");
        if (!yes && !Agrees())
        {
            Say("nothing was changed; 'init --yes' does it");
            return ExitCode.Passed;
        }

        foreach (var edit in plan.Edits)
            edit.Apply(root);
        if (plan.Edits.Length > 0)
            Say($"changed {string.Join(", ", plan.Edits.Select(edit => edit.Path))}; what is ours stands between marks and can be deleted");
        // What it says is no part of a diff.
        return takesSnapshot ? new SnapshotCommand(repository, shell with { Output = Stream.Null }, cancellation).Run(request, directory: null, check: false) : ExitCode.Passed;
    }

    /// <summary>Only somebody at a terminal can be asked.</summary>
    private bool Agrees()
    {
        if (shell.Answers is not { } answers || !shell.ErrorIsTerminal)
            return false;
        shell.Error.Write("repotopology: change these files? [y/N] ");
        return answers.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private void Say(string sentence) => shell.Error.WriteLine($"repotopology: {string.Join('\n', sentence.Split('\n').Select(TerminalText.Clean))}");

    // Links are not followed: they could lead around in circles.
    private static bool HasProject(string root) =>
        Directory.EnumerateFiles(root, "*.csproj", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true }).Any();
}
