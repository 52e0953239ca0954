namespace VideoProxy.Abstractions;

/// <summary>
/// A description of a native HTTP call. The description holds no credentials, because <see cref="IAuthorizeCalls"/> adds them just
/// before the call is sent.
/// </summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">
/// The path and query, starting with <c>/</c>, which the host appends to <see cref="Address"/>. The path may also be an absolute
/// URL from a reply. The host calls such a URL only if its scheme, host and port match one of the destination's addresses.
/// </param>
public sealed record ProviderCall(string Method, string Path)
{
    /// <summary>The name of the main address, which every destination has.</summary>
    public const string MainAddress = "main";

    /// <summary>The name of the destination's address that the host calls. The default is <see cref="MainAddress"/>.</summary>
    public string Address { get; init; } = MainAddress;

    /// <summary>The request headers by name, except <c>Content-Type</c>, which <see cref="Content"/> sets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body of the call. Null means that the call has no body.</summary>
    public CallContent? Content { get; init; }

    /// <summary>Returns a copy of the call with one more header. A header of the same name is replaced.</summary>
    /// <param name="name">The header's name, in any case.</param>
    /// <param name="value">The header's value.</param>
    public ProviderCall WithHeader(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };
}
