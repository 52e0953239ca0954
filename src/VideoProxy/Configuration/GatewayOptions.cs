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
    public RetentionOptions Retention { get; init; } = new();
}

/// <summary>How long ended jobs and what belongs to them are kept. Null keeps them for ever.</summary>
internal sealed record RetentionOptions
{
    public TimeSpan? Jobs { get; init; }
    public TimeSpan? Deliveries { get; init; }

    /// <summary>How long archived videos are kept.</summary>
    public TimeSpan? Content { get; init; }
}

internal sealed record AccountsOptions
{
    /// <summary>In mode Open, every caller without a key belongs to the organisation "open".</summary>
    public AccountsMode Mode { get; init; } = AccountsMode.Keys;

    /// <summary>Whether the organisation's credits must cover a create.</summary>
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

    /// <summary>How long after its accept a task that the provider does not know yet is not a failure.</summary>
    public TimeSpan NotFoundGrace { get; init; } = TimeSpan.FromMinutes(2);
}

internal sealed record CallbacksOptions
{
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(1);
    public int Attempts { get; init; } = 15;
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The default callback of the openrouter dialect.</summary>
    public DefaultCallbackOptions Default { get; init; } = new();
}

/// <summary>The default callback for clients of the OpenRouter dialect that do not specify their own.</summary>
internal sealed record DefaultCallbackOptions
{
    public Uri? Url { get; init; }

    /// <summary>Null means that callbacks are not signed.</summary>
    public string? Secret { get; init; }

    /// <summary>The secret before the last rotation. While it is set, both secrets sign each delivery.</summary>
    public string? PreviousSecret { get; init; }

    /// <summary>The ends of jobs that are called back. An empty list stands for all.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];
}

internal sealed record ContentOptions
{
    /// <summary>How long a signed link in <c>content[].url</c> is valid.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A download that transfers no byte for this long is aborted.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Which videos the gateway keeps in <c>./data/content</c>.</summary>
    public ArchiveMode Archive { get; init; }
}

/// <summary>Which videos the gateway keeps a copy of.</summary>
internal enum ArchiveMode
{
    /// <summary>Only videos that arrive inside a reply. All others are streamed from their provider.</summary>
    Auto,
    Off,
}

/// <summary>What the guarded connector may connect to for callbacks and result URLs, and who is trusted on the way in.</summary>
internal sealed record NetworkOptions
{
    /// <summary>The origins of browser pages that may play videos and read the status of jobs. <c>*</c> stands for all origins.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>The addresses or networks of the proxies whose <c>X-Forwarded-*</c> headers count.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
    public bool AllowHttp { get; init; }
    public bool AllowPrivate { get; init; }
    public Uri? EgressProxy { get; init; }
}

internal sealed record RequestsOptions
{
    /// <summary>The largest request body, in bytes.</summary>
    public long MaxBody { get; init; } = 64L << 20;

    /// <summary>The bytes that all buffered bodies share. A create beyond this budget is answered with 429.</summary>
    public long BufferBudget { get; init; } = 256L << 20;
}
