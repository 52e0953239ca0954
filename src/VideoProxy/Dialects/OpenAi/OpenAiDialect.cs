using VideoProxy.Abstractions;
using VideoProxy.Accounts;

namespace VideoProxy.Dialects.OpenAi;

/// <summary>Registers the openai dialect and maps the calls that are answered from the database.</summary>
internal static class OpenAiDialect
{
    public static void AddOpenAiDialect(this IServiceCollection services)
    {
        services.AddSingleton<OpenAiCreateReader>();
        services.AddSingleton<RemakeReader>();
        services.AddSingleton<OpenAiJobWriter>();
        services.AddSingleton<RetrieveVideo>();
        services.AddSingleton<ListVideos>();
        services.AddSingleton<DeleteVideo>();
        services.AddSingleton<VideoEvents>();
        services.AddSingleton<EstimateVideo>();
        services.AddSingleton<ListModels>();
        services.AddSingleton<CancelVideo>();
        services.AddSingleton<VideoCallbacks>();
        services.AddSingleton<TestCallback>();
        services.AddSingleton<OpenAiCallbackBody>();
        services.AddSingleton(Create);
    }

    private static Dialect Create(IServiceProvider services)
    {
        var videos = services.GetRequiredService<RetrieveVideo>();
        return new Dialect
        {
            Name = OpenAiRoutes.Dialect,
            Prefix = OpenAiRoutes.Prefix,
            Creates =
            [
                new("videos", OpenAiRoutes.Videos, services.GetRequiredService<OpenAiCreateReader>().Read) { FormFields = CreateFields.Known },
                .. services.GetRequiredService<RemakeReader>().Calls,
            ],
            ContentPath = OpenAiRoutes.Content,
            AnswerCreateAsync = videos.WriteCreatedAsync,
            WriteErrorAsync = OpenAiErrorWriter.WriteAsync,
            VariantOf = query => query["variant"].ToString() is { Length: > 0 } variant ? variant : JobReport.VideoVariant,
            WriteCallbackAsync = services.GetRequiredService<OpenAiCallbackBody>().WriteAsync,
        };
    }

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        Map("GET", OpenAiRoutes.Videos, services.GetRequiredService<ListVideos>().HandleAsync);
        Map("GET", OpenAiRoutes.Video, services.GetRequiredService<RetrieveVideo>().HandleAsync);
        Map("DELETE", OpenAiRoutes.Video, services.GetRequiredService<DeleteVideo>().HandleAsync);
        Map("GET", OpenAiRoutes.Events, services.GetRequiredService<VideoEvents>().HandleAsync);
        Map("POST", OpenAiRoutes.Cancel, services.GetRequiredService<CancelVideo>().HandleAsync);
        Map("GET", OpenAiRoutes.Callbacks, services.GetRequiredService<VideoCallbacks>().ListAsync);
        Map("POST", OpenAiRoutes.Redeliver, services.GetRequiredService<VideoCallbacks>().RedeliverAsync);
        Map("POST", OpenAiRoutes.Characters, Characters.RefuseAsync);
        Map("GET", OpenAiRoutes.Character, Characters.RefuseAsync);
        Map("GET", OpenAiRoutes.Models, services.GetRequiredService<ListModels>().ListAsync);
        Map("GET", OpenAiRoutes.Model, services.GetRequiredService<ListModels>().FindAsync);

        void Map(string method, string path, RequestDelegate handle) => routes.MapMethods(path, [method], handle).WithMetadata(new NeedsKey());
    }
}
