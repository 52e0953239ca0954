using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VideoProxy.Benchmarks.Servers;

/// <summary>
/// A receiver of callbacks. It counts what arrives, and says so at GET: the number of posts, the number of different events, and the
/// seconds from the first post to the last. One that hangs never replies.
/// </summary>
internal static class StubReceiver
{
    public static async Task<int> RunAsync(bool hangs)
    {
        var events = new ConcurrentDictionary<string, bool>();
        var (posts, first, last) = (0, 0L, 0L);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            if (!HttpMethods.IsPost(context.Request.Method))
            {
                var seconds = Stopwatch.GetElapsedTime(Interlocked.Read(ref first), Interlocked.Read(ref last)).TotalSeconds;
                await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{posts} {events.Count} {seconds:F3}"));
                return;
            }

            var now = Stopwatch.GetTimestamp();
            Interlocked.CompareExchange(ref first, now, 0);
            await context.Request.Body.CopyToAsync(Stream.Null);
            events[context.Request.Headers["webhook-id"].ToString()] = true;
            Interlocked.Increment(ref posts);
            Interlocked.Exchange(ref last, now);
            if (hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await app.StartAsync();
        Console.WriteLine($"listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    public static async Task<Received> AskAsync(string url)
    {
        using var client = new HttpClient();
        var words = (await client.GetStringAsync(new Uri(url))).Split(' ');
        return new(int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture));
    }
}

/// <summary>What a receiver has counted.</summary>
internal sealed record Received(int Posts, int Events, double Seconds);
