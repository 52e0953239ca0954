using VideoProxy.Abstractions;

namespace VideoProxy.Providers;

/// <summary>A token, or why there is none; neither where none is needed.</summary>
internal sealed record TokenAnswer(ProviderToken? Token, ProviderFault? Fault);
