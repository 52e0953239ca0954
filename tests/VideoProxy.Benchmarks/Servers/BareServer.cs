using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace VideoProxy.Benchmarks.Servers;

/// <summary>The server to which the gateway is compared. The bare server has an endpoint that returns fixed bytes, and plain YARP routes.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string upstreamUrl, string fileUrl, string statusFile)
    {
        var status = await File.ReadAllBytesAsync(statusFile);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReverseProxy().LoadFromMemory(
            [
                Route("create", "/v1/videos", "upstream", "/api/v3/contents/generations/tasks"),
                Route("content", "/content", "files", new Uri(fileUrl).AbsolutePath),
            ],
            [Cluster("upstream", upstreamUrl), Cluster("files", new Uri(fileUrl).GetLeftPart(UriPartial.Authority))]);
        var app = builder.Build();
        app.MapGet("/status", (RequestDelegate)(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = status.Length;
            return context.Response.Body.WriteAsync(status).AsTask();
        }));
        app.MapReverseProxy();
        await app.StartAsync();
        Console.WriteLine($"listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static RouteConfig Route(string id, string path, string cluster, string target) => new()
    {
        RouteId = id,
        ClusterId = cluster,
        Match = new RouteMatch { Path = path },
        Transforms = [new Dictionary<string, string> { ["PathSet"] = target }],
    };

    private static ClusterConfig Cluster(string id, string address) => new()
    {
        ClusterId = id,
        Destinations = new Dictionary<string, DestinationConfig> { ["main"] = new() { Address = address } },
    };
}
