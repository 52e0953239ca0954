using System.Text.Json.Nodes;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>JSON with some of its values exchanged.</summary>
internal static class JsonLeaves
{
    public static JsonNode? Change(JsonNode? node, Func<JsonValue, JsonNode?> change) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Change(member.Value, change)))),
        JsonArray items => new JsonArray([.. items.Select(item => Change(item, change))]),
        JsonValue value => change(value),
        _ => null,
    };

    /// <summary>The same for its texts alone.</summary>
    public static JsonObject ChangeTexts(JsonObject node, Func<string, string> change) =>
        Change(node, value => value.TryGetValue<string>(out var text) ? change(text) : value.DeepClone())!.AsObject();
}
