namespace RepoTopology.Checkout;

/// <summary>How far a clone or fetch has come.</summary>
/// <param name="Objects">Objects received and indexed.</param>
/// <param name="Total">Objects of the pack.</param>
/// <param name="Bytes">Bytes received.</param>
public readonly record struct CloneProgress(int Objects, int Total, long Bytes);
