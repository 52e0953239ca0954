using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.Sandbox.Http;

/// <summary>An error in the format of Google's APIs.</summary>
internal sealed record GoogleFault(int Status, string Word, string Message)
{
    public static GoogleFault RateLimited { get; } =
        new(StatusCodes.Status429TooManyRequests, "RESOURCE_EXHAUSTED", "Quota exceeded for requests per minute. Please try again later.");

    public static GoogleFault NoPath { get; } =
        new(StatusCodes.Status404NotFound, "NOT_FOUND", "The requested URL was not found.");

    public static GoogleFault Invalid(string message) => new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", message);

    public static GoogleFault NotFound(string what) => new(StatusCodes.Status404NotFound, "NOT_FOUND", $"{what} was not found.");

    public IResult ToResult(HttpContext context) => Json.Answer(
        new JsonObject { ["error"] = new JsonObject { ["code"] = Status, ["message"] = Message, ["status"] = Word } }, Status);
}
