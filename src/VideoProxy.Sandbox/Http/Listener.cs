using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace VideoProxy.Sandbox.Http;

/// <summary>A web server on one loopback port.</summary>
internal sealed class Listener : IAsyncDisposable
{
    // The documented limit of ModelArk, which is the largest limit of all simulated services.
    public const long MaxBody = 64L * 1024 * 1024;

    private readonly WebApplication _app;

    private Listener(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Address = new Uri(addresses!.Addresses.Single());
    }

    public Uri Address { get; }

    public static async Task<Listener> StartAsync(int port, Action<IEndpointRouteBuilder> map, CancellationToken cancellation)
    {
        try
        {
            return await BindAsync(port, map, cancellation);
        }
        catch (IOException) when (port != 0)
        {
            // Another process uses the port.
            return await BindAsync(0, map, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Stop without waiting for open requests, because a slow download would delay the end of the process.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static async Task<Listener> BindAsync(int port, Action<IEndpointRouteBuilder> map, CancellationToken cancellation)
    {
        // Use the empty builder, because the URLS and Kestrel settings in the environment belong to the gateway in this process.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync(cancellation);
            return new Listener(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
