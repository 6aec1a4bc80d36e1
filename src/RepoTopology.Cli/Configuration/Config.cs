using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>What a project says about itself in <c>.repotopology/config.json</c>.</summary>
internal sealed record Config(ModuleOptions Modules, PeopleOptions People, GateConfig Gate)
{
    public static Config Default { get; } = new(ModuleOptions.Default, PeopleOptions.Default, GateConfig.None);
}
