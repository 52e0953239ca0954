using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.OpenApi;

/// <summary>Keeps real answers and has them checked against the served documents, with ajv of npm.</summary>
internal sealed class AnswerLog(GatewayProcess gateway)
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Sends a request and keeps its answer; its body, as text where it is text.</summary>
    public async Task<(int Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken cancel = default)
    {
        using var response = await gateway.Client.SendAsync(request, cancel);
        var type = response.Content.Headers.ContentType?.MediaType;
        var isText = type is "application/json" or "text/event-stream" or null;
        var body = isText ? await response.Content.ReadAsStringAsync(cancel) : "";
        var line = new JsonObject
        {
            ["method"] = request.Method.Method, ["path"] = request.RequestUri!.IsAbsoluteUri ? request.RequestUri.AbsolutePath : request.RequestUri.OriginalString.Split('?')[0],
            ["status"] = (int)response.StatusCode, ["type"] = type, ["body"] = body,
        };
        _lines.Enqueue(line.ToJsonString());
        return ((int)response.StatusCode, body);
    }

    /// <summary>Which routes the documents have, and which statuses of each were met. Every answer must be as described.</summary>
    public async Task<(IReadOnlyList<string> Routes, IReadOnlyDictionary<string, int[]> Seen)> ShouldFitAsync(TempFolder temp)
    {
        var file = temp.Join("answers.txt");
        await File.WriteAllLinesAsync(file, _lines);
        var script = Path.Combine(Repository.Root, "tests", "VideoProxy.FunctionalTests", "OpenApi", "check-answers.mjs");
        var run = await ProcessRun.RunAsync("node", [script, gateway.Url, file], temp.Path);
        run.ExitCode.ShouldBe(0, run.Errors);
        var result = JsonNode.Parse(run.Output)!;
        result["problems"]!.AsArray().Select(problem => (string)problem!).ShouldBeEmpty();
        var seen = result["seen"]!.AsObject().ToDictionary(route => route.Key, route => route.Value!.AsArray().Select(status => (int)status!).ToArray());
        return ([.. result["routes"]!.AsArray().Select(route => (string)route!)], seen);
    }
}
