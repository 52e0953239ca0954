using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.MiniMax;

/// <summary>An error of the V2 API. Unlike V1, the V2 API returns errors with a matching HTTP status.</summary>
internal sealed record H3Fault(int Status, string Type, string Message)
{
    public static H3Fault NoKey { get; } = new(StatusCodes.Status401Unauthorized, "authorized_error", "login fail (1004)");

    public static H3Fault RateLimited { get; } = new(StatusCodes.Status429TooManyRequests, "rate_limit_error", "rate limit (1002)");

    public static H3Fault NoTask { get; } = new(StatusCodes.Status404NotFound, "not_found_error", "task not found (2013)");

    public static H3Fault NoPath { get; } = new(StatusCodes.Status404NotFound, "not_found_error", "404 page not found");

    public static H3Fault Invalid(string why) => new(StatusCodes.Status400BadRequest, "bad_request_error", $"invalid params, {why} (2013)");

    public IResult ToResult(HttpContext context) => Json.Answer(
        new JsonObject
        {
            ["type"] = "error",
            ["error"] = new JsonObject { ["type"] = Type, ["message"] = Message, ["http_code"] = Status.ToString(CultureInfo.InvariantCulture) },
            ["request_id"] = context.TraceIdentifier,
        },
        Status);
}
