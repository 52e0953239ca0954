using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>A destination with the token that its calls need, if they need one; or why there is none.</summary>
internal sealed record Access(ProviderDestination Destination, ProviderToken? Token = null, ProviderFault? Fault = null);
