using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Kie;

/// <summary>
/// The envelope of every answer. The code in the envelope is the real status, because the HTTP status is 200 for nearly every answer.
/// </summary>
internal sealed record KieReply(int Code, string Message)
{
    public static KieReply NoKey { get; } = new(401, "You do not have access permissions");

    public static KieReply NoTask { get; } = new(404, "The task is not found.");

    public static KieReply NoPath { get; } = new(404, "The requested resource is not found.");

    public static KieReply RateLimited { get; } = new(429, "The call frequency is too high. Please try again later.");

    public static KieReply Invalid(string why) => new(422, why);

    public static IResult Success(JsonNode data) =>
        Json.Answer(new JsonObject { ["code"] = 200, ["msg"] = "success", ["data"] = data });

    public IResult ToResult(HttpContext context) => ToResult(StatusCodes.Status200OK);

    public IResult ToResult(int status, JsonNode? data = null) =>
        Json.Answer(new JsonObject { ["code"] = Code, ["msg"] = Message, ["data"] = data }, status);
}
