namespace VideoProxy.Dialects.CodeGateway;

/// <summary>How one model's fields are named and typed in this dialect.</summary>
internal sealed record GenerateModel
{
    public required string Name { get; init; }
    public required IReadOnlySet<string> Fields { get; init; }

    /// <summary>False: a first frame will do.</summary>
    public bool NeedsPrompt { get; init; } = true;

    /// <summary>As clients write them; the first is the default.</summary>
    public required IReadOnlyList<string> Resolutions { get; init; }

    /// <summary>The first is the default; empty where the model has no such field.</summary>
    public IReadOnlyList<string> Ratios { get; init; } = [];

    /// <summary>The durations where they are texts such as <c>6s</c>; empty where they are whole numbers.</summary>
    public IReadOnlyList<string> DurationTexts { get; init; } = [];
    public int ShortestSeconds { get; init; } = 1;
    public int LongestSeconds { get; init; } = 3600;

    /// <summary>The field of the first frame.</summary>
    public required string FirstFrame { get; init; }

    /// <summary>Flags that are the provider's own.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
