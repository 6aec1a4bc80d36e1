using System.CommandLine;
using System.Globalization;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Benchmarks;

/// <summary>
/// What the HTML report of a large project costs: a history of so many people in so many modules is written, reported, and opened in Chromium, where the graphs are
/// dragged about. The tool's own time and the page's stand beside <c>git log --numstat</c> over the same history.
/// </summary>
internal static class ReportCost
{
    private const int CommitsOfEach = 10;
    private const int Seed = 8;

    public static Command ToCommand()
    {
        var people = new Option<int>("--people") { Description = "People.", DefaultValueFactory = _ => 1_000 };
        var modules = new Option<int>("--modules") { Description = "Projects, one a folder.", DefaultValueFactory = _ => 5_000 };
        var tool = new Option<FileInfo?>("--tool") { Description = "An installed repotopology (ahead-of-time code), in place of this build." };
        var keep = new Option<FileInfo?>("--keep") { Description = "Keep the page there." };
        var command = new Command("report", "Writes the report of a large made-up project, and opens it in Chromium (tests/ReportPage, after npm ci).") { people, modules, tool, keep };
        command.SetAction(parsed => Run(parsed.GetValue(people), parsed.GetValue(modules), parsed.GetValue(tool), parsed.GetValue(keep)));
        return command;
    }

    private static int Run(int people, int modules, FileInfo? tool, FileInfo? keep)
    {
        using var repository = Project(people, modules).ToRepository();
        string page = keep?.FullName ?? Path.Combine(repository.Root, "report.html");
        string[] arguments = ["report", repository.Path, "-o", page];
        var ours = Measurement.Run(
            (tool is null ? new Invocation("dotnet", [Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), .. arguments]) : new Invocation(tool.FullName, arguments))
            with
            { CacheDirectory = Path.Combine(repository.Root, "cache") });
        var git = Measurement.Run(new Invocation("git", "-C", repository.Path, "log", "--numstat", "-M"));
        Console.WriteLine(
            $"{people} people × {modules} modules: {ours.WallSeconds:0.0} s, {ours.CpuSeconds:0.0} CPU s, {ours.PrivateMebibytes:0} MiB (git log --numstat: {git.CpuSeconds:0.0} CPU s); "
            + $"{new FileInfo(page).Length / 1e6:0.00} MB");
        Console.Write(Measurement.Output(new Invocation("node", Path.Join(SourceTree.Root, "tests", "ReportPage", "measure.mjs"), page)));
        return 0;
    }

    /// <summary>Each person commits to a few modules of their own neighbourhood, and now and then to any.</summary>
    private static FastImport Project(int people, int modules)
    {
        var random = new Random(Seed);
        var history = new FastImport();
        history.Commit(Person(0));
        for (int module = 0; module < modules; module++)
        {
            string uses = module == 0 ? "" : $"<ItemGroup><ProjectReference Include=\"../../{Folder(module / 2)}/p.csproj\" /></ItemGroup>";
            history.Write($"{Folder(module)}/p.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{uses}</Project>\n");
            history.Write($"{Folder(module)}/a.cs", Source(module, 0, 20));
        }

        foreach (int person in Enumerable.Range(0, people * CommitsOfEach).Select(_ => (int)(people * Math.Pow(random.NextDouble(), 2))))
        {
            history.Commit(Person(person));
            int home = (int)((long)person * modules / people);
            for (int file = random.Next(1, 4); file > 0; file--)
            {
                int module = random.Next(5) == 0 ? random.Next(modules) : (home + random.Next(40)) % modules;
                history.Write($"{Folder(module)}/{(char)('a' + random.Next(3))}.cs", Source(module, random.Next(1000), random.Next(10, 60)));
            }
        }

        return history;

        string Person(int number) => string.Create(CultureInfo.InvariantCulture, $"person{number}");

        string Folder(int module) => string.Create(CultureInfo.InvariantCulture, $"s{module % 50}/m{module}");
    }

    private static string Source(int module, int version, int lines)
    {
        var text = new StringBuilder($"namespace M{module};\nclass C{version}\n{{\n");
        for (int line = 0; line < lines; line++)
            text.Append(CultureInfo.InvariantCulture, $"    public int F{line} => {line * (version % 7)};\n");
        return text.Append("}\n").ToString();
    }
}
