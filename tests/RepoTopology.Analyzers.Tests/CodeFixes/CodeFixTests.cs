using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using RepoTopology.Analyzers.CodeFixes;

namespace RepoTopology.Analyzers.Tests;

public sealed class CodeFixTests
{
    private const string Root = "is_global = true\nbuild_property.RepoTopologyRoot = /repo/\n";

    private static AnalyzedProject Concentrated => new AnalyzedProject()
        .Source("namespace Lib; class Engine { void Run() { } } class Wheel { } class Old { }").With(".globalconfig", Root)
        .Snapshot("t Lib.Engine 230 0 30 1 ada000:95+bob000:5", "m Run() 30 0 - 1 bob000:100", "t Lib.Wheel 90 0 0 1 cy0000:90", "t Lib.Old 60 75 0 0 bob000:75");

    [Theory]
    [InlineData("", "Lib.Engine\taccepted at 95 % of 230 lines (RT1001)\n")]
    [InlineData("# ours\nA\tb", "# ours\nA\tb\nLib.Engine\taccepted at 95 % of 230 lines (RT1001)\n")]
    [InlineData("A\tb\r\n", "A\tb\r\nLib.Engine\taccepted at 95 % of 230 lines (RT1001)\r\n")]
    public async Task AcceptingAppendsTheKeyAndSilencesTheRules(string before, string after)
    {
        var project = Concentrated.With(".repotopology/accepted.txt", before);
        var changed = await Apply(project, new AcceptConcentrationFix(), "RT1001", "Accept this concentration: 'Lib.Engine'");
        Assert.Equal(after, changed["/repo/.repotopology/accepted.txt"]);
        var left = await project.With(".repotopology/accepted.txt", after).Diagnostics();
        Assert.Equal(["RT1001 Lib.Wheel", "RT1002 Lib.Engine.Run()", "RT1004 Lib.Old"], left.Select(each => $"{each.Id} {each.Properties["key"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("RT1002", "Lib.Engine.Run()\taccepted at 100 % of 30 lines (RT1002)\n")]
    [InlineData("RT1004", "Lib.Old\taccepted at 75 % of 60 lines (RT1004)\n")]
    public async Task MembersAndOrphansAreAcceptedLikewise(string id, string after) =>
        Assert.Equal(after, (await Apply(Concentrated.With(".repotopology/accepted.txt", ""), new AcceptConcentrationFix(), id))["/repo/.repotopology/accepted.txt"]);

    [Fact]
    public async Task WithoutTheFileNothingCanBeAccepted() => Assert.Empty(await Offered(Concentrated, new AcceptConcentrationFix(), "RT1001"));

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task AllCanBeAcceptedAtOnce(FixAllScope scope)
    {
        var project = Concentrated.With(".repotopology/accepted.txt", "Lib.Wheel\tknown\n");
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, project);
        var diagnostics = await project.Diagnostics();
        var fix = new AcceptConcentrationFix();
        var context = new FixAllContext(document, fix, scope, nameof(AcceptConcentrationFix), fix.FixableDiagnosticIds, new Known(diagnostics), TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider().GetFixAsync(context);
        Assert.Equal(
            "Lib.Wheel\tknown\nLib.Engine\taccepted at 95 % of 230 lines (RT1001)\nLib.Engine.Run()\taccepted at 100 % of 30 lines (RT1002)\nLib.Old\taccepted at 75 % of 60 lines (RT1004)\n",
            (await Changed(workspace, action!))["/repo/.repotopology/accepted.txt"]);
    }

    [Theory]
    [InlineData("", "/src/Lib/Source.cs @ada")]
    [InlineData("* @team\n", "/src/Lib/Source.cs @team @ada")]
    [InlineData("* @team\n/src/ @bob @cy\n", "/src/Lib/Source.cs @bob @cy @ada")]
    [InlineData("* @team\n*.cs @bob\n/docs/ @cy\n", "/src/Lib/Source.cs @bob @ada")]
    [InlineData("* @team\n/src/*\n", "/src/Lib/Source.cs @team @ada")]
    [InlineData("* @team\n/src/Lib/Source.cs\n", "/src/Lib/Source.cs @ada")]
    public async Task TheirLineInCodeOwnersKeepsWhoIsAskedAlready(string before, string line)
    {
        var changed = await Apply(Concentrated.With(".github/CODEOWNERS", before), new AddCodeOwnerFix(), "RT1001", $"Add '{line}' to CODEOWNERS");
        Assert.Equal(before + line + "\n", changed["/repo/.github/CODEOWNERS"]);
    }

    [Theory]
    [InlineData("RT1001", "* @ADA\n", Root)] // Asked already.
    [InlineData("RT1002", "* @team\n", Root)] // Bob has no handle.
    [InlineData("RT1001", "* @team\n", "is_global = true\n")] // Where the repository begins isn't known.
    [InlineData("RT1001", "* @team\n", Root + "repotopology.show_names = false\n")]
    [InlineData("RT1001", "* @team\n", "is_global = true\nbuild_property.RepoTopologyRoot = /other\n")]
    public async Task ALineIsOfferedOnlyWhereItCanBeWritten(string id, string codeOwners, string config) =>
        // Cy's Wheel is another finding.
        Assert.DoesNotContain(
            await Offered(Concentrated.With("CODEOWNERS", codeOwners).With(".globalconfig", config), new AddCodeOwnerFix(), id),
            action => config != Root || !action.Title.Contains("@cy", StringComparison.Ordinal));

    [Theory]
    [InlineData("/src/ @team # all\n", "c /src/ leaves-out @ada ada000 80", "Add @ada to the rule '/src/'", "/src/ @team @ada # all\n")]
    [InlineData("/src/\n", "c /src/ leaves-out @ada ada000 80", "Add @ada to the rule '/src/'", "/src/ @ada\n")]
    [InlineData("/src/  @cy  @team\n", "c /src/ holds-none @cy cy0000 0", "Take @cy out of the rule '/src/'", "/src/  @team\n")]
    [InlineData("/src/ @team @Cy # x\n", "c /src/ holds-none @cy cy0000 0", "Take @Cy out of the rule '/src/'", "/src/ @team # x\n")]
    public async Task CodeOwnersIsPutRightInPlace(string before, string record, string title, string after)
    {
        var project = new AnalyzedProject().With("CODEOWNERS", before).Snapshot(record).Source("class A { }");
        Assert.Equal(after, (await Apply(project, new CorrectCodeOwnersFix(), "RT2001", title))["/repo/CODEOWNERS"]);
        Assert.Empty(await project.With("CODEOWNERS", after).Diagnostics());
    }

    [Theory]
    [InlineData("/src/ @cy\n", "c /src/ holds-none @cy cy0000 0")] // Nobody would be left.
    [InlineData("/src/ @team\n", "c /src/ leaves-out - bob000 80")] // Bob has no handle.
    public async Task ARuleIsNotLeftWithoutAnybody(string before, string record) =>
        Assert.Empty(await Offered(new AnalyzedProject().With("CODEOWNERS", before).Snapshot(record).Source("class A { }"), new CorrectCodeOwnersFix(), "RT2001"));

    [Theory]
    [InlineData("*", "/a/b.cs", true)]
    [InlineData("*.cs", "/a/b.cs", true)]
    [InlineData("/*.cs", "/a/b.cs", false)]
    [InlineData("a/", "/x/a/b.cs", true)]
    [InlineData("/a/", "/x/a/b.cs", false)]
    [InlineData("/a", "/a/b/c.cs", true)]
    [InlineData("/a/*", "/a/b.cs", true)]
    [InlineData("/a/*", "/a/b/c.cs", false)]
    [InlineData("a/b", "/x/a/b", false)]
    [InlineData("/a/**/c.cs", "/a/c.cs", true)]
    [InlineData("/a/**/c.cs", "/a/x/y/c.cs", true)]
    [InlineData("**/b", "/x/y/b/c.cs", true)]
    [InlineData("/a/**", "/a/b/c.cs", true)]
    [InlineData("b", "/a/ab", false)]
    [InlineData("(.cs", "/a/(.cs", true)]
    [InlineData("/*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false)]
    public void PatternsAreThoseOfCodeOwners(string pattern, string path, bool fits) => Assert.Equal(fits, CodeOwnersPattern.Fits(pattern, path));

    private static async Task<Dictionary<string, string>> Apply(AnalyzedProject project, CodeFixProvider fix, string id, string? title = null)
    {
        using var workspace = new AdhocWorkspace();
        var actions = await Offered(project, fix, id, workspace);
        return await Changed(workspace, title == null ? actions[0] : actions.Single(action => action.Title == title));
    }

    private static async Task<List<CodeAction>> Offered(AnalyzedProject project, CodeFixProvider fix, string id, AdhocWorkspace? workspace = null)
    {
        using var own = workspace == null ? new AdhocWorkspace() : null;
        var document = Open(workspace ?? own!, project);
        var actions = new List<CodeAction>();
        var diagnostics = (await project.Diagnostics()).Where(each => each.Id == id).ToList();
        Assert.NotEmpty(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            Assert.Contains(diagnostic.Id, fix.FixableDiagnosticIds);
            TextDocument at = diagnostic.Location.IsInSource ? document
                : document.Project.AdditionalDocuments.Single(other => other.FilePath == diagnostic.Location.GetLineSpan().Path);
            await fix.RegisterCodeFixesAsync(new CodeFixContext(
                at, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }

        return actions;
    }

    private static Document Open(AdhocWorkspace workspace, AnalyzedProject project)
    {
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(id, "Lib", "Lib", LanguageNames.CSharp);
        foreach (var (path, text) in project.Texts)
        {
            var file = DocumentId.CreateNewId(id);
            string name = path[(path.LastIndexOf('/') + 1)..];
            var content = Microsoft.CodeAnalysis.Text.SourceText.From(text);
            solution = AnalyzedProject.IsSource(path) ? solution.AddDocument(file, name, content, filePath: path)
                : AnalyzedProject.IsConfig(path) ? solution.AddAnalyzerConfigDocument(file, name, content, filePath: path)
                : solution.AddAdditionalDocument(file, name, content, filePath: path);
        }

        Assert.True(workspace.TryApplyChanges(solution));
        return workspace.CurrentSolution.GetProject(id)!.Documents.First();
    }

    private static async Task<Dictionary<string, string>> Changed(AdhocWorkspace workspace, CodeAction action)
    {
        foreach (var operation in await action.GetOperationsAsync(TestContext.Current.CancellationToken))
            operation.Apply(workspace, TestContext.Current.CancellationToken);
        var texts = new Dictionary<string, string>();
        foreach (var document in workspace.CurrentSolution.Projects.SelectMany(project => project.AdditionalDocuments))
            texts[document.FilePath!] = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        return texts;
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(each => each.Location.IsInSource));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(each => !each.Location.IsInSource));

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
