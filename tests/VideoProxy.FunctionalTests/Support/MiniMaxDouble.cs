using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VideoProxy.FunctionalTests.Support;

/// <summary>Plays MiniMax's V1: each task is done at once, its link must be asked for, and links die when a test says so.</summary>
internal sealed class MiniMaxDouble : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, bool> _dead = new();
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private int _links;

    public string BaseUrl => LoopbackServer.UrlOf(_app!);

    /// <summary>How many links were asked for.</summary>
    public int Links => _links;

    /// <summary>While set, the file's record is gone and no link is given any more.</summary>
    public bool IsFileGone { get; set; }

    /// <summary>What came back for the challenge, which is sent before a submit is answered.</summary>
    public JsonNode? ChallengeAnswer { get; private set; }

    public static async Task<MiniMaxDouble> StartAsync()
    {
        var upstream = new MiniMaxDouble();
        upstream._app = await LoopbackServer.StartAsync(app =>
        {
            app.MapPost("/v1/video_generation", (RequestDelegate)upstream.SubmitAsync);
            app.MapGet("/v1/query/video_generation", (RequestDelegate)(context => AnswerAsync(context, new JsonObject
            {
                ["task_id"] = context.Request.Query["task_id"].ToString(), ["status"] = "Success", ["file_id"] = "205258526306433",
            })));
            app.MapGet("/v1/files/retrieve", (RequestDelegate)upstream.LinkAsync);
            app.MapGet("/cdn/{number:int}", (RequestDelegate)upstream.FileAsync);
        });
        return upstream;
    }

    public void KillLinks()
    {
        for (var number = 1; number <= _links; number++) _dead[number] = true;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app!.DisposeAsync();
    }

    private async Task SubmitAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        if ((string?)body["callback_url"] is { } callback)
        {
            using var answer = await _http.PostAsJsonAsync(callback, new JsonObject { ["challenge"] = "c-4711" });
            ChallengeAnswer = await answer.Content.ReadFromJsonAsync<JsonNode>();
        }

        await AnswerAsync(context, new JsonObject { ["task_id"] = Guid.NewGuid().ToString("N") });
    }

    private Task LinkAsync(HttpContext context) => IsFileGone
        ? UpstreamDouble.AnswerAsync(context, 404, """{"base_resp":{"status_code":2013,"status_msg":"no such file"}}""")
        : AnswerAsync(context, new JsonObject
        {
            ["file"] = new JsonObject { ["file_id"] = 205258526306433, ["download_url"] = $"{BaseUrl}/cdn/{Interlocked.Increment(ref _links)}?sig=s" },
        });

    private Task FileAsync(HttpContext context) => _dead.ContainsKey(int.Parse((string)context.Request.RouteValues["number"]!, System.Globalization.CultureInfo.InvariantCulture))
        ? UpstreamDouble.AnswerAsync(context, 403, "<Error><Code>AccessDenied</Code></Error>", "application/xml")
        : Results.Bytes(UpstreamDouble.Video, "video/mp4", enableRangeProcessing: true).ExecuteAsync(context);

    private static Task AnswerAsync(HttpContext context, JsonObject body)
    {
        body["base_resp"] = new JsonObject { ["status_code"] = 0, ["status_msg"] = "success" };
        return UpstreamDouble.AnswerAsync(context, 200, body.ToJsonString());
    }
}
