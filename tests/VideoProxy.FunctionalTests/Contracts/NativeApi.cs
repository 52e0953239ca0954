using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>
/// One native API and how a client gets there. Each flow is the documented replies to the polls in their order, by the names
/// of the plugin's mappings: <c>a/b</c> answers the call of a with the reply of b, and the links in <c>a:dead</c> are dead.
/// What cannot be driven says <c>none: </c> and why.
/// </summary>
internal sealed record NativeApi(string Name, string Plugin, string Model)
{
    public const string None = "none: ";

    /// <summary>What the names of its mappings begin with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The fields of the create beside model and prompt.</summary>
    public string Fields { get; init; } = "{}";

    /// <summary>What of the documented submit this create has otherwise, in JSON.</summary>
    public (string Documented, string Sent)[] Otherwise { get; init; } = [];

    /// <summary>The path of the bytes where they are behind the provider's key: <c>{id}</c> is the task's.</summary>
    public string? File { get; init; }

    /// <summary>The bytes are inside the last reply.</summary>
    public bool IsInline { get; init; }

    /// <summary>The call that asks for a link, where the poll gives none; written like a mapping.</summary>
    public JsonObject? Link { get; init; }

    /// <summary>Why nobody is alarmed when the key is refused while a video is being made; null = somebody is.</summary>
    public string? NoAlarm { get; init; }

    /// <summary>Why all flows but the first are those of another row.</summary>
    public string? Otherness { get; init; }

    public string Completed { get; init; } = "queued running succeeded";
    public string Failed { get; init; } = "failed";
    public string Filtered { get; init; } = "filtered";
    public string PromptRefused { get; init; } = "refused-filtered";
    public required string LinkRenewed { get; init; }

    public string Provider => Name.Split(' ')[0];

    /// <summary>The flows that are there.</summary>
    public IEnumerable<Flow> Flows => Enum.GetValues<Flow>().Where(flow => !RepliesOf(flow).StartsWith(None, StringComparison.Ordinal));

    public string RepliesOf(Flow flow) => flow == Flow.Completed || Otherness is null
        ? flow switch
        {
            Flow.Completed => Completed,
            Flow.Failed => Failed,
            Flow.Filtered => Filtered,
            Flow.PromptRefused => PromptRefused,
            Flow.RateLimited => "rate-limited",
            Flow.KeyRefused => "unauthorized",
            Flow.KeyRefusedLater => string.Join(' ', Completed.Split(' ').Select((reply, index) => index == 0 ? $"{reply}/unauthorized" : reply)),
            _ => LinkRenewed,
        }
        : None + Otherness;
}
