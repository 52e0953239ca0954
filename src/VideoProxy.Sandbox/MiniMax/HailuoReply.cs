using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>Builds the answers of the V1 API. The HTTP status is always 200, and <c>base_resp</c> holds the real status.</summary>
internal static class HailuoReply
{
    public static JsonObject Of(int code, string message, JsonObject? members = null)
    {
        var body = members ?? [];
        body["base_resp"] = new JsonObject { ["status_code"] = code, ["status_msg"] = message };
        return body;
    }

    public static JsonObject Success(JsonObject members) => Of(0, "success", members);

    public static IResult NoKey() => Json.Answer(Of(1004, "login fail: Please carry the API secret key in the 'Authorization' field"));

    public static IResult RateLimited() => Json.Answer(Of(1002, "rate limit"));

    public static IResult Invalid(string why) => Json.Answer(Of(2013, "invalid params, " + why));
}
