using System.Globalization;
using System.Text.Json;
using VideoProxy.Abstractions;

namespace VideoProxy.Providers.OpenAiCompatible;

/// <summary>
/// Finds the members of a task in the places where resellers and gateways put them: at the top, or in an envelope such as
/// <c>{"code":"success","data":{…}}</c>.
/// </summary>
internal static class OpenAiCompatibleTask
{
    private static readonly string[] Envelopes = ["data", "response", "result"];
    private static readonly string[] Ids = ["id", "task_id", "video_id"];

    /// <summary>Returns the id of an accepted video. A header is never an id, because a trace id looks like one.</summary>
    public static string? IdOf(ProviderReply reply) =>
        IdsOf(reply).FirstOrDefault() ?? Texts(reply, "request_id").FirstOrDefault() ?? IdInLocation(reply);

    /// <summary>Returns whether the reply names ids, and none of them is the expected one.</summary>
    public static bool IsAnother(ProviderReply reply, string? id) => IdsOf(reply).ToList() is { Count: > 0 } named && named.All(name => name != id);

    public static string? StatusOf(ProviderReply reply) => Texts(reply, "status").Concat(Texts(reply, "state")).FirstOrDefault();

    /// <summary>Returns the progress from 0 to 100, which may be written as <c>33</c>, <c>"33"</c> or <c>"33%"</c>.</summary>
    public static int? ProgressOf(ProviderReply reply) =>
        Texts(reply, "progress").FirstOrDefault() is { } text
        && double.TryParse(text.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var progress) && double.IsFinite(progress)
            ? (int)Math.Round(Math.Clamp(progress, 0, 100))
            : null;

    /// <summary>Returns the video in a finished task, or null if the video is downloaded from <c>/content</c>.</summary>
    public static FoundVideo? VideoOf(ProviderReply reply) =>
        VideoFinder.Find(reply, "/url", "/video_url", "/video/url", "/metadata/url", "/output", "/content/video_url") is { } video && (video.IsLink || video.Link is null) ? video : null;

    private static IEnumerable<string> IdsOf(ProviderReply reply) => Ids.SelectMany(name => Texts(reply, name));

    private static IEnumerable<string> Texts(ProviderReply reply, string name) => Tasks(reply).Select(task => TextOf(task, name)).OfType<string>();

    /// <summary>Returns the objects that may be the task, the outermost first.</summary>
    private static IEnumerable<JsonElement> Tasks(ProviderReply reply)
    {
        if (reply.Json is not { } json) yield break;
        yield return json;
        foreach (var envelope in Envelopes)
        {
            if (reply.Find(envelope) is { ValueKind: JsonValueKind.Object } task) yield return task;
        }
    }

    private static string? TextOf(JsonElement task, string name) => JsonPointer.FindText(task, "/" + name);

    /// <summary>Reads the id from the Location of a 201 or 202 without a body, such as <c>/v1/videos/vt_1</c>.</summary>
    private static string? IdInLocation(ProviderReply reply) =>
        reply.Status is 201 or 202 && reply.Body.Trim().Length == 0 && reply.Headers.TryGetValue("Location", out var location)
        && location.StartsWith('/') && location.Split('?')[0].Split("/videos/") is [_, { Length: > 0 } id] && !id.Contains('/', StringComparison.Ordinal)
            ? Uri.UnescapeDataString(id)
            : null;
}
