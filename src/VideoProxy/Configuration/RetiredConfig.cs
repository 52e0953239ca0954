namespace VideoProxy.Configuration;

internal sealed record RetiredConfig(DateOnly On, string? Successor);
