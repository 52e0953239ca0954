using VideoProxy.Accounts;
using VideoProxy.Callbacks;
using VideoProxy.Cli;
using VideoProxy.Configuration;
using VideoProxy.Content;
using VideoProxy.Dialects.OpenAi;
using VideoProxy.Jobs;
using VideoProxy.Network;
using VideoProxy.Pipeline;
using VideoProxy.Providers;
using VideoProxy.Storage;
using VideoProxy.Telemetry;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy;

/// <summary>The table of contents: services by folder, then the pipeline in the order in which a request meets it.</summary>
internal static class GatewayApp
{
    public static async Task<WebApplication> BuildAsync(
        ServeOptions serve, GatewayConfig config, ConfigSnapshot providers, ProcessEnvironment environment, Database database, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The framework's own files are not ours, and its watcher of the working folder would wake at every write to the database.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(config.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(serve.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = config.Options.Requests.MaxBody;
        });
        Logging.Configure(builder.Logging);

        var secret = await GatewaySecret.LoadAsync(environment.Find("VIDEOPROXY_SECRET"), database, cancel);
        AddServices(builder.Services, config.Options, environment, database, secret);
        builder.Services.AddSingleton(new ConfigSource(serve.ConfigFolder, environment.Find));
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddTransforms(ProxyPipeline.AddTransforms);

        var app = builder.Build();
        app.Services.GetRequiredService<ProviderConfigApplier>().Apply(providers);
        StartupWarnings.Log(app.Logger, serve, environment);
        UsePipeline(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, GatewayOptions options, ProcessEnvironment environment, Database database, GatewaySecret secret)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options).AddSingleton(options.Tracker).AddSingleton(options.Callbacks).AddSingleton(options.Network);
        services.AddSingleton(database).AddSingleton(secret);
        services.AddSingleton(new KeyRing(options.Accounts, environment.Find("VIDEOPROXY_ADMIN_KEY"), environment.IsSandbox));
        services.AddSingleton<SecretProtector>().AddSingleton<LinkSigner>();
        services.AddNetwork();
        services.AddProviders();
        services.AddJobs();
        services.AddCallbacks();
        services.AddPipeline();
        services.AddOpenAiDialect();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseStatusCodePages(ErrorPages.WriteAsync);
        app.UseRouting();
        app.UseMiddleware<KeyMiddleware>();
        app.MapHealth();
        app.MapOpenAi();
        app.MapReverseProxy(ProxyPipeline.AddSteps);
    }
}
