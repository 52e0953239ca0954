namespace VideoProxy.Accounts;

/// <summary>Who asks: the organisation that the key belongs to, and which of its keys it is, without being it.</summary>
internal sealed record Caller(string Org, string KeyId);
