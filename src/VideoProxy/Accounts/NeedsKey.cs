namespace VideoProxy.Accounts;

/// <summary>Marks an endpoint that answers only to callers with a key.</summary>
internal sealed class NeedsKey;
