using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

/// <summary>Remixes, edits and extensions are paid jobs like any other, and can go to one place only.</summary>
public sealed class RemakeTests(RemakeBed shared) : IClassFixture<RemakeBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Theory]
    [InlineData("remix", "{}", "8", 0.8, "/v1/videos/@/remix", "{}")]
    [InlineData("edits", "{}", "8", 0.8, "/v1/videos/edits", """{"video":{"id":"@"}}""")]
    [InlineData("extensions", """{"seconds":"4"}""", "12", 0.4, "/v1/videos/extensions", """{"seconds":"4","video":{"id":"@"}}""")]
    public async Task Remake_is_made_by_the_maker_of_its_source_and_lives_like_any_job(
        string call, string extra, string seconds, decimal cost, string nativePath, string nativeBody)
    {
        var (firstPrompt, prompt, hook) = (Prompts.New(), Prompts.New(), "remake-" + call);
        var (source, maker) = await shared.MakeAsync(firstPrompt, seconds: 8);
        var body = Body(call, source, prompt, extra);
        (body["callback_url"], body["callback_secret"], body["metadata"]) = (_bed.Receiver.Address(hook), TestBed.Secret, new JsonObject { ["a"] = 1 });

        var created = await CreateAsync(call, source, body);

        ((string?)created["status"], (string?)created["model"], (string?)created["seconds"]).ShouldBe(("queued", RemakeBed.Model, seconds));
        var id = (string)created["id"]!;
        id.ShouldNotBe(source);
        var video = await _bed.Gateway.CompletedAsync(id);
        ((string?)video["remixed_from_video_id"]).ShouldBe(call == "remix" ? source : null);
        ((string?)video["prompt"], (string?)video["size"], (int?)video["metadata"]!["a"], (decimal)video["usage"]!["cost"]!).ShouldBe((prompt, "1280x720", 1, cost));
        (await _bed.Gateway.Client.GetByteArrayAsync($"/v1/videos/{id}/content")).ShouldBe(UpstreamDouble.Video);
        var delivered = (await _bed.Receiver.NextAsync(hook)).Json;
        ((string?)delivered["type"], (string?)delivered["data"]!["id"]).ShouldBe(("video.completed", id));

        shared.SubmitsOf(prompt).Count.ShouldBe(1);
        var native = maker.SubmitsOf(prompt).ShouldHaveSingleItem();
        var upstreamId = maker.IdOf(firstPrompt)!;
        native.Path.ShouldBe(nativePath.Replace("@", upstreamId, StringComparison.Ordinal));
        var expected = JsonNode.Parse(nativeBody.Replace("@", upstreamId, StringComparison.Ordinal))!;
        expected["prompt"] = prompt;
        JsonNode.DeepEquals(native.Json, expected).ShouldBeTrue(native.Body);
    }

    [Fact]
    public async Task Remake_reads_in_the_openrouter_dialect_and_in_the_list_and_can_be_remade()
    {
        var (source, _) = await shared.MakeAsync();
        var first = (string)(await CreateAsync("extensions", source, Body("extensions", source, Prompts.New(), """{"seconds":8}""")))["id"]!;
        await _bed.Gateway.CompletedAsync(first);

        var second = (string)(await CreateAsync("remix", first, Body("remix", first, Prompts.New())))["id"]!;

        var video = await _bed.Gateway.CompletedAsync(second);
        ((string?)video["remixed_from_video_id"], (string?)video["seconds"], (decimal)video["usage"]!["cost"]!).ShouldBe((first, "12", 1.2m));
        ((string?)(await _bed.Gateway.GenerationInAsync(second, "completed"))["id"]).ShouldBe(second);
        var listed = JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync("/v1/videos"))!["data"]!.AsArray();
        ((string?)listed.Single(item => (string?)item!["id"] == second)!["remixed_from_video_id"]).ShouldBe(first);
    }

    [Fact]
    public async Task Remake_without_a_clear_answer_is_never_sent_again()
    {
        var (source, _) = await shared.MakeAsync();
        var prompt = Prompts.New();
        shared.Answer(prompt, 500, "{}");

        var created = await CreateAsync("remix", source, Body("remix", source, prompt));

        ((string?)created["status"]).ShouldBe("queued");
        var ended = await _bed.Gateway.FinishedAsync((string)created["id"]!);
        ((string?)ended["status"], (string?)ended["error"]!["code"], (decimal)ended["usage"]!["cost"]!).ShouldBe(("failed", "submission_unknown", 0m));
        shared.SubmitsOf(prompt).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Remake_that_its_maker_refuses_goes_nowhere_else()
    {
        var (source, maker) = await shared.MakeAsync();
        var prompt = Prompts.New();
        shared.Answer(prompt, 429, """{"error":{"message":"Later.","type":"rate_limit_error","param":null,"code":"rate_limit_exceeded"}}""");

        using var refused = await PostAsync("edits", source, Body("edits", source, prompt));

        await refused.ShouldBeErrorAsync(429, "rate_limit_error", "rate_limited");
        maker.SubmitsOf(prompt).Count.ShouldBe(1);
        shared.SubmitsOf(prompt).Count.ShouldBe(1);
        (await JobRows.OfPromptAsync(_bed, prompt)).ShouldHaveSingleItem().Status.ShouldBe("failed");
    }

    [Fact]
    public async Task Remake_that_fails_while_it_is_made_is_made_nowhere_else()
    {
        var (source, maker) = await shared.MakeAsync();
        var prompt = Prompts.New();
        shared.Fail(prompt);

        var created = await CreateAsync("remix", source, Body("remix", source, prompt));

        ((string?)(await _bed.Gateway.FinishedAsync((string)created["id"]!))["status"]).ShouldBe("failed");
        maker.SubmitsOf(prompt).Count.ShouldBe(1);
        shared.SubmitsOf(prompt).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Remake_again_with_the_same_key_is_the_same_job_and_another_source_is_not()
    {
        var (source, _) = await shared.MakeAsync();
        var (other, _) = await shared.MakeAsync();
        var prompt = Prompts.New();
        var id = (string)JsonNode.Parse(await (await PostAsync("remix", source, Body("remix", source, prompt), "remake-key")).Content.ReadAsStringAsync())!["id"]!;

        using var again = await PostAsync("remix", source, Body("remix", source, prompt), "remake-key");
        using var moved = await PostAsync("remix", other, Body("remix", other, prompt), "remake-key");
        using var edited = await PostAsync("edits", source, Body("edits", source, prompt), "remake-key");

        ((string?)JsonNode.Parse(await again.Content.ReadAsStringAsync())!["id"], again.Headers.GetValues("idempotent-replayed").Single()).ShouldBe((id, "true"));
        await moved.ShouldBeErrorAsync(409, "invalid_request_error", "idempotency_key_reused");
        await edited.ShouldBeErrorAsync(409, "invalid_request_error", "idempotency_key_reused");
        shared.SubmitsOf(prompt).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("remix")]
    [InlineData("edits")]
    [InlineData("extensions")]
    public async Task Source_of_nobody_of_another_organisation_or_deleted_is_not_found(string call)
    {
        var (source, _) = await shared.MakeAsync();
        var prompt = Prompts.New();
        using var stranger = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };

        using var none = await PostAsync(call, "video_none", Body(call, "video_none", prompt));
        using var foreign = await PostAsync(call, source, Body(call, source, prompt), client: stranger);
        (await _bed.Gateway.Client.DeleteAsync($"/v1/videos/{source}")).EnsureSuccessStatusCode();
        using var deleted = await PostAsync(call, source, Body(call, source, prompt));

        foreach (var response in (HttpResponseMessage[])[none, foreign, deleted]) await response.ShouldBeErrorAsync(404, "invalid_request_error", "not_found");
        shared.SubmitsOf(prompt).ShouldBeEmpty();
    }

    [Fact]
    public async Task Source_that_is_no_finished_video_is_not_ready()
    {
        var failing = Prompts.New();
        shared.Fail(failing);
        var (source, _) = await shared.MakeAsync(failing);

        using var response = await PostAsync("remix", source, Body("remix", source, Prompts.New()));

        (await response.ShouldBeErrorAsync(409, "invalid_request_error", "not_ready")).ShouldContain("failed");
        response.Headers.GetValues("x-should-retry").ShouldBe(["false"]);
    }

    [Fact]
    public async Task Source_whose_maker_takes_none_is_unsupported()
    {
        var ark = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        var (remixed, _) = await shared.MakeAsync(model: "resold-plain");
        var prompt = Prompts.New();

        foreach (var call in (string[])["remix", "edits", "extensions"])
        {
            using var response = await PostAsync(call, ark, Body(call, ark, prompt));
            (await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported")).ShouldContain("bytedance/seedance-2-0");
        }

        using var edit = await PostAsync("edits", remixed, Body("edits", remixed, prompt));
        (await edit.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported")).ShouldContain("does not support edit (supported: remix)");
        shared.SubmitsOf(prompt).ShouldBeEmpty();
    }

    [Fact]
    public async Task Extension_by_a_length_that_is_not_offered_is_refused_before_the_provider()
    {
        var (source, _) = await shared.MakeAsync();
        var prompt = Prompts.New();

        using var response = await PostAsync("extensions", source, Body("extensions", source, prompt, """{"seconds":5}"""));

        (await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported", "seconds")).ShouldContain("supported durations: 4, 8");
        shared.SubmitsOf(prompt).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "edits", """{"prompt":"p"}""")]
    [InlineData("POST", "characters", null)]
    [InlineData("GET", "characters/char_1", null)]
    public async Task Call_that_nobody_can_take_says_so(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/videos/{path}");
        if (body is not null) request.Content = new StringContent(body, null, "application/json");
        using var response = await _bed.Gateway.Client.SendAsync(request);
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "unsupported", body is null ? null : "video");
    }

    private static JsonObject Body(string call, string source, string prompt, string extra = "{}")
    {
        var body = JsonNode.Parse(extra)!.AsObject();
        body["prompt"] = prompt;
        if (call != "remix") body["video"] = new JsonObject { ["id"] = source };
        if (call == "extensions" && !body.ContainsKey("seconds")) body["seconds"] = "4";
        return body;
    }

    private async Task<JsonNode> CreateAsync(string call, string source, JsonObject body)
    {
        using var response = await PostAsync(call, source, body);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }

    private Task<HttpResponseMessage> PostAsync(string call, string source, JsonObject body, string? key = null, HttpClient? client = null)
    {
        var path = call == "remix" ? $"/v1/videos/{source}/remix" : $"/v1/videos/{call}";
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), null, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return (client ?? _bed.Gateway.Client).SendAsync(request);
    }
}
