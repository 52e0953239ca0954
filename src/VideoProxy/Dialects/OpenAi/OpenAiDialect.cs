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
        services.AddSingleton<ListVideos>();
        services.AddSingleton<DeleteVideo>();
        services.AddSingleton<CancelVideo>();
        services.AddSingleton<OpenAiCallbackBody>();
        services.AddSingleton<CallbackBody>(provider => provider.GetRequiredService<OpenAiCallbackBody>().BuildAsync);
    }

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        Map("GET", OpenAiRoutes.Videos, services.GetRequiredService<ListVideos>().HandleAsync);
        Map("GET", OpenAiRoutes.Video, services.GetRequiredService<RetrieveVideo>().HandleAsync);
        Map("DELETE", OpenAiRoutes.Video, services.GetRequiredService<DeleteVideo>().HandleAsync);
        Map("POST", OpenAiRoutes.Cancel, services.GetRequiredService<CancelVideo>().HandleAsync);

        void Map(string method, string path, RequestDelegate handle) => routes.MapMethods(path, [method], handle).WithMetadata(new NeedsKey());
    }
}
