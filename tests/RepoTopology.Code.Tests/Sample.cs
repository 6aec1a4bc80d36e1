using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.Code.Tests;

/// <summary>A small repository of C#, and short questions about its model.</summary>
internal sealed class Sample : IDisposable
{
    public const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""";

    private readonly GitTestRepository _repository = GitTestRepository.Create();

    public string Path => _repository.Path;

    public GitTestRepository Repository => _repository;

    public Sample With(string path, string content)
    {
        _repository.Write(path, content);
        return this;
    }

    /// <summary>A project file with something between its tags.</summary>
    public Sample Project(string path, string inner = "", string framework = "net10.0", string sdk = "Microsoft.NET.Sdk") =>
        With(path, $"<Project Sdk=\"{sdk}\"><PropertyGroup><TargetFramework>{framework}</TargetFramework></PropertyGroup>{inner}</Project>");

    /// <summary>Commits what is there, and loads it.</summary>
    public CodeModel Load(CodeDepth depth = CodeDepth.Bound, CodeOptions? options = null)
    {
        var commit = ObjectId.Parse(_repository.Commit("state"));
        using var repository = GitRepository.Open(_repository.Path);
        return SourceLoader.Load(repository, commit, (options ?? new CodeOptions()) with { Depth = depth }, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _repository.Dispose();
}

internal static class ModelQuestions
{
    public static CodeProject Project(this CodeModel model, string name) => Assert.Single(model.Projects, project => project.Name == name);

    public static CodeType Type(this CodeModel model, string key) => Assert.Single(model.Types, type => type.Key == key);

    public static IEnumerable<string> TypesOf(this CodeModel model, string project) =>
        model.Types.Where(type => model.Projects[type.Project].Name == project).Select(type => type.Key);

    public static IEnumerable<string> FilesOf(this CodeModel model, string project) => model.Project(project).Files.Select(file => model.Files[file].Path);

    public static IEnumerable<string> ReferencesOf(this CodeModel model, string project) => model.Project(project).References.Select(to => model.Projects[to].Name);

    public static IEnumerable<CodeMember> MembersOf(this CodeModel model, string type) =>
        model.Members.Skip(model.Type(type).FirstMember).Take(model.Type(type).MemberCount);

    /// <summary>As in <c>A Calls B</c>.</summary>
    public static IEnumerable<string> Edges(this CodeModel model) =>
        model.References.Select(each => $"{model.Types[each.From].Key} {each.Kind} {model.Types[each.To].Key}");

    /// <summary>As in <c>a.cs:1-3</c>.</summary>
    public static IEnumerable<string> Spans(this CodeModel model, IEnumerable<CodeSpan> spans) =>
        spans.Select(span => $"{model.Files[span.File].Path}:{span.FirstLine}-{span.LastLine}");
}
