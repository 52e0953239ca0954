using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VideoProxy.Benchmarks.Servers;

/// <summary>The least that ModelArk can be: every submit is accepted under a new id, every poll says it succeeded.</summary>
internal static class StubUpstream
{
    public static async Task<int> RunAsync(string fileUrl)
    {
        var next = 0L;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            if (HttpMethods.IsPost(context.Request.Method))
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
                await context.Response.WriteAsync($$"""{"id":"cgt-{{Environment.ProcessId}}-{{Interlocked.Increment(ref next)}}"}""");
                return;
            }

            await context.Response.WriteAsync($$$"""{"id":"{{{Path.GetFileName(context.Request.Path)}}}","status":"succeeded","content":{"video_url":"{{{fileUrl}}}"},"created_at":1778754737,"updated_at":1778755025}""");
        });
        await app.StartAsync();
        Console.WriteLine($"listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
