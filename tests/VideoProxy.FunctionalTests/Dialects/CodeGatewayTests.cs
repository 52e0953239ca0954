using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects;

public sealed class CodeGatewayTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private const string Generate = "/v1/video/generate";
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Answer_is_the_finished_video_in_the_exact_shape()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var response = await PostAsync(Body(Prompts.New()));

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        var answer = JsonNode.Parse(text)!.AsObject();
        answer.Select(member => member.Key).ShouldBe(["created", "model", "serving", "expires_at", "data"]);
        ((long)answer["created"]!).ShouldBeGreaterThanOrEqualTo(before);
        ((string?)answer["model"], (string?)answer["serving"]).ShouldBe(("bytedance/seedance-2.0", "presigned"));
        ((long)answer["expires_at"]!).ShouldBeGreaterThan(before + 3000);
        var data = answer["data"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        data.Select(member => member.Key).ShouldBe(["url"]);
        ((string)data["url"]!).ShouldContain($"expires={answer["expires_at"]}");
        using var stranger = new HttpClient();
        (await stranger.GetByteArrayAsync((string)data["url"]!)).ShouldBe(UpstreamDouble.Video);
        ((string?)(await _bed.Gateway.RetrieveAsync(IdOf(response)))["status"]).ShouldBe("completed");
    }

    [Fact]
    public async Task Audio_is_off_unless_asked_for()
    {
        var silent = Body(Prompts.New());
        using var first = await PostAsync(silent);
        var loud = Body(Prompts.New());
        loud["generate_audio"] = true;
        using var second = await PostAsync(loud);

        ((bool?)_bed.Upstream.Script((string)silent["prompt"]!).LastBody!["generate_audio"]).ShouldBe(false);
        ((bool?)_bed.Upstream.Script((string)loud["prompt"]!).LastBody!["generate_audio"]).ShouldBe(true);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_result()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        using var request = new HttpRequestMessage(HttpMethod.Post, Generate) { Content = new StringContent(Body(prompt).ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        var answer = _bed.Gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        await Until.TrueAsync(() => Task.FromResult(script.Polls > 3), "some polls");
        answer.IsCompleted.ShouldBeFalse();
        script.StaysRunning = false;

        using var response = await answer;
        ((int)response.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData("OutputVideoSensitiveContentDetected", 400)]
    [InlineData("InternalServiceError", 502)]
    public async Task Failure_has_the_status_of_its_kind(string nativeCode, int status)
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).FailWith(nativeCode);

        using var response = await PostAsync(Body(prompt));

        await ShouldBeErrorAsync(response, status);
        ((string?)(await _bed.Gateway.RetrieveAsync(IdOf(response)))["status"]).ShouldBe("failed");
    }

    [Fact]
    public async Task Refusal_names_the_video_too()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(
            context, StatusCodes.Status400BadRequest, """{"error":{"code":"InputTextSensitiveContentDetected","message":"no","type":"BadRequest"}}""");

        using var response = await PostAsync(Body(prompt));

        await ShouldBeErrorAsync(response, 400);
        IdOf(response).ShouldStartWith("video_");
    }

    [Fact]
    public async Task Bad_input_is_a_plain_error()
    {
        var body = Body(Prompts.New());
        body.Remove("prompt");
        using var prompt = await PostAsync(body);
        (await ShouldBeErrorAsync(prompt, 400)).ShouldBe("prompt is required for bytedance/seedance-2.0");
        using var method = await _bed.Gateway.Client.GetAsync(Generate);
        await ShouldBeErrorAsync(method, 405);
        using var path = await _bed.Gateway.Client.PostAsync("/v1/video/other", null);
        await ShouldBeErrorAsync(path, 404);
        using var stranger = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        using var unauthorized = await stranger.PostAsync(Generate, null);
        await ShouldBeErrorAsync(unauthorized, 401);
        using var type = await _bed.Gateway.Client.PostAsync(Generate, new StringContent("x"));
        await ShouldBeErrorAsync(type, 415);
    }

    [Fact]
    public async Task Client_that_hangs_up_leaves_a_job_that_goes_on()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.StaysRunning = true;
        using var hangUp = new CancellationTokenSource();
        var answer = _bed.Gateway.Client.PostAsync(Generate, new StringContent(Body(prompt).ToJsonString(), System.Text.Encoding.UTF8, "application/json"), hangUp.Token);
        await Until.TrueAsync(() => Task.FromResult(script.Polls > 0), "a poll");

        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answer);
        script.StaysRunning = false;

        var row = (await JobRows.OfPromptAsync(_bed, prompt)).ShouldHaveSingleItem();
        ((string?)(await _bed.Gateway.CompletedAsync(row.Id))["prompt"]).ShouldBe(prompt);
        script.Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Create_repeated_under_its_key_answers_the_same_video()
    {
        var body = Body(Prompts.New());
        using var first = await _bed.Gateway.PostToAsync(Generate, body, ("Idempotency-Key", "codegateway-1"));
        using var again = await _bed.Gateway.PostToAsync(Generate, body, ("Idempotency-Key", "codegateway-1"));

        again.Headers.GetValues("idempotent-replayed").Single().ShouldBe("true");
        IdOf(again).ShouldBe(IdOf(first));
        _bed.Upstream.Script((string)body["prompt"]!).Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Deadline_that_passes_is_a_gateway_timeout()
    {
        await using var bed = await TestBed.StartAsync(null, ("VideoProxy__Tracker__Deadline", "00:00:01"));
        var prompt = Prompts.New();
        bed.Upstream.Script(prompt).StaysRunning = true;

        using var response = await bed.Gateway.PostToAsync(Generate, Body(prompt));

        await ShouldBeErrorAsync(response, 504);
        ((string?)(await bed.Gateway.RetrieveAsync(IdOf(response)))["status"]).ShouldBe("expired");
    }

    [Fact]
    public async Task Gateway_that_stops_tells_its_waiting_client()
    {
        await using var bed = await TestBed.StartAsync();
        var prompt = Prompts.New();
        bed.Upstream.Script(prompt).StaysRunning = true;
        var answer = bed.Gateway.PostToAsync(Generate, Body(prompt));
        await Until.TrueAsync(() => Task.FromResult(bed.Upstream.Script(prompt).Polls > 0), "a poll");

        await bed.Gateway.SignalAsync("TERM");

        using var response = await answer;
        (await ShouldBeErrorAsync(response, 503)).ShouldContain(IdOf(response));
        (await bed.Gateway.EndAsync()).ShouldBe(0);
    }

    private static JsonObject Body(string prompt) => new() { ["model"] = "bytedance/seedance-2.0", ["prompt"] = prompt, ["duration"] = 5 };

    private Task<HttpResponseMessage> PostAsync(JsonObject body) => _bed.Gateway.PostToAsync(Generate, body);

    private static string IdOf(HttpResponseMessage response) => response.Headers.GetValues("x-video-id").Single();

    private static async Task<string> ShouldBeErrorAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        var (name, message) = JsonNode.Parse(text)!.AsObject().ShouldHaveSingleItem();
        name.ShouldBe("error");
        return message!.GetValue<string>();
    }
}
