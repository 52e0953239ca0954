using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Gemini;

/// <summary>A refusal of the Interactions API itself: its codes are words.</summary>
internal static class GeminiFault
{
    public static IResult Answer(string message) => Json.Answer(
        new JsonObject { ["error"] = new JsonObject { ["code"] = "invalid_request", ["message"] = message } }, StatusCodes.Status400BadRequest);
}
