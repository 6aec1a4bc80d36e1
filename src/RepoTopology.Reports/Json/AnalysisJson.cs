using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// The whole analysis as JSON; <c>Schemas/analysis.schema.json</c> says what every property means. The same commit, options and version give
/// the same bytes. Contributors are <c>p1</c>, <c>p2</c> … and modules <c>m1</c>, <c>m2</c> … in the order of their lists.
/// </summary>
public sealed class AnalysisJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.5";

    private readonly RepositoryAnalysis _analysis;
    private readonly RepositoryHistory _history;
    private readonly ReportOptions _options;
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<int, string> _people = [];
    private readonly Dictionary<int, string> _modules = [];

    private AnalysisJson(RepositoryAnalysis analysis, ReportOptions options, Utf8JsonWriter json)
    {
        _analysis = analysis;
        _history = analysis.History;
        _options = options;
        _json = json;
        foreach (var standing in analysis.Contributors)
            _people[standing.Contributor] = $"p{_people.Count + 1}";
        foreach (var standing in analysis.Modules)
            _modules[standing.Module] = $"m{_modules.Count + 1}";
    }

    public static void Write(RepositoryAnalysis analysis, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            new AnalysisJson(analysis, options, json).WriteAll();
        output.WriteByte((byte)'\n');
    }

    private void WriteAll()
    {
        _json.WriteStartObject();
        _json.WriteString("schemaVersion", SchemaVersion);
        WriteTool();
        AskedJson.Write(_json, _analysis, _options);
        WriteRepository();
        WriteWindow();
        WriteVerdict();
        WriteDimensions();
        LayersJson.WriteSummaries(_json, _analysis.Layers);
        LayersJson.WriteDrift(_json, _analysis.LayerDrift);
        NewcomersJson.Write(_json, _analysis.Newcomers);
        new RiskJson(_history, _options, _json).Write(_analysis.Risk, _people);
        WriteContributors();
        WriteModules();
        WriteLines();
        new DependenciesJson(_history, _options, _json).Write(_analysis.Dependencies);
        WriteGraphs();
        WriteAliasProposals();
        _json.Strings("limits", _analysis.Limits.Select(_options.Sentence));
        _json.WriteEndObject();
    }

    private void WriteTool()
    {
        _json.WriteStartObject("tool");
        _json.WriteString("name", "repotopology");
        _json.WriteString("version", ReportOptions.ToolVersion);
        _json.WriteEndObject();
    }

    private void WriteRepository()
    {
        _json.WriteStartObject("repository");
        _json.WriteString("path", RepositoryName.Of(_history));
        _json.WriteString("head", _history.Head.ToString());
        _json.WriteNumber("commits", _history.Commits.Length);
        _json.WriteNumber("mergeCommits", _history.Commits.Count(commit => commit.IsMerge));
        _json.WriteNumber("authors", AuthorCount());
        _json.WriteBoolean("filtered", _history.IsFiltered);
        WriteCompleteness(_history.Completeness);
        WriteDeclaredGate(_history.DeclaredGate);
        _json.WriteEndObject();
    }

    private int AuthorCount() => _history.Commits
        .Where(commit => !commit.IsMerge && _history.Contributors[commit.Author].Kind == ContributorKind.Person)
        .Select(commit => commit.Author).Distinct().Count();

    private void WriteCompleteness(Completeness completeness)
    {
        _json.WriteStartObject("completeness");
        _json.WriteBoolean("complete", completeness.IsComplete);
        _json.WriteBoolean("partialClone", completeness.PartialClone);
        _json.WriteNumber("shallowBoundaries", completeness.ShallowBoundaries);
        _json.WriteNumber("grafts", completeness.Grafts);
        _json.WriteNumber("replacements", completeness.Replacements);
        _json.WriteNumber("missingCommits", completeness.MissingCommits);
        _json.WriteNumber("missingTrees", completeness.MissingTrees);
        _json.WriteNumber("missingBlobs", completeness.MissingBlobs);
        _json.WriteNumber("renameLimitHits", completeness.RenameLimitHits);
        _json.WriteStartArray("skippedCommits");
        foreach (var skipped in completeness.Skipped)
        {
            _json.WriteStartObject();
            _json.WriteString("id", skipped.Id.ToString());
            _json.WriteString("reason", skipped.Reason);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteDeclaredGate(DeclaredGate gate)
    {
        _json.WriteStartObject("declaredGate");
        _json.WriteBoolean("singleOwner", gate.SingleOwner);
        _json.WriteBoolean("refusesContributions", gate.RefusesContributions);
        _json.Strings("documents", gate.Documents);
        _json.WriteString("evidence", gate.Evidence is null ? null : _options.Sentence(gate.Evidence));
        _json.WriteEndObject();
    }

    private void WriteWindow()
    {
        var window = _analysis.Window;
        _json.WriteStartObject("window");
        _json.Time("from", window.From);
        _json.Time("to", window.To);
        _json.WriteNumber("months", window.Months);
        _json.WriteNumber("commits", window.Commits);
        _json.WriteNumber("authors", window.Authors);
        _json.WriteNumber("mergeCommits", window.MergeCommits);
        _json.WriteNumber("botCommits", window.BotCommits);
        _json.WriteNumber("agentCommits", window.AgentCommits);
        _json.WriteNumber("giantCommits", window.GiantCommits);
        _json.WriteEndObject();
    }

    private void WriteVerdict()
    {
        var verdict = _analysis.Verdict;
        _json.WriteStartObject("verdict");
        _json.Label<VerdictLabel>("label", verdict.Label);
        _json.Figure("index", verdict.Index);
        _json.Interval("interval", verdict.Interval);
        _json.WriteString("sentence", _options.Sentence(verdict.Sentence));
        _json.Strings("evidence", verdict.Evidence.Select(_options.Sentence));
        _json.Strings("split", verdict.Split.Select(_options.Sentence));
        _json.WriteString("flip", verdict.Flip is null ? null : _options.Sentence(verdict.Flip));
        _json.WriteEndObject();
    }

    private void WriteDimensions()
    {
        _json.WriteStartArray("dimensions");
        foreach (var dimension in _analysis.Dimensions)
        {
            _json.WriteStartObject();
            _json.Label<DimensionName>("name", dimension.Name);
            _json.Figure("index", dimension.Index);
            _json.Interval("interval", dimension.Interval);
            _json.WriteStartArray("indicators");
            foreach (var indicator in dimension.Indicators)
                WriteIndicator(indicator);
            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteIndicator(Indicator indicator)
    {
        _json.WriteStartObject();
        _json.WriteString("name", indicator.Name);
        _json.WriteString("title", indicator.Title);
        _json.Figure("value", indicator.Value);
        _json.Figure("score", indicator.Score);
        _json.Figure("coverage", indicator.Coverage);
        _json.Interval("interval", indicator.Interval);
        _json.WriteString("phrase", _options.Sentence(indicator.Phrase));
        _json.WriteEndObject();
    }

    private void WriteContributors()
    {
        var names = new PersonNames(_history);
        _json.WriteStartArray("contributors");
        foreach (var standing in _analysis.Contributors)
        {
            var contributor = _history.Contributors[standing.Contributor];
            _json.WriteStartObject();
            _json.WriteString("id", _people[standing.Contributor]);
            _json.WriteString("name", ContributorName.Of(contributor, _options.Emails));
            _json.WriteString("pseudonym", names.Pseudonym(standing.Contributor, _options.Emails));
            if (_options.Emails)
                _json.Strings("emails", contributor.Identities.Select(identity => identity.Email).Prepend(contributor.Email).Distinct());
            _json.Label<ContributorKind>("kind", contributor.Kind);
            _json.WriteString("kindRule", contributor.KindRule);
            _json.WriteNumber("identities", contributor.Identities.Length);
            _json.Label("layer", standing.Layer);
            WriteInteger("community", standing.Community);
            _json.WriteNumber("commits", standing.Commits);
            _json.Figure("share", standing.Share);
            _json.WriteNumber("files", standing.Files);
            _json.WriteNumber("lifetimeCommits", standing.LifetimeCommits);
            _json.Time("firstCommit", standing.FirstCommit);
            _json.Time("lastCommit", standing.LastCommit);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteModules()
    {
        _json.WriteStartArray("modules");
        foreach (var standing in _analysis.Modules)
        {
            var module = _history.Modules[standing.Module];
            _json.WriteStartObject();
            _json.WriteString("id", _modules[standing.Module]);
            _json.WriteString("name", module.Name);
            _json.WriteString("directory", module.Directory);
            _json.Label<ModuleOrigin>("origin", module.Origin);
            _json.WriteNumber("files", module.FilesAtHead);
            _json.WriteNumber("commits", standing.Commits);
            _json.WriteNumber("authors", standing.Authors);
            _json.WriteString("topContributor", _people.GetValueOrDefault(standing.TopContributor));
            _json.Figure("topShare", standing.TopShare);
            _json.WriteNumber("busFactor", standing.BusFactor);
            _json.Figure("risk", standing.Risk);
            WriteModuleVerdict(standing.Verdict);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteModuleVerdict(ModuleVerdict? verdict)
    {
        if (verdict is null)
        {
            _json.WriteNull("verdict");
            return;
        }

        _json.WriteStartObject("verdict");
        _json.Label<VerdictLabel>("label", verdict.Label);
        _json.Figure("index", verdict.Index);
        _json.Interval("interval", verdict.Interval);
        _json.WriteStartObject("dimensions");
        foreach (var dimension in Enum.GetValues<DimensionName>())
            _json.Figure(dimension.ToString().ToLowerInvariant(), verdict.Dimensions[(int)dimension]);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteLines()
    {
        if (_analysis.Lines is not { } lines)
        {
            _json.WriteNull("lines");
            return;
        }

        _json.WriteStartObject("lines");
        _json.WriteNumber("living", lines.Lines);
        _json.WriteNumber("unknown", lines.Unknown);
        _json.WriteNumber("people", lines.People);
        _json.WriteNumber("halfHeldBy", lines.HalfHeldBy);
        _json.WriteNumber("filesInPart", lines.FilesInPart);
        _json.WriteNumber("cappedRenameSearches", lines.CappedRenameSearches);
        _json.WriteStartArray("modules");
        foreach (var module in lines.Modules)
        {
            _json.WriteStartObject();
            _json.WriteString("name", _history.Modules[module.Module].Name);
            _json.WriteNumber("lines", module.Lines);
            _json.WriteNumber("unknown", module.Unknown);
            _json.WriteNumber("people", module.People);
            _json.WriteString("topContributor", module.TopContributor < 0
                ? null
                : ContributorName.Of(_history.Contributors[module.TopContributor], _options.Emails));
            _json.Span("topShare", module.TopShare);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("overTime");
        foreach (var sample in lines.OverTime)
        {
            _json.WriteStartObject();
            _json.Time("date", sample.Date);
            _json.WriteNumber("lines", sample.Lines);
            _json.WriteNumber("unknown", sample.Unknown);
            _json.WriteNumber("people", sample.People);
            _json.WriteNumber("halfHeldBy", sample.HalfHeldBy);
            _json.Span("topShare", sample.TopShare);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartObject("window");
        _json.WriteNumber("added", lines.Rewrites.Added);
        _json.WriteNumber("deleted", lines.Rewrites.Deleted);
        _json.WriteNumber("replaced", lines.Rewrites.Replaced);
        _json.Span("othersShare", lines.Rewrites.OthersShare);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteGraphs()
    {
        _json.WriteStartObject("graphs");
        WriteGraph("contributors", _analysis.ContributorGraph.Graph, _analysis.ContributorGraph.Nodes, _people);
        WriteGraph("modules", _analysis.ModuleGraph.Graph, _analysis.ModuleGraph.Nodes, _modules);

        var ownership = _analysis.OwnershipGraph.Edges.Where(edge => _people.ContainsKey(edge.Contributor) && _modules.ContainsKey(edge.Module)).ToList();
        _json.WriteStartObject("ownership");
        _json.Strings("nodes", ownership.Select(edge => edge.Contributor).Distinct().Order().Select(person => _people[person])
            .Concat(ownership.Select(edge => edge.Module).Distinct().Order().Select(module => _modules[module])));
        _json.WriteStartArray("edges");
        foreach (var edge in ownership)
            WriteEdge(_people[edge.Contributor], _modules[edge.Module], edge.Commits, edge.Share);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteGraph(string name, Graph graph, IReadOnlyList<int> nodes, Dictionary<int, string> ids)
    {
        // A node that the lists leave out has no id; its edges go with it.
        string?[] nodeIds = [.. nodes.Select(node => ids.GetValueOrDefault(node))];
        _json.WriteStartObject(name);
        _json.Strings("nodes", nodeIds.OfType<string>());
        _json.WriteStartArray("edges");
        for (int source = 0; source < graph.NodeCount; source++)
            for (int i = graph.Starts[source]; i < graph.Starts[source + 1]; i++)
                if (graph.Targets[i] > source && nodeIds[source] is { } from && nodeIds[graph.Targets[i]] is { } to)
                    WriteEdge(from, to, graph.Weights[i]);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    // One line an edge: graphs have many.
    private void WriteEdge(string source, string target, double weight, double? share = null)
    {
        string text = FormattableString.Invariant($$"""{"source": "{{source}}", "target": "{{target}}", "weight": {{JsonFields.Round(weight)}}""");
        if (share is { } known)
            text += FormattableString.Invariant($", \"share\": {JsonFields.Round(known)}");
        _json.WriteRawValue($"\n        {text}}}", skipInputValidation: true);
    }

    private void WriteAliasProposals()
    {
        _json.WriteStartArray("aliasProposals");
        foreach (var proposal in _history.AliasProposals)
        {
            _json.WriteStartObject();
            _json.WriteString("first", ContributorName.Of(_history.Contributors[proposal.First], _options.Emails));
            _json.WriteString("second", ContributorName.Of(_history.Contributors[proposal.Second], _options.Emails));
            _json.WriteString("evidence", _options.Sentence(proposal.Evidence));
            _json.Figure("confidence", proposal.Confidence);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteInteger(string name, int? value)
    {
        if (value is { } number)
            _json.WriteNumber(name, number);
        else
            _json.WriteNull(name);
    }
}
