using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>One region or account of a provider.</summary>
/// <param name="Name">Its name in the provider file.</param>
/// <param name="Addresses">Absolute base URLs without a trailing slash, by name; <see cref="ProviderCall.MainAddress"/> is always there.</param>
/// <param name="Credentials">Secrets by name (<c>apiKey</c>). Never put them anywhere but into <see cref="IAuthorizeCalls.Authorize"/>'s result.</param>
/// <param name="Settings">The destination's raw settings laid over the file's.</param>
public sealed record ProviderDestination(
    string Name,
    IReadOnlyDictionary<string, string> Addresses,
    IReadOnlyDictionary<string, string> Credentials,
    JsonObject Settings)
{
    /// <summary>The name alone: a destination in a log line must not show its secrets.</summary>
    public override string ToString() => Name;
}
