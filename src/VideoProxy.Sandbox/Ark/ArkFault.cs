using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.Sandbox.Http;

namespace VideoProxy.Sandbox.Ark;

internal sealed record ArkFault(int Status, string Code, string Message, string Param = "")
{
    public static ArkFault Authentication { get; } =
        new(StatusCodes.Status401Unauthorized, "AuthenticationError", "The API key in the request is missing or invalid.");

    public static ArkFault NoTask { get; } =
        new(StatusCodes.Status404NotFound, "NotFound.Task", "The specified task is not found.", "id");

    public static ArkFault NoPath { get; } =
        new(StatusCodes.Status404NotFound, "NotFound.Path", "The requested path is not found.");

    public static ArkFault RunningTask { get; } =
        new(StatusCodes.Status409Conflict, "InvalidAction.RunningTaskDeletion", "A running task cannot be deleted.", "id");

    public static ArkFault RateLimited { get; } =
        new(StatusCodes.Status429TooManyRequests, "RateLimitExceeded.EndpointRPMExceeded", "The requests per minute limit of the endpoint is exceeded.");

    public static ArkFault TooLarge { get; } =
        new(StatusCodes.Status400BadRequest, "RequestBodyTooLarge", "The request body is larger than 64 MB.");

    public static ArkFault Invalid(string param, string why) =>
        new(StatusCodes.Status400BadRequest, "InvalidParameter", $"The parameter `{param}` specified in the request is not valid: {why}.", param);

    public static ArkFault Unsupported(string param, string model) =>
        Invalid(param, $"the model {model} does not support it") with { Code = "InvalidParameter.UnsupportedParameter" };

    public static ArkFault Missing(string param) =>
        new(StatusCodes.Status400BadRequest, "MissingParameter." + param, $"The request is missing the parameter `{param}`.", param);

    public static ArkFault NoModel(string model) =>
        new(StatusCodes.Status404NotFound, "InvalidEndpointOrModel.NotFound", $"The model or endpoint {model} does not exist or you do not have access to it.", "model");

    public IResult ToResult(HttpContext context) => Json.Answer(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = Code,
                ["message"] = $"{Message} Request id: {context.TraceIdentifier}",
                ["param"] = Param,
                ["type"] = Kind,
            },
        },
        Status);

    private string Kind => Status switch
    {
        StatusCodes.Status401Unauthorized => "Unauthorized",
        StatusCodes.Status404NotFound => "NotFound",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status429TooManyRequests => "TooManyRequests",
        _ => "BadRequest",
    };
}
