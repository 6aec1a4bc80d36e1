namespace RepoTopology.Code;

/// <summary>Cycles and layers of a model's projects, namespaces and types.</summary>
public static class CodeStructure
{
    /// <summary>By project references; nodes are indices into <see cref="CodeModel.Projects"/>.</summary>
    public static Components OfProjects(CodeModel model) => Components.Compute(
        model.Projects.Length, model.Projects.SelectMany((project, from) => project.References.Select(to => (from, to))));

    /// <summary>By references between their types; nodes are indices into <see cref="CodeModel.Namespaces"/>. Test projects are left out.</summary>
    public static Components OfNamespaces(CodeModel model) => Components.Compute(
        model.Namespaces.Length, model.References.Where(each => !model.Types[each.From].IsTest).Select(each => (model.Types[each.From].Namespace, model.Types[each.To].Namespace)));

    /// <summary>By references; nodes are indices into <see cref="CodeModel.Types"/>.</summary>
    public static Components OfTypes(CodeModel model) => Components.Compute(model.Types.Length, model.References.Select(each => (each.From, each.To)));
}
