using VideoProxy.Callbacks;
using VideoProxy.Pipeline;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Wires the openai dialect: its readers and writers, and the calls that are answered from the store.</summary>
internal static class OpenAiDialect
{
    public static void AddOpenAiDialect(this IServiceCollection services)
    {
        services.AddSingleton<OpenAiCreateReader>();
        services.AddSingleton<OpenAiJobWriter>();
        services.AddSingleton<RetrieveVideo>();
        services.AddSingleton<CancelVideo>();
        services.AddSingleton<OpenAiCallbackBody>();
        services.AddSingleton<CallbackBody>(provider => provider.GetRequiredService<OpenAiCallbackBody>().BuildAsync);
    }

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet(OpenAiRoutes.Video, (RequestDelegate)services.GetRequiredService<RetrieveVideo>().HandleAsync).WithMetadata(new NeedsKey());
        routes.MapPost(OpenAiRoutes.Cancel, (RequestDelegate)services.GetRequiredService<CancelVideo>().HandleAsync).WithMetadata(new NeedsKey());
    }
}
