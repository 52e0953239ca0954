using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>A region or account of a provider: one entry of <c>destinations</c> in a provider file.</summary>
/// <param name="Name">The destination's name in the provider file.</param>
/// <param name="Addresses">
/// The absolute base URLs by name, without a trailing slash. <see cref="ProviderCall.MainAddress"/> is always present.
/// </param>
/// <param name="Credentials">
/// The secrets by name, such as <c>apiKey</c>. Write secrets only into the results of <see cref="IAuthorizeCalls.Authorize"/> and
/// <see cref="IRequestTokens.RequestToken"/>.
/// </param>
/// <param name="Settings">The settings of the file, overridden by the settings of the destination, as raw JSON.</param>
public sealed record ProviderDestination(
    string Name,
    IReadOnlyDictionary<string, string> Addresses,
    IReadOnlyDictionary<string, string> Credentials,
    JsonObject Settings)
{
    /// <summary>Returns only the name, so that a log line with a destination never shows its secrets.</summary>
    public override string ToString() => Name;
}
