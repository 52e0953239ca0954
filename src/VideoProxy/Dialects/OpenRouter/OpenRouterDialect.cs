using VideoProxy.Abstractions;
using VideoProxy.Accounts;
using VideoProxy.Errors;

namespace VideoProxy.Dialects.OpenRouter;

/// <summary>Registers the openrouter dialect and maps the calls that are answered from the database.</summary>
internal static class OpenRouterDialect
{
    public static void AddOpenRouterDialect(this IServiceCollection services)
    {
        services.AddSingleton<OpenRouterCreateReader>();
        services.AddSingleton<OpenRouterJobWriter>();
        services.AddSingleton<RetrieveVideo>();
        services.AddSingleton<ListModels>();
        services.AddSingleton<OpenRouterCallbackBody>();
        services.AddSingleton(Create);
    }

    public static void MapOpenRouter(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet(OpenRouterRoutes.Models, (RequestDelegate)services.GetRequiredService<ListModels>().HandleAsync).WithMetadata(new NeedsKey());
        routes.MapGet(OpenRouterRoutes.Video, (RequestDelegate)services.GetRequiredService<RetrieveVideo>().HandleAsync).WithMetadata(new NeedsKey());
    }

    private static Dialect Create(IServiceProvider services) => new()
    {
        Name = OpenRouterRoutes.Dialect,
        Prefix = OpenRouterRoutes.Prefix,
        Creates = [new("videos", OpenRouterRoutes.Videos, services.GetRequiredService<OpenRouterCreateReader>().Read)],
        ContentPath = OpenRouterRoutes.Content,
        Adapt = OfferingAdapter.Apply,
        AnswerCreateAsync = services.GetRequiredService<RetrieveVideo>().AnswerCreateAsync,
        WriteErrorAsync = OpenRouterErrorWriter.WriteAsync,
        // A job has only one video, so only index 0 exists.
        VariantOf = query => query["index"].ToString() is "" or "0" ? JobReport.VideoVariant : null,
        WriteCallbackAsync = services.GetRequiredService<OpenRouterCallbackBody>().WriteAsync,
    };
}

/// <summary>Writes <c>{"error":{"code","message"}}</c>. The code is the HTTP status.</summary>
internal static class OpenRouterErrorWriter
{
    public static Task WriteAsync(HttpContext context, ApiError error) => ErrorAnswer.WriteAsync(context, error, json =>
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", error.Status);
        json.WriteString("message", error.Message);
        json.WriteEndObject();
    });
}

/// <summary>The paths of the openrouter dialect.</summary>
internal static class OpenRouterRoutes
{
    public const string Dialect = "openrouter";
    public const string Prefix = "/api/v1";
    public const string Videos = "/api/v1/videos";
    public const string Video = "/api/v1/videos/{id}";
    public const string Content = "/api/v1/videos/{id}/content";
    public const string Models = "/api/v1/videos/models";
}
