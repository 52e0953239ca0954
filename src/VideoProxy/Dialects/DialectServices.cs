using VideoProxy.Callbacks;
using VideoProxy.Dialects.CodeGateway;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Dialects.OpenRouter;

namespace VideoProxy.Dialects;

internal static class DialectServices
{
    public static void AddDialects(this IServiceCollection services)
    {
        services.AddSingleton<DialectRegistry>();
        services.AddSingleton<CallbackBodies>();
        services.AddSingleton<CallbackBody>(provider => provider.GetRequiredService<CallbackBodies>().BuildAsync);
        services.AddSingleton<CallerJobs>();
        services.AddOpenAiDialect();
        services.AddOpenRouterDialect();
        services.AddCodeGatewayDialect();
    }

    /// <summary>Maps the calls that are answered from the database. YARP serves the creates and downloads.</summary>
    public static void MapDialects(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenAi();
        routes.MapOpenRouter();
        routes.MapOpenApiDocuments();
    }
}
