using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.OpenAi;

internal sealed record OpenAiFault(int Status, string Message, string? Param, string? Code, string Type = "invalid_request_error")
{
    public static OpenAiFault Authentication { get; } =
        new(StatusCodes.Status401Unauthorized, "Incorrect API key provided.", null, "invalid_api_key");

    public static OpenAiFault RateLimited { get; } =
        new(StatusCodes.Status429TooManyRequests, "Rate limit reached for videos per min. Please try again in 1s.", null, "rate_limit_exceeded", "rate_limit_error");

    public static OpenAiFault NoPath { get; } =
        new(StatusCodes.Status404NotFound, "Invalid URL.", null, null);

    public static OpenAiFault NotReady { get; } =
        new(StatusCodes.Status404NotFound, "Video is not ready yet, use GET /v1/videos/{video_id} to check status.", null, null);

    public static OpenAiFault Gone { get; } =
        new(StatusCodes.Status404NotFound, "The video's content has expired.", null, null);

    public static OpenAiFault NoVideo(string id) =>
        new(StatusCodes.Status404NotFound, $"Video with id '{id}' not found.", "video_id", null);

    public static OpenAiFault Invalid(string? param, string message, string code = "invalid_value") =>
        new(StatusCodes.Status400BadRequest, message, param, code);

    public IResult ToResult(HttpContext context)
    {
        context.Response.Headers["x-request-id"] = "req_" + context.TraceIdentifier.Replace(":", "", StringComparison.Ordinal);
        if (Status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        var error = new JsonObject { ["message"] = Message, ["type"] = Type, ["param"] = Param, ["code"] = Code };
        return Json.Answer(new JsonObject { ["error"] = error }, Status);
    }
}
