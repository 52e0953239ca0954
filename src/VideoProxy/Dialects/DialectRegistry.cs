namespace VideoProxy.Dialects;

/// <summary>All dialects, found by the path of a request or by the name that a job keeps.</summary>
internal sealed class DialectRegistry(IEnumerable<Dialect> dialects)
{
    // The longest prefix first: /v1/video/generate is not the openai dialect's.
    private readonly Dialect[] _all = [.. dialects.OrderByDescending(dialect => dialect.Prefix.Value!.Length)];

    public IReadOnlyList<Dialect> All => _all;

    /// <summary>Null for a path that is none of ours.</summary>
    public Dialect? Find(PathString path) => Array.Find(_all, dialect => path.StartsWithSegments(dialect.Prefix));

    public Dialect ByName(string name) =>
        Array.Find(_all, dialect => dialect.Name == name) ?? throw new InvalidOperationException($"There is no dialect '{name}'.");
}
