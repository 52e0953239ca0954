using System.Globalization;
using System.Text.Json.Nodes;
using WireMock.ResponseBuilders;

namespace VideoProxy.Testing;

/// <summary>Reads the <c>response</c> of a WireMock mapping. It refuses what it does not know.</summary>
internal static class StubResponse
{
    public static IResponseBuilder Read(JsonObject response) =>
        response.Aggregate(Response.Create(), (built, member) => With(built, member.Key, member.Value!));

    private static IResponseBuilder With(IResponseBuilder response, string name, JsonNode value) => name switch
    {
        "status" => response.WithStatusCode((int)value),
        "headers" => response.WithHeaders(value.AsObject().ToDictionary(header => header.Key, header => Convert.ToString(header.Value, CultureInfo.InvariantCulture)!)),
        "body" => response.WithBody((string)value!),
        "jsonBody" => response.WithBody(value.ToJsonString()),
        "base64Body" => response.WithBody(Convert.FromBase64String((string)value!)),
        _ => throw new FormatException($"The tests do not support '{name}' in the response of a mapping."),
    };
}
