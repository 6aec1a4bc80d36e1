using System.Text.Json;

namespace RepoTopology.Code.Tests;

/// <summary>A model as text: everything in it, to compare.</summary>
internal static class ModelText
{
    public static string Of(CodeModel model) => JsonSerializer.Serialize(model);
}
