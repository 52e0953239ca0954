using System.Text.Json;
using System.Text.Json.Nodes;
using VideoProxy.Abstractions;

namespace VideoProxy.Catalog;

/// <summary>Native parameters travel only where the provider file names them, with its types and values.</summary>
internal static class PassthroughChecks
{
    public static IEnumerable<RequestProblem> Run(VideoRequest request, Offering offering)
    {
        foreach (var (name, value) in request.ProviderOptions)
        {
            var param = $"provider_options.{name}";
            if (!offering.Passthrough.TryGetValue(name, out var rule))
            {
                var allowed = offering.Passthrough.Count == 0 ? "takes none" : $"takes {string.Join(", ", offering.Passthrough.Keys)}";
                yield return new(param, $"{param} is unsupported ({offering.ProviderId} {allowed})");
            }
            else if (!Fits(value, rule))
            {
                yield return new(param, $"{param} must fit {rule.ToJsonString()}");
            }
        }
    }

    private static bool Fits(JsonNode? value, JsonObject rule)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var typed = (string?)rule["type"] switch
        {
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "string" => kind is JsonValueKind.String,
            "number" => kind is JsonValueKind.Number,
            "integer" => kind is JsonValueKind.Number && value!.AsValue().TryGetValue<long>(out _),
            _ => false,
        };
        return typed && (rule["values"] is not JsonArray values || values.Any(v => JsonNode.DeepEquals(v, value)));
    }
}
