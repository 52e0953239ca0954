using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Configuration;

/// <summary>Lists the members of a native call's body as JSON pointers, such as <c>/content/0/text</c>.</summary>
internal static class CallMembers
{
    /// <summary>Returns null if the plugin cannot translate the job.</summary>
    public static HashSet<string>? Of(IVideoProvider translator, ProviderJob job)
    {
        try
        {
            return [.. Of(translator.Submit(job).Content)];
        }
        catch (Exception)
        {
            // Plugin code may throw anything for a sample job.
            return null;
        }
    }

    private static IEnumerable<string> Of(CallContent? content) => content switch
    {
        CallContent.Json json => Of(json.Value, ""),
        CallContent.Multipart multipart => multipart.Parts.Select(part => $"/{part.Name}"),
        CallContent.Form form => form.Fields.Keys.Select(name => $"/{name}"),
        _ => [],
    };

    private static IEnumerable<string> Of(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Of(member.Value, $"{path}/{member.Key}").Prepend($"{path}/{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Of(item, $"{path}/{index}")),
        _ => [],
    };
}
