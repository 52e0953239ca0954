using VideoProxy.Abstractions;
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
        services.AddSingleton<VideoCallbacks>();
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
            CreatePath = OpenAiRoutes.Videos,
            ContentPath = OpenAiRoutes.Content,
            TakesForms = true,
            ReadCreate = services.GetRequiredService<OpenAiCreateReader>().Read,
            AnswerCreateAsync = (context, job) => videos.WriteAsync(context, job),
            WriteErrorAsync = OpenAiErrorWriter.WriteAsync,
            VariantOf = query => query["variant"].ToString() is { Length: > 0 } asked ? asked : JobReport.VideoVariant,
            WriteCallbackAsync = services.GetRequiredService<OpenAiCallbackBody>().WriteAsync,
        };
    }

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet(OpenAiRoutes.Video, (RequestDelegate)services.GetRequiredService<RetrieveVideo>().HandleAsync).WithMetadata(new NeedsKey());
        routes.MapPost(OpenAiRoutes.Cancel, (RequestDelegate)services.GetRequiredService<CancelVideo>().HandleAsync).WithMetadata(new NeedsKey());
        routes.MapGet(OpenAiRoutes.Callbacks, (RequestDelegate)services.GetRequiredService<VideoCallbacks>().ListAsync).WithMetadata(new NeedsKey());
        routes.MapPost(OpenAiRoutes.Redeliver, (RequestDelegate)services.GetRequiredService<VideoCallbacks>().RedeliverAsync).WithMetadata(new NeedsKey());
    }
}
