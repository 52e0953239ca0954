using System.Text.Json.Nodes;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Ark;

/// <summary>Finds the first fault of a request body, in the order in which the service checks.</summary>
internal static class ArkRequest
{
    public static ArkFault? Check(JsonObject body)
    {
        if (ArkFieldRules.Types(body).FirstOrDefault() is { } wrongType)
        {
            return wrongType;
        }

        var name = body["model"].Text()!;
        if (ArkModel.Find(name) is not { } model)
        {
            return ArkFault.NoModel(name);
        }

        var items = (JsonArray)body["content"]!;
        return ArkFieldRules.Values(body, model)
            .Concat(ArkItemRules.Check(items))
            .Concat(ArkContentRules.Check(body, new ArkContent(items), model))
            .FirstOrDefault();
    }
}
