using System.Collections;
using Microsoft.CodeAnalysis.CSharp;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>
/// Reads the code of a commit from its blobs: project files as data, sources by the compiler's own parser and binder. Nothing is checked out,
/// restored, built or run, and nothing is read that is not in the tree but the running framework's assemblies and, if they happen to be there,
/// restored packages.
/// </summary>
public sealed class SourceLoader
{
    private readonly GitRepository _repository;
    private readonly CodeOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly Func<SourceTree, List<ProjectFile>, Limits, List<ProjectFile>>? _build;
    private readonly Limits _limits = new();
    private volatile bool _unreadable;

    private SourceLoader(
        GitRepository repository, CodeOptions options, Func<SourceTree, List<ProjectFile>, Limits, List<ProjectFile>>? build, CancellationToken cancellation) =>
        (_repository, _options, _build, _cancellation) = (repository, options, build, cancellation);

    /// <summary>The model of a commit, or of a tree.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="commit">A commit or a tree.</param>
    /// <param name="options">How deep, and at what cost.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    /// <exception cref="GitDataException">The commit or a tree of it is absent or corrupt. What is wrong with single files is said in <see cref="CodeModel.Limits"/>.</exception>
    public static CodeModel Load(GitRepository repository, ObjectId commit, CodeOptions? options = null, CancellationToken cancellation = default) =>
        new SourceLoader(repository, options ?? new CodeOptions(), null, cancellation).Load(commit);

    /// <summary>The same, with what <see cref="BuildLoader"/> knows of the projects in the place of what their files say.</summary>
    internal static CodeModel Load(
        GitRepository repository, ObjectId commit, CodeOptions options, Func<SourceTree, List<ProjectFile>, Limits, List<ProjectFile>> build, CancellationToken cancellation) =>
        new SourceLoader(repository, options, build, cancellation).Load(commit);

    private CodeModel Load(ObjectId commit)
    {
        using var reader = _repository.Objects.CreateReader();
        var tree = SourceTree.Read(_repository, reader, RootOf(reader, commit), _limits, _cancellation);
        var projects = ProjectSet.Read(tree, reader, _limits, _cancellation);
        if (_build is not null)
            projects = _build(tree, projects, _limits);
        ProjectSet.SayWhatIsLeftOut(tree, projects, _limits);
        var graph = new ProjectGraph(projects, _limits);
        var bytes = projects.Select(project => project.Files.Sum(file => SizeOf(reader, file))).ToArray();
        var depths = DepthPlan.Decide(projects, graph, bytes, _options);

        var packages = projects.Select((project, index) => PackagesOf(project, depths[index])).ToArray();
        var keys = new FactsKey(projects, graph, depths, packages);

        var facts = new ProjectFacts?[projects.Count];
        var missing = new List<int>();
        for (int project = 0; project < projects.Count; project++)
            if (depths[project] != CodeDepth.Project && (facts[project] = Remembered(keys.Of(project), projects[project])) is null)
                missing.Add(project);
        Analyse(projects, graph, depths, packages, missing, facts);
        // What a partial clone or a damaged object kept from us may be there the next time, with the same key.
        if (!_unreadable)
            foreach (int project in missing)
                _options.Cache?.Store(keys.Of(project), FactsBytes.Write(facts[project]!));
        return new ModelAssembler(projects, graph, depths, bytes, facts, [.. packages.Select(each => each.Count)], _limits).Assemble();
    }

    private ProjectFacts? Remembered(byte[] key, ProjectFile project) =>
        _options.Cache?.Try(key) is { } bytes ? FactsBytes.TryRead(bytes, project.Files.Count) : null;

    private IReadOnlyList<string> PackagesOf(ProjectFile project, CodeDepth depth) => project.Build is { } build ? build.Packages :
        _options.UseRestoredPackages && depth == CodeDepth.Bound && project.Kind == CodeProjectKind.CSharp && _repository.Layout.WorkTree is { } workTree
            ? RestoredPackages.Find(workTree, project) : [];

    private void Analyse(
        List<ProjectFile> projects, ProjectGraph graph, CodeDepth[] depths, IReadOnlyList<string>[] packages, List<int> missing, ProjectFacts?[] facts)
    {
        if (missing.Count == 0)
            return;
        var needed = new BitArray(projects.Count);
        foreach (int project in missing)
            needed.Or(graph.Sees[project]);
        var parsed = Parse(projects, graph, needed);
        for (int project = 0; project < projects.Count; project++)
            if (parsed[project] is { } files)
                facts[project] ??= FactsBuilder.Declarations(files, projects[project].Files.Count);

        var types = new TypeTable(facts);
        for (int project = 0; project < projects.Count; project++)
            types.Prepare(project);
        var views = View(projects, graph, parsed, missing);
        var table = missing.Any(project => depths[project] == CodeDepth.Names) ? new NameTable(types, parsed) : null;
        var compilations = missing.Any(project => depths[project] == CodeDepth.Bound)
            ? new Compilations(projects, graph, parsed, packages) : null;
        var work = missing.SelectMany(project => parsed[project]!.Where(file => file.File >= 0 && !file.IsGenerated).Select(file => (Project: project, File: file))).ToList();
        var results = new ReferenceSum[work.Count];
        Workers.Run(_options.Jobs, work.Count, () =>
        {
            var byName = table is null ? null : new ReferenceWalker(types, new SyntaxNameResolver(table));
            var bound = compilations is null ? null : new ReferenceWalker(types, new BoundNameResolver(compilations, types));
            return at =>
            {
                var (project, file) = work[at];
                results[at] = ReferenceSum.Of(depths[project] == CodeDepth.Bound ? bound! : byName!, views[project]!, file, projects[project]);
            };
        }, _cancellation);

        foreach (var group in Enumerable.Range(0, work.Count).GroupBy(at => work[at].Project))
            facts[group.Key] = ReferenceSum.Complete(facts[group.Key]!, group.Key, group.Select(at => results[at]), projects, types);
        // Others were parsed only because these look into them.
        for (int project = 0; project < projects.Count; project++)
            if (depths[project] == CodeDepth.Project)
                facts[project] = null;
    }

    private ParsedFile[]?[] Parse(List<ProjectFile> projects, ProjectGraph graph, BitArray needed)
    {
        var parsed = new ParsedFile[]?[projects.Count];
        var options = new CSharpParseOptions[projects.Count];
        var work = new List<(int Project, int File)>();
        for (int project = 0; project < projects.Count; project++)
            if (needed[project])
            {
                // The last ones are what the build would write.
                parsed[project] = new ParsedFile[projects[project].Files.Count + projects[project].BuildSources.Count];
                // One compilation has one language.
                options[project] = SourceParser.Options(
                    projects[project].Symbols, graph.Groups[graph.GroupOf[project]].Length == 1 && projects[project].Build is { } build ? build.Language : LanguageVersion.Preview);
                work.AddRange(Enumerable.Range(0, parsed[project]!.Length).Select(file => (project, file)));
            }

        Workers.Run(_options.Jobs, work.Count, () =>
        {
            var reader = _repository.Objects.CreateReader();
            return at =>
            {
                var (project, file) = work[at];
                int written = file - projects[project].Files.Count;
                parsed[project]![file] = written >= 0
                    ? SourceParser.Parse(-1, projects[project].BuildSources[written].Path, projects[project].BuildSources[written].Text, options[project])
                    : SourceParser.Parse(file, projects[project].Files[file].Path, TextOf(reader, projects[project].Files[file], out string? limit), options[project], limit);
            };
        }, _cancellation);
        return parsed;
    }

    // A limit that follows from the blob alone belongs to the project's facts; others are of this run.
    private string TextOf(ObjectReader reader, SourceFile file, out string? limit)
    {
        limit = null;
        if (SizeOf(reader, file) is var size && size > BlobText.MostSourceBytes)
            limit = BlobText.TooLarge(file, size, BlobText.MostSourceBytes);
        else if (BlobText.TryRead(reader, file, BlobText.MostSourceBytes, _limits) is { } content)
            return BlobText.Decode(content);
        else
            _unreadable = true;
        return "";
    }

    // Which names mean something to which project: a number for each name, a bit for each number.
    private static ParsedProject?[] View(List<ProjectFile> projects, ProjectGraph graph, ParsedFile[]?[] parsed, List<int> missing)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var own = new List<int>?[projects.Count];
        for (int project = 0; project < projects.Count; project++)
            if (parsed[project] is { } files)
            {
                var numbers = own[project] = [];
                foreach (var type in files.SelectMany(file => file.Types))
                {
                    Add(type.Name);
                    if (type.Name.EndsWith("Attribute", StringComparison.Ordinal))
                        Add(type.Name[..^"Attribute".Length]);
                    type.MemberNames.ForEach(Add);
                    type.ExtensionMethods.ForEach(Add);
                }

                void Add(string name)
                {
                    if (!names.TryGetValue(name, out int number))
                        names[name] = number = names.Count;
                    numbers.Add(number);
                }
            }

        var views = new ParsedProject?[projects.Count];
        foreach (int project in missing)
        {
            var seen = new BitArray(names.Count);
            for (int other = 0; other < projects.Count; other++)
                if (graph.Sees[project][other])
                    foreach (int number in own[other]!)
                        seen[number] = true;
            views[project] = new ParsedProject(project, parsed[project]!, graph.Sees[project], names, seen);
        }

        return views;
    }

    private static ObjectId RootOf(ObjectReader reader, ObjectId id)
    {
        if (!reader.TryReadHeader(id, out var type, out _))
            throw GitDataException.Missing(id, "commit");
        return type == ObjectType.Tree ? id : CommitView.Parse(reader.Read(id, ObjectType.Commit), id).Tree;
    }

    private static long SizeOf(ObjectReader reader, SourceFile file)
    {
        try
        {
            return reader.TryReadHeader(file.Blob, out _, out long size) ? size : 0;
        }
        catch (GitDataException)
        {
            return 0; // Reading it will say why.
        }
    }
}
