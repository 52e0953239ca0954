using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VideoProxy.Benchmarks.Servers;

/// <summary>
/// A minimal ModelArk. The stub accepts every submit with a new id. A poll returns "running" until the finish time in the task's id, then
/// "succeeded". Polls below the path <see cref="Hang"/> are answered after 30 seconds.
/// </summary>
internal static class StubUpstream
{
    public const string Hang = "/hang";
    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(30);

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

            if (context.Request.Path.StartsWithSegments(Hang)) await Task.Delay(HangTime, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var id = Path.GetFileName(context.Request.Path.Value!);
            if (FinishOf(id) > TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())
            {
                await context.Response.WriteAsync($$"""{"id":"{{id}}","status":"running","created_at":1778754737,"updated_at":1778755025}""");
                return;
            }

            await context.Response.WriteAsync($$$"""{"id":"{{{id}}}","status":"succeeded","content":{"video_url":"{{{fileUrl}}}"},"created_at":1778754737,"updated_at":1778755025}""");
        });
        await app.StartAsync();
        Console.WriteLine($"listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>
    /// Returns the finish time in the id, in unix milliseconds. The id of a submitted task holds a time in the distant past, so the
    /// task is finished at once.
    /// </summary>
    public static long FinishOf(string id) => long.Parse(id.Split('-')[1], CultureInfo.InvariantCulture);
}
