using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Jobs;

public sealed class LifeOfAVideoTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Create_valid_answers_the_queued_job()
    {
        var prompt = Prompts.New();
        var body = GatewayCalls.Body(prompt);
        body["metadata"] = new JsonObject { ["order"] = "17" };

        var job = await _bed.Gateway.CreateAsync(body);

        ((string)job["id"]!).ShouldStartWith("video_");
        ((string?)job["object"]).ShouldBe("video");
        ((string?)job["model"]).ShouldBe("seedance-2-0");
        ((string?)job["status"]).ShouldBe("queued");
        ((int?)job["progress"]).ShouldBe(0);
        ((string?)job["seconds"]).ShouldBe("5");
        ((string?)job["size"]).ShouldBe("1280x720");
        ((string?)job["prompt"]).ShouldBe(prompt);
        ((string?)job["metadata"]!["order"]).ShouldBe("17");
        ((long)job["created_at"]!).ShouldBeGreaterThan(1_700_000_000);
        foreach (var empty in (string[])["completed_at", "expires_at", "error", "remixed_from_video_id"])
        {
            job.AsObject().ContainsKey(empty).ShouldBeTrue(empty);
            job[empty].ShouldBeNull();
        }
    }

    [Fact]
    public async Task Job_polled_completes_with_what_the_provider_was_asked_for()
    {
        var prompt = Prompts.New();
        var body = GatewayCalls.Body(prompt);
        (body["seconds"], body["size"], body["audio"]) = ("10", "1080x1920", false);

        var job = await _bed.Gateway.CompletedAsync(await _bed.Gateway.CreateIdAsync(body));

        ((int?)job["progress"]).ShouldBe(100);
        ((long?)job["completed_at"]).ShouldNotBeNull();
        job["error"].ShouldBeNull();
        var script = _bed.Upstream.Script(prompt);
        script.Submissions.ShouldBe(1);
        script.LastAuthorization.ShouldBe("Bearer " + TestBed.UpstreamKey);
        ((string?)script.LastBody!["ratio"]).ShouldBe("9:16");
        ((string?)script.LastBody["resolution"]).ShouldBe("1080p");
        ((int?)script.LastBody["duration"]).ShouldBe(10);
        ((bool?)script.LastBody["generate_audio"]).ShouldBe(false);
    }

    [Fact]
    public async Task Content_before_completion_is_not_ready()
    {
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).StaysRunning = true;
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        using var response = await _bed.Gateway.ContentAsync(id);

        await response.ShouldBeErrorAsync(409, "invalid_request_error", "not_ready");
        _bed.Upstream.Script(prompt).StaysRunning = false;
    }

    [Fact]
    public async Task Retrieve_with_an_api_key_header_works()
    {
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        using var client = new HttpClient { BaseAddress = _bed.Gateway.Client.BaseAddress };
        client.DefaultRequestHeaders.Add("x-api-key", TestBed.Key);
        client.DefaultRequestHeaders.Add("x-request-id", "my-own.id_1");

        using var response = await client.GetAsync($"/v1/videos/{id}");

        ((int)response.StatusCode).ShouldBe(200);
        response.Headers.GetValues("x-request-id").ShouldBe(["my-own.id_1"]);
    }
}
