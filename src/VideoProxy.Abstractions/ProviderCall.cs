namespace VideoProxy.Abstractions;

/// <summary>A native HTTP call, as data. It carries no credentials: see <see cref="IAuthorizeCalls"/>.</summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">
/// The path with its query below <see cref="Address"/>, starting with <c>/</c>; or an absolute URL out of a reply, which the
/// host sends only if its scheme, host and port are one of the destination's addresses.
/// </param>
public sealed record ProviderCall(string Method, string Path)
{
    /// <summary>The name of a destination's main address.</summary>
    public const string MainAddress = "main";

    /// <summary>Which of the destination's addresses is called.</summary>
    public string Address { get; init; } = MainAddress;

    /// <summary>Headers beside the content's own.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body; null = none.</summary>
    public CallContent? Content { get; init; }

    /// <summary>The same call with one more header.</summary>
    public ProviderCall WithHeader(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };
}
