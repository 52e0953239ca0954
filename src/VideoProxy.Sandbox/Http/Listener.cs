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
    // ModelArk's documented limit, and the largest of the simulated ones.
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
            // Somebody else has the port.
            return await BindAsync(0, map, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A slow download must not hold up the end of the process.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static async Task<Listener> BindAsync(int port, Action<IEndpointRouteBuilder> map, CancellationToken cancellation)
    {
        // The empty builder, because the environment's URLS and Kestrel settings belong to the gateway around us.
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
