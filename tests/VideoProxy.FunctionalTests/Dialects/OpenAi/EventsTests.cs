using System.Net;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

public sealed class EventsTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Events_tell_each_state_until_the_end_and_close()
    {
        var (id, script) = await CreateAsync();
        using var response = await OpenAsync(_bed.Gateway, id);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");

        var events = new List<ServerEvent>();
        await foreach (var told in ServerEvent.ReadAsync(await response.Content.ReadAsStreamAsync()))
        {
            events.Add(told);
            if (told.Status == "queued") (script.StaysRunning, script.StaysQueued) = (true, false);
            else script.StaysRunning = false;
        }

        events.Select(e => e.Status).ShouldBe(["queued", "in_progress", "completed"]);
        events.ShouldAllBe(e => e.Type == "video");
        events.Select(e => long.Parse(e.Id!, null)).ShouldBeInOrder();
        events[^1].Data.ShouldContain("\"content\":[");
    }

    [Fact]
    public async Task Events_after_the_last_seen_one_tell_only_what_is_new()
    {
        var (id, script) = await CreateAsync();
        string first;
        using (var response = await OpenAsync(_bed.Gateway, id))
        {
            var seen = ServerEvent.ReadAsync(await response.Content.ReadAsStreamAsync()).GetAsyncEnumerator();
            await seen.MoveNextAsync();
            first = seen.Current.Id!;
        }

        script.StaysQueued = false;
        await _bed.Gateway.CompletedAsync(id);
        using var resumed = await OpenAsync(_bed.Gateway, id, first);
        var rest = new List<ServerEvent>();
        await foreach (var told in ServerEvent.ReadAsync(await resumed.Content.ReadAsStreamAsync())) rest.Add(told);
        using var ended = await OpenAsync(_bed.Gateway, id, rest[^1].Id);

        rest.ShouldHaveSingleItem().Status.ShouldBe("completed");
        ((int)ended.StatusCode).ShouldBe(204);
    }

    [Fact]
    public async Task Events_of_an_unknown_video_are_not_found()
    {
        using var response = await _bed.Gateway.Client.GetAsync("/v1/videos/video_none/events");
        await response.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
    }

    [Fact]
    public async Task Events_and_waits_end_when_the_gateway_stops()
    {
        await using var bed = await TestBed.StartAsync();
        var prompt = Prompts.New();
        bed.Upstream.Script(prompt).StaysQueued = true;
        var id = await bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        using var response = await OpenAsync(bed.Gateway, id);
        var events = ServerEvent.ReadAsync(await response.Content.ReadAsStreamAsync()).GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        var waiting = bed.Gateway.Client.GetAsync($"/v1/videos/{id}?wait=60");

        await bed.Gateway.SignalAsync("TERM");

        (await events.MoveNextAsync()).ShouldBeFalse();
        using var waited = await waiting;
        // It may have come after the signal: then it is refused. Either way nobody is kept waiting.
        if (waited.StatusCode != HttpStatusCode.ServiceUnavailable) (await waited.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"queued\"");
        (await bed.Gateway.EndAsync()).ShouldBe(0);
    }

    private async Task<(string Id, ArkScript Script)> CreateAsync()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysQueued = true;
        return (await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)), script);
    }

    private static Task<HttpResponseMessage> OpenAsync(GatewayProcess gateway, string id, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/videos/{id}/events");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
