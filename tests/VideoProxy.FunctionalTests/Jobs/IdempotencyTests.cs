using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

/// <summary>One suite for both databases.</summary>
public abstract class IdempotencyTests : IAsyncLifetime
{
    private TestBed _bed = null!;

    public async Task InitializeAsync() => _bed = await TestBed.StartOnAsync(await ConnectionStringAsync());

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public async Task Create_again_with_the_same_key_answers_the_job_as_it_now_is()
    {
        var prompt = Prompts.New();
        using var first = await PostAsync(prompt, "key-1");
        var id = await IdAsync(first);
        first.Headers.Contains("idempotent-replayed").ShouldBeFalse();
        await _bed.Gateway.CompletedAsync(id);

        using var again = await PostAsync(prompt, "key-1");

        again.Headers.GetValues("idempotent-replayed").ShouldBe(["true"]);
        var job = JsonNode.Parse(await again.Content.ReadAsStringAsync())!;
        ((string?)job["id"], (string?)job["status"]).ShouldBe((id, "completed"));
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Create_same_key_with_another_request_is_refused_for_good()
    {
        await (await PostAsync(Prompts.New(), "key-2")).Content.ReadAsStringAsync();
        var other = Prompts.New();

        using var reused = await PostAsync(other, "key-2");

        await reused.ShouldBeErrorAsync(409, "invalid_request_error", "idempotency_key_reused");
        reused.Headers.GetValues("x-should-retry").ShouldBe(["false"]);
        _bed.Upstream.Script(other).Submissions.ShouldBe(0);
    }

    [Fact]
    public async Task Create_same_key_with_a_wrong_field_is_refused_for_its_key_first()
    {
        await (await PostAsync(Prompts.New(), "key-5")).Content.ReadAsStringAsync();

        using var reused = await PostJsonAsync("""{"prompt":"p","seconds":"long","colour":1}""", "key-5");
        using var form = await SendAsync(new MultipartFormDataContent { { new StringContent("x"), "seconds" } }, "key-5");
        using var fresh = await PostJsonAsync("""{"prompt":"p","seconds":"long"}""", "key-6");
        using var malformed = await PostJsonAsync("{", "key-5");
        using var estimate = await SendAsync(Json("""{"prompt":"p","seconds":"long"}"""), "key-5", path: "/v1/videos/estimate");

        await reused.ShouldBeErrorAsync(409, "invalid_request_error", "idempotency_key_reused");
        await form.ShouldBeErrorAsync(409, "invalid_request_error", "idempotency_key_reused");
        await fresh.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "seconds");
        await malformed.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value");
        await estimate.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "seconds");
    }

    [Fact]
    public async Task Key_of_a_create_with_a_wrong_field_is_still_free()
    {
        using var wrong = await PostJsonAsync("""{"prompt":"p","seconds":"long"}""", "key-7");
        await wrong.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "seconds");

        using var right = await PostAsync(Prompts.New(), "key-7");

        await IdAsync(right);
        right.Headers.Contains("idempotent-replayed").ShouldBeFalse();
    }

    [Fact]
    public async Task Create_twenty_times_at_once_with_one_key_makes_one_job()
    {
        var prompt = Prompts.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(prompt, "key-3")));

        var ids = await Task.WhenAll(answers.Select(IdAsync));
        ids.Distinct().Count().ShouldBe(1);
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
        answers.Count(a => !a.Headers.Contains("idempotent-replayed")).ShouldBe(1);
    }

    [Fact]
    public async Task Create_that_was_refused_replays_its_refusal()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(
            context, 400, """{"error":{"code":"InputTextSensitiveContentDetected","message":"The text may be sensitive.","type":"BadRequest","param":""}}""");
        using var refused = await PostAsync(prompt, "key-4");
        var message = await refused.ShouldBeErrorAsync(400, "invalid_request_error", "content_policy");

        using var again = await PostAsync(prompt, "key-4");

        (await again.ShouldBeErrorAsync(400, "invalid_request_error", "content_policy")).ShouldBe(message);
        again.Headers.GetValues("idempotent-replayed").ShouldBe(["true"]);
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(1);
    }

    [Fact]
    public async Task Sdk_that_repeats_a_create_without_a_key_gets_its_job_once()
    {
        var prompt = Prompts.New();
        var id = await IdAsync(await PostAsync(prompt, null, retry: 0));

        using var repeated = await PostAsync(prompt, null, retry: 1);
        using var wanted = await PostAsync(prompt, null, retry: 1);
        using var fresh = await PostAsync(prompt, null, retry: 0);

        (await IdAsync(repeated)).ShouldBe(id);
        (await IdAsync(wanted)).ShouldNotBe(id);
        (await IdAsync(fresh)).ShouldNotBe(id);
        _bed.Upstream.Script(prompt).Submissions.ShouldBe(3);
    }

    [Fact]
    public async Task Key_that_is_no_key_is_refused()
    {
        using var response = await PostAsync(Prompts.New(), new string('k', 256));
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "Idempotency-Key");
    }

    protected abstract Task<string?> ConnectionStringAsync();

    private Task<HttpResponseMessage> PostAsync(string prompt, string? key, int? retry = null) => SendAsync(Json(GatewayCalls.Body(prompt).ToJsonString()), key, retry);

    private Task<HttpResponseMessage> PostJsonAsync(string json, string key) => SendAsync(Json(json), key);

    private Task<HttpResponseMessage> SendAsync(HttpContent content, string? key, int? retry = null, string path = "/v1/videos")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (retry is not null) request.Headers.Add("X-Stainless-Retry-Count", $"{retry}");
        return _bed.Gateway.Client.SendAsync(request);
    }

    private static StringContent Json(string json) => new(json, null, "application/json");

    private static async Task<string> IdAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(StatusCodes.Status200OK, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }
}
