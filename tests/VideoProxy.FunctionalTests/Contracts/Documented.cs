using System.Globalization;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>A call and its reply as the provider documents them: one of the plugin's mappings.</summary>
internal sealed record Documented(string Name, JsonObject Request, JsonObject Response, JsonObject Metadata)
{
    /// <summary>What the reply is about: the task that it makes or the task that was asked for.</summary>
    public string? Id => (string?)Metadata["report"]!["accepted"] ?? (string?)Metadata["input"]!["upstreamId"];

    public string? Prompt => (string?)Metadata["input"]!["request"]?["prompt"];

    /// <summary>Why the video was refused or failed: its kind and the provider's own words.</summary>
    public (string Kind, string Message) Fault =>
        (Metadata["report"]!["rejected"] ?? Metadata["report"]!["fault"])!.AsObject() is var fault ? ((string)fault["kind"]!, (string)fault["message"]!) : default;

    /// <summary>How long it asks to be left alone.</summary>
    public TimeSpan? RetryAfter =>
        (string?)Metadata["report"]!["rejected"]?["retryAfter"] is { } wait ? TimeSpan.Parse(wait, CultureInfo.InvariantCulture) : null;

    public static Documented Read(NativeApi api, string name)
    {
        if (name == "link") return Of(name, api.Link!);
        var file = Path.Combine(Repository.Root, "plugins", api.Plugin, "mappings", $"{api.Prefix}{name}.json");
        return Of(name, JsonNode.Parse(File.ReadAllText(file))!.AsObject());
    }

    private static Documented Of(string name, JsonObject stub) =>
        new(name, stub["request"]!.AsObject(), stub["response"]!.AsObject(), stub["metadata"]!.AsObject());
}
