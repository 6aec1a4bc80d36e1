using System.Collections.Immutable;

namespace RepoTopology.Cli;

/// <summary>What <c>init</c> would do to a work tree: files that change, and what a person has to do.</summary>
/// <param name="Edits">Only those that change something.</param>
/// <param name="Notes">One sentence each, or a snippet.</param>
internal sealed record SetupPlan(ImmutableArray<FileEdit> Edits, ImmutableArray<string> Notes)
{
    private const string BuildProps = "Directory.Build.props", PackagesProps = "Directory.Packages.props", EditorConfig = ".editorconfig";
    private const string Accepted = ".repotopology/accepted.txt";
    private const string Workflow = ".github/workflows/repotopology.yml";
    private const int MostBytes = 4 << 20;

    /// <param name="root">The work tree's root.</param>
    /// <param name="version">Of the tool and of the analyzers.</param>
    /// <param name="anonymous">Whether messages leave names out.</param>
    /// <exception cref="RequestException">A file is a link or too large.</exception>
    public static SetupPlan Of(string root, string version, bool anonymous)
    {
        var edits = ImmutableArray.CreateBuilder<FileEdit>();
        var notes = ImmutableArray.CreateBuilder<string>();
        AddPackage();
        AddEditorConfig();
        AddAccepted();
        AddCheck();
        return new SetupPlan([.. edits.Where(edit => !edit.ChangesNothing)], notes.ToImmutable());

        void AddPackage()
        {
            byte[]? build = Read(root, BuildProps), packages = Read(root, PackagesProps);
            if (new[] { build, packages }.Any(file => file is not null && PackageReferenceEdit.NamesPackage(file)))
                return;
            bool central = packages is not null && new[] { build, packages }.Any(file => file is not null && PackageReferenceEdit.ManagesVersionsCentrally(file));
            var (name, before) = central ? (PackagesProps, packages) : (BuildProps, build);
            Add(name, before, PackageReferenceEdit.TryEdit(before, version, central), $"it could not be read as a project; refer to the package {PackageReferenceEdit.Package} {version} there by hand");
        }

        void AddEditorConfig()
        {
            byte[]? before = Read(root, EditorConfig);
            string text = before is null ? "" : Texts.Of(before);
            string[] lines =
            [
                $"# {MarkedText.Begin} {MarkedText.Explanation}",
                "[*.cs]",
                // As comments: what .editorconfig says is stronger than RepoTopologyAnalysisMode.
                "# dotnet_diagnostic.RT1001.severity = warning",
                "# dotnet_diagnostic.RT1003.severity = warning",
                "# dotnet_diagnostic.RT1004.severity = warning",
                "repotopology.max_owner_share = 0.8",
                $"repotopology.show_names = {(anonymous ? "false" : "true")}",
                $"# {MarkedText.End}",
            ];
            // Severities and thresholds are there to be changed: what is there stays.
            if (!MarkedText.IsIn(text))
                Add(EditorConfig, before, text.Contains('\0') || MarkedText.Put(text, text.Length > 0 ? ["", .. lines] : lines, text.Length) is not { } put ? null : Texts.Bytes(put), "it could not be read as text");
        }

        // A code fix writes into it and cannot make it.
        void AddAccepted()
        {
            if (Read(root, Accepted) is null)
                Add(Accepted, null, Texts.Bytes("# Knowledge that is concentrated and accepted as such: a key, a tab, the reason.\n"), "");
        }

        void AddCheck()
        {
            if (CiSystem.OfFiles(file => File.Exists(Path.Join(root, file))) is { } other && !Directory.Exists(Path.Join(root, ".github", "workflows")))
            {
                if (Read(root, other.File) is { } pipeline && !Texts.Of(pipeline).Contains("repotopology snapshot", StringComparison.Ordinal))
                    notes.Add($"{other.File} ({other.Name}) is left to you. Clone all of the history ({other.FullClone}), and run:\n{string.Join('\n', CheckCommands(version).Select(line => "  " + line))}");
                return;
            }

            byte[]? before = Read(root, Workflow);
            if (before is null || MarkedText.IsIn(Texts.Of(before)))
                Add(Workflow, before, Texts.Bytes(WorkflowText(version)), "");
        }

        void Add(string name, byte[]? before, byte[]? after, string otherwise)
        {
            if (after is null)
                notes.Add($"{name} is left alone: {otherwise}");
            else
                edits.Add(new FileEdit(name, before, after));
        }
    }

    private static string[] CheckCommands(string version) =>
    [
        $"dotnet tool install --tool-path .tools RepoTopology --version {version}",
        ".tools/repotopology snapshot --check",
    ];

    private static string WorkflowText(string version) => $"""
        # {MarkedText.Begin} (written by 'repotopology init'; to undo, delete this file)
        name: repotopology
        # Not for each pull request: a snapshot tells of what is committed, so it is always refreshed afterwards.
        on:
          schedule:
            - cron: "17 4 * * 1"
          workflow_dispatch:
        permissions:
          contents: read
        jobs:
          snapshot:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with:
                  fetch-depth: 0 # who wrote a line is told by all of the history
              - uses: actions/setup-dotnet@v4
                with:
                  dotnet-version: 10.0.x
              - run: {CheckCommands(version)[0]}
              - run: {CheckCommands(version)[1]}
        # {MarkedText.End}

        """.ReplaceLineEndings("\n");

    /// <summary>A file of the work tree; null without it.</summary>
    private static byte[]? Read(string root, string name)
    {
        string path = root;
        foreach (string part in name.Split('/'))
        {
            path = Path.Join(path, part);
            if (new FileInfo(path).LinkTarget is not null)
                throw new RequestException($"{name} is behind a link, which could lead anywhere; make it a file first");
        }

        var file = new FileInfo(path);
        if (file is { Exists: true, Length: > MostBytes })
            throw new RequestException($"{name} is larger than 4 MiB, which is surely a mistake");
        return file.Exists ? File.ReadAllBytes(path) : null;
    }
}
