using VideoProxy.Configuration;
using VideoProxy.Providers;

namespace VideoProxy.Catalog;

/// <summary>A model as one provider serves it, with the provider.</summary>
internal sealed record Offered(LoadedProvider Provider, ModelConfig Model);
