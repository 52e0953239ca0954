using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Sdk;

/// <summary>What the openai package of npm does with videos beside making them.</summary>
public sealed class NodeSdkManageTests(SharedBed shared) : IClassFixture<SharedBed>
{
    private readonly TestBed _bed = shared.Bed;

    [Fact]
    public async Task Videos_are_listed_read_and_deleted_and_ends_are_understood()
    {
        var (made, failing, expiring, endless) = (Prompts.New(), Prompts.New(), Prompts.New(), Prompts.New());
        _bed.Upstream.Script(failing).OnPoll = context => UpstreamDouble.AnswerAsync(
            context, 200, $$$"""{"id":"{{{context.Request.RouteValues["id"]}}}","status":"failed","error":{"code":"OutputVideoSensitiveContentDetected","message":"The video may be sensitive."}}""");
        _bed.Upstream.Script(expiring).Expire();
        _bed.Upstream.Script(endless).StaysQueued = true;

        var result = await NodeScript.RunAsync(_bed, "manage.mjs", made, failing, expiring, endless);

        StateOf(result["completed"]).ShouldBe(("completed", null));
        StateOf(result["failed"]).ShouldBe(("failed", "content_policy"));
        StateOf(result["expired"]).ShouldBe(("failed", "expired"));
        StateOf(result["canceled"]).ShouldBe(("failed", "canceled"));
        var ids = ((string[])["canceled", "expired", "failed", "completed"]).Select(name => (string?)result[name]!["id"]).ToArray();
        result["pages"]!.AsArray().Select(page => page!.AsArray().Select(video => (string?)video!["id"]).ToArray()).ShouldBe([ids[..2], ids[2..]]);
        result["pages"]![0]![0]!["status"]!.ToString().ShouldBe("failed");
        result["deleted"]!.ToJsonString().ShouldBe($$"""{"id":"{{ids[3]}}","object":"video.deleted","deleted":true}""");
        ((string?)result["model"]).ShouldBe("bytedance/seedance-2.0");
        result["models"]!.AsArray().Select(id => (string?)id).ShouldContain("seedance-2-0");
        // One request each: what cannot change within seconds is not tried again.
        RefusalOf(result["unfinished"]).ShouldBe(("ConflictError", "not_finished", 1));
        RefusalOf(result["remix"]).ShouldBe(("BadRequestError", "unsupported", 1));
        RefusalOf(result["gone"]).ShouldBe(("NotFoundError", "not_found", 1));
        RefusalOf(result["without"]).ShouldBe(("ConflictError", "not_ready", 1));
    }

    private static (string?, string?) StateOf(JsonNode? video) => ((string?)video!["status"], (string?)video["error"]?["code"]);

    private static (string?, string?, int?) RefusalOf(JsonNode? refusal) => ((string?)refusal!["error"], (string?)refusal["code"], (int?)refusal["requests"]);
}
