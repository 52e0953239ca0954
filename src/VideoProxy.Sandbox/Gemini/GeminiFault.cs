using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Gemini;

/// <summary>Builds an error of the Interactions API, whose error codes are words instead of numbers.</summary>
internal static class GeminiFault
{
    public static IResult Answer(string message) => Json.Answer(
        new JsonObject { ["error"] = new JsonObject { ["code"] = "invalid_request", ["message"] = message } }, StatusCodes.Status400BadRequest);
}
