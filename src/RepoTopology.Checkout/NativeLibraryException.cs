namespace RepoTopology.Checkout;

/// <summary>libgit2 is not there for this system. The message names what to install; everything that needs no libgit2 works without it.</summary>
public sealed class NativeLibraryException(string message, Exception? inner = null) : CheckoutException(message, inner);
