using System.Text.Json.Nodes;

namespace VideoProxy.Abstractions;

/// <summary>What a provider said to a poll.</summary>
/// <param name="State">The task's state.</param>
public sealed record JobReport(ReportedState State)
{
    /// <summary>The name of the video itself in <see cref="Content"/>.</summary>
    public const string VideoVariant = "video";

    /// <summary>0 to 100, where the provider says it.</summary>
    public int? Progress { get; init; }

    /// <summary>Where the bytes are, by variant: <c>video</c>, and whatever else the provider makes (<c>thumbnail</c>, <c>last_frame</c>).</summary>
    public IReadOnlyDictionary<string, ContentLocation> Content { get; init; } = new Dictionary<string, ContentLocation>();

    /// <summary>How long the provider keeps the content after completion; null = not known.</summary>
    public TimeSpan? ContentLifetime { get; init; }

    /// <summary>What was made, with <see cref="ReportedState.Completed"/>; null where the provider says nothing of it.</summary>
    public Delivered? Delivered { get; init => field = value == new Delivered() ? null : value; }

    /// <summary>Why the task failed, with <see cref="ReportedState.Failed"/>; or why the provider would not say, of <see cref="Refused"/>.</summary>
    public ProviderFault? Fault { get; init; }

    /// <summary>The provider's note, replacing the one before; null keeps it.</summary>
    public JsonNode? Note { get; init; }

    /// <summary>When to ask next; zero = at once; null = the host decides.</summary>
    public TimeSpan? PollAfter { get; init; }

    /// <summary>What was seen, for operators: an undocumented native status, or why the reply is unreadable. No body text.</summary>
    public string? Remark { get; init; }

    /// <summary>A reply that cannot be read.</summary>
    public static JobReport Unreadable(string why) => new(ReportedState.Unreadable) { Remark = why };

    /// <summary>
    /// A reply that refuses our key or account where HTTP does not say so by 401 or 403, and says nothing about the task: it
    /// waits, and the host raises an alarm.
    /// </summary>
    /// <param name="fault">Of kind authentication or permission.</param>
    public static JobReport Refused(ProviderFault fault) => new(ReportedState.Unreadable) { Fault = fault, Remark = "our key is refused" };

    /// <summary>A task that failed for good.</summary>
    public static JobReport Failed(ProviderFault fault) => new(ReportedState.Failed) { Fault = fault };
}
