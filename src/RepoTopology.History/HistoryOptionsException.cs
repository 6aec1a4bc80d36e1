namespace RepoTopology.History;

/// <summary>A glob, pattern or rule of the user's cannot be used. The message is one sentence that can be shown as it is.</summary>
public sealed class HistoryOptionsException(string message, Exception? inner = null) : Exception(message, inner);
