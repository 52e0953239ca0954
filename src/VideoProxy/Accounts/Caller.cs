namespace VideoProxy.Accounts;

/// <summary>Who asks: the organisation that the key belongs to.</summary>
internal sealed record Caller(string Org);
