using Microsoft.AspNetCore.HostFiltering;
using VideoProxy.Accounts;
using VideoProxy.Callbacks;
using VideoProxy.Catalog;
using VideoProxy.Configuration;
using VideoProxy.Content;
using VideoProxy.Dialects;
using VideoProxy.Hosting;
using VideoProxy.Jobs;
using VideoProxy.Network;
using VideoProxy.Pipeline;
using VideoProxy.Providers;
using VideoProxy.Storage;
using VideoProxy.Telemetry;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VideoProxy;

/// <summary>The host's composition root: the services, folder by folder, and the middleware, in the order in which a request runs through it.</summary>
internal static class GatewayApp
{
    // Otherwise the framework watches the working folder and wakes up at every write to a database in it.
    private static readonly string[] FrameworkArguments = ["--hostBuilder:reloadConfigOnChange=false"];

    public static WebApplication Build(ServeOptions serve, GatewayConfig config, ConfigSnapshot providers, ProcessEnvironment environment, Database database)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = FrameworkArguments });
        // VideoProxy does not read the framework's own files, such as appsettings.json.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Logging.Defaults(hasForeignRoutes: config.Configuration.GetSection(ReverseProxyRules.Section).GetSection("Routes").Exists()));
        builder.Configuration.AddConfiguration(config.Configuration);
        // After SIGTERM, a submit in flight keeps its full timeout, because the provider may already charge for it.
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = config.Options.Tracker.SubmitTimeout + TimeSpan.FromSeconds(15);
            // A fault of one background service must not end the process. Each service starts its loop again.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(serve.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Raise(kestrel.Limits);
            // BodyReader has the limit instead, because Kestrel would break the connection before the client has read the error.
            kestrel.Limits.MaxRequestBodySize = null;
            // BodyPace is stricter, so this rate only matters where the gateway does not read a body itself.
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(30));
        });
        // HostMiddleware checks AllowedHosts instead, because the framework's filter answers with an HTML page.
        builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["*"]);
        Logging.Configure(builder.Logging);

        AddServices(builder.Services, config, environment, database, serve);
        builder.Services.AddSingleton(new ConfigSource(serve.ConfigFolder, environment.Find));
        builder.Services.AddSingleton(services => new GatewayEdits(
            config, () => GatewayConfigReader.Read(serve.ConfigFolder, environment), services.GetRequiredService<ConfigSource>(), services.GetRequiredService<ILogger<GatewayEdits>>()));
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection(ReverseProxyRules.Section))
            .AddTransforms(ProxyPipeline.AddTransforms);

        var app = builder.Build();
        app.Services.GetRequiredService<ProviderConfigApplier>().Apply(providers);
        StartupWarnings.Log(app.Logger, serve, environment);
        UsePipeline(app, serve.Roles);
        return app;
    }

    private static void AddServices(IServiceCollection services, GatewayConfig config, ProcessEnvironment environment, Database database, ServeOptions serve)
    {
        var options = config.Options;
        services.AddStorage(database, serve.Node, config.Configuration.GetConnectionString("Redis"));
        services.AddSingleton(options).AddSingleton(options.Tracker).AddSingleton(options.Callbacks).AddSingleton(options.Network).AddSingleton(options.Content).AddSingleton(options.Retention);
        services.AddSingleton(new GatewaySecret(environment.Find("VIDEOPROXY_SECRET")));
        services.AddSingleton(new KeyRing(options.Accounts, environment.Find("VIDEOPROXY_ADMIN_KEY"), environment.IsSandbox));
        services.AddSingleton<SecretProtector>();
        services.AddSingleton<Alarms>().AddSingleton<MemoryFaults>();
        services.AddNetwork();
        services.AddProviders();
        services.AddSingleton<CurrentCatalogue>();
        services.AddJobs(database, serve.Roles);
        services.AddContent();
        services.AddCallbacks(serve.Roles);
        services.AddPipeline(serve.Roles, options.Network);
        services.AddDialects();
    }

    private static void UsePipeline(WebApplication app, Roles roles)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<UnreadBodyMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseStatusCodePages(ErrorPages.WriteAsync);
        app.UseRouting();
        app.UseCrossOrigin();
        app.UseRequestLimits();
        app.UseMiddleware<HostMiddleware>();
        app.UseMiddleware<DrainMiddleware>();
        app.UseForeignBodyLimit();
        app.MapHealth();
        if (!roles.HasFlag(Roles.Api)) return;
        app.UseMiddleware<KeyMiddleware>();
        app.UseRequestEncodings();
        app.MapDialects();
        EstimateEndpoint.Map(app);
        CallbackEndpoints.Map(app);
        NotifyEndpoint.Map(app);
        app.MapReverseProxy(ProxyPipeline.AddSteps);
    }
}
