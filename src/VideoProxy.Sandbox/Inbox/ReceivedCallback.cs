using System.Globalization;
using System.Text.Json.Nodes;

namespace VideoProxy.Sandbox.Inbox;

internal sealed record ReceivedCallback(string Name, DateTimeOffset At, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonObject ToJson() => new()
    {
        ["name"] = Name.Length == 0 ? null : Name,
        ["received_at"] = At.ToString("O", CultureInfo.InvariantCulture),
        ["headers"] = new JsonObject(Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
        ["body"] = Body,
    };
}
