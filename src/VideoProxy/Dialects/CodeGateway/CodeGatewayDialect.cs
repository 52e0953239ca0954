using VideoProxy.Errors;
using VideoProxy.Jobs;

namespace VideoProxy.Dialects.CodeGateway;

/// <summary>Registers the codegateway dialect. The dialect has no content route of its own, so its answers link to the content route of the openai dialect.</summary>
internal static class CodeGatewayDialect
{
    public static void AddCodeGatewayDialect(this IServiceCollection services)
    {
        services.AddSingleton<CodeGatewayCreateReader>();
        services.AddSingleton<AnswerVideo>();
        services.AddSingleton(Create);
    }

    private static Dialect Create(IServiceProvider services) => new()
    {
        Name = CodeGatewayRoutes.Dialect,
        Prefix = CodeGatewayRoutes.Prefix,
        Creates = [new("videos", CodeGatewayRoutes.Generate, services.GetRequiredService<CodeGatewayCreateReader>().Read)],
        AnswerCreateAsync = services.GetRequiredService<AnswerVideo>().AnswerCreateAsync,
        WriteErrorAsync = CodeGatewayErrorWriter.WriteAsync,
    };
}

/// <summary>Writes <c>{"error":"…"}</c>. If the job already exists, a header carries its id.</summary>
internal static class CodeGatewayErrorWriter
{
    /// <summary>The header with the job's id. The client can retrieve the job with <c>GET /v1/videos/{id}</c>.</summary>
    public const string IdHeader = "x-video-id";

    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        if (context.Features.Get<Job>() is { } job) context.Response.Headers[IdHeader] = job.Id;
        return ErrorAnswer.WriteAsync(context, error, json => json.WriteString("error", error.Message));
    }
}

/// <summary>The path of the codegateway dialect's only call.</summary>
internal static class CodeGatewayRoutes
{
    public const string Dialect = "codegateway";
    public const string Prefix = "/v1/video";
    public const string Generate = "/v1/video/generate";
}
