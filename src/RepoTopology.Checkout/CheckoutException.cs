namespace RepoTopology.Checkout;

/// <summary>
/// A clone, fetch or work tree could not be had. The message is one sentence that can be shown to a user as it is; it never holds
/// credentials.
/// </summary>
public class CheckoutException(string message, Exception? inner = null) : Exception(message, inner);
