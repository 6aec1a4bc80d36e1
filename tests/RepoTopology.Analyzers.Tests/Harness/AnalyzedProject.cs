using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers.Tests;

/// <summary>
/// A project of sources, additional files and configuration, all below <c>/repo</c>, and what the analyzers say of it. Texts may hold <see cref="Markup"/>; the diagnostics
/// must be exactly the marked ones. An exception of an analyzer and code that doesn't compile fail the test.
/// </summary>
internal sealed class AnalyzedProject
{
    public const string SnapshotPath = "/repo/.repotopology/ownership/src.Lib.Lib.csproj.tsv";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. new[] { "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Console" }
            .Select(name => MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"))),
    ];

    private readonly SortedDictionary<string, Markup> _files = new(StringComparer.Ordinal);

    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        new ConcentratedTypeAnalyzer(), new ConcentratedMemberAnalyzer(), new WidelyUsedTypeAnalyzer(), new OrphanedTypeAnalyzer(), new ProjectOnOneAnalyzer(),
        new LonelyDependencyAnalyzer(), new CodeOwnersAnalyzer(), new SnapshotAnalyzer(),
    ];

    public IReadOnlyDictionary<string, string> Texts => _files.ToDictionary(file => file.Key, file => file.Value.Text);

    /// <summary>A file at a path below <c>/repo</c>: sources end with <c>.cs</c>, configuration with <c>config</c>.</summary>
    public AnalyzedProject With(string path, string marked)
    {
        _files[path.StartsWith('/') ? path : "/repo/" + path] = Markup.Parse(marked);
        return this;
    }

    /// <summary>A source that is like any other.</summary>
    public AnalyzedProject Source(string marked) => With("src/Lib/Source.cs", marked);

    /// <summary>A snapshot with these records after its head; fields are divided by blanks or tabs, owners by commas.</summary>
    public AnalyzedProject Snapshot(params string[] records) => With(SnapshotPath, SnapshotText(records));

    public static string SnapshotText(params string[] records)
    {
        var text = new StringBuilder("repotopology-ownership\t1.0\nn\tada000\tAda\t@ada\nn\tbob000\tBob\t-\nn\tcy0000\tCy\t@cy\n");
        if (!records.Any(record => record.TrimStart('{', '|').StartsWith("p\t", StringComparison.Ordinal) || record.StartsWith("p ", StringComparison.Ordinal)))
            text.Append("p\tsrc/Lib/Lib.csproj\t4400\t5\t-\t3\tada000:40 bob000:30\n");
        foreach (string record in records)
            text.Append(record.Contains('\t', StringComparison.Ordinal) ? record : record.Replace(' ', '\t').Replace('+', ' ')).Append('\n');
        return text.ToString();
    }

    public Task<ImmutableArray<Diagnostic>> Diagnostics(params DiagnosticAnalyzer[] analyzers) => DiagnosticsOf(Compile(), analyzers);

    /// <summary>The sources, which must compile.</summary>
    public CSharpCompilation Compile()
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = _files.Where(file => IsSource(file.Key)).Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Value.Text, Encoding.UTF8), parse, file.Key)).ToList();
        bool isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement));
        var compilation = CSharpCompilation.Create(
            "Lib", trees, References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
                .WithSyntaxTreeOptionsProvider(Config().Severities));
        var wrong = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(wrong);
        return compilation;
    }

    public async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        var files = _files.Where(file => !IsSource(file.Key) && !IsConfig(file.Key)).Select(AdditionalText (file) => new InMemory(file.Key, file.Value.Text));
        var found = await compilation.WithAnalyzers(analyzers.Length == 0 ? All : [.. analyzers], new AnalyzerOptions([.. files], Config()))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
        return found;
    }

    /// <summary>Holds the marks against the diagnostics.</summary>
    public async Task<ImmutableArray<Diagnostic>> Verify(params DiagnosticAnalyzer[] analyzers)
    {
        var found = await Diagnostics(analyzers);
        var expected = _files.SelectMany(file => file.Value.Expected.Select(mark => Show(mark.Id, file.Key, mark.Span)));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(each => Show(each.Id, each.Location.GetLineSpan().Path, each.Location.SourceSpan)).Order(StringComparer.Ordinal));
        return found;
    }

    public ConfigFiles Config() => ConfigFiles.Parse([.. _files.Where(file => IsConfig(file.Key)).Select(file => (file.Key, file.Value.Text))]);

    public static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    public static bool IsConfig(string path) => path.EndsWith("config", StringComparison.Ordinal);

    private string Show(string id, string path, TextSpan span)
    {
        var line = SourceText.From(_files[path].Text).Lines.GetLinePosition(span.Start);
        return $"{id} {path}({line.Line + 1},{line.Character + 1}) '{_files[path].Text.Substring(span.Start, span.Length)}'";
    }

    private sealed class InMemory(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
