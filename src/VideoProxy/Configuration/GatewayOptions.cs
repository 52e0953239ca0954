namespace VideoProxy.Configuration;

/// <summary>The <c>VideoProxy</c> section of gateway.json and its environment overrides, bound once.</summary>
internal sealed record GatewayOptions
{
    public string? PublicUrl { get; init; }
    public AccountsOptions Accounts { get; init; } = new();
    public RequestsOptions Requests { get; init; } = new();
    public TrackerOptions Tracker { get; init; } = new();
    public CallbacksOptions Callbacks { get; init; } = new();
    public ContentOptions Content { get; init; } = new();
    public NetworkOptions Network { get; init; } = new();
}

internal sealed record AccountsOptions
{
    /// <summary>Open: every caller without a key is the organisation "open".</summary>
    public AccountsMode Mode { get; init; } = AccountsMode.Keys;

    /// <summary>Whether a create must be covered by the organisation's credits.</summary>
    public CreditsMode Credits { get; init; } = CreditsMode.Off;
}

internal enum AccountsMode
{
    Keys,
    Open,
}

internal enum CreditsMode
{
    Off,
    Enforced,
}

internal sealed record TrackerOptions
{
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);
    public TimeSpan SubmitTimeout { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan UnknownGrace { get; init; } = TimeSpan.FromSeconds(20);
}

internal sealed record CallbacksOptions
{
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(1);
    public int Attempts { get; init; } = 15;
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For creates of the openrouter dialect.</summary>
    public DefaultCallbackOptions Default { get; init; } = new();
}

/// <summary>What stands in where a dialect's clients name no receiver or secret of their own: OpenRouter's.</summary>
internal sealed record DefaultCallbackOptions
{
    public Uri? Url { get; init; }

    /// <summary>Null: nothing is signed.</summary>
    public string? Secret { get; init; }
}

internal sealed record ContentOptions
{
    /// <summary>How long a signed link of <c>content[].url</c> works.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A download that moves no byte for this long is cut.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether videos that come inside a reply are kept in <c>./data/content</c>.</summary>
    public ArchiveMode Archive { get; init; }
}

/// <summary>Whether videos are kept by the gateway itself.</summary>
internal enum ArchiveMode
{
    /// <summary>Those that come inside a reply; everything else streams from its provider.</summary>
    Auto,
    Off,
}

/// <summary>What the guarded connector may dial for callbacks and result URLs.</summary>
internal sealed record NetworkOptions
{
    public bool AllowHttp { get; init; }
    public bool AllowPrivate { get; init; }
    public Uri? EgressProxy { get; init; }
}

internal sealed record RequestsOptions
{
    /// <summary>Bytes of one request body.</summary>
    public long MaxBody { get; init; } = 64L << 20;

    /// <summary>Bytes that all buffered bodies share; beyond it a create is answered with 429.</summary>
    public long BufferBudget { get; init; } = 256L << 20;
}
