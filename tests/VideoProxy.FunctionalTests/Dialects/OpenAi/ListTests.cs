using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Dialects.OpenAi;

public sealed class ListTests(OpenBed open) : IClassFixture<OpenBed>
{
    private readonly TestBed _bed = open.Bed;

    [Fact]
    public async Task List_pages_newest_first_and_oldest_first()
    {
        var ids = await CreateAsync(5);

        var first = await ListAsync("?limit=2");
        var second = await ListAsync($"?limit=2&after={first["last_id"]}");
        var forth = await ListAsync($"?order=asc&limit=4&after={ids[0]}");

        IdsOf(first).ShouldBe([ids[4], ids[3]]);
        ((string?)first["object"], (string?)first["first_id"], (string?)first["last_id"], (bool?)first["has_more"]).ShouldBe(("list", ids[4], ids[3], true));
        IdsOf(second).ShouldBe([ids[2], ids[1]]);
        IdsOf(forth).ShouldBe(ids[1..]);
        ((bool?)forth["has_more"]).ShouldBe(false);
    }

    [Fact]
    public async Task List_shows_a_job_as_retrieve_does()
    {
        var id = (await CreateAsync(1))[0];
        await _bed.Gateway.CompletedAsync(id);

        var listed = (await ListAsync("?limit=1"))["data"]![0]!.AsObject();

        var retrieved = (await _bed.Gateway.RetrieveAsync(id)).AsObject();
        listed.Select(member => member.Key).ShouldBe(retrieved.Select(member => member.Key));
        (listed["content"]![0]!["type"]!.ToString(), listed["usage"]!["cost"]!.ToString()).ShouldBe(("video", "0.756"));
    }

    [Fact]
    public async Task List_goes_on_after_a_job_that_was_deleted_meanwhile()
    {
        var ids = await CreateAsync(3);
        await _bed.Gateway.CompletedAsync(ids[1]);
        using var deleted = await _bed.Gateway.Client.DeleteAsync($"/v1/videos/{ids[1]}");

        IdsOf(await ListAsync($"?limit=1&after={ids[1]}")).ShouldBe([ids[0]]);
        IdsOf(await ListAsync("?limit=2")).ShouldBe([ids[2], ids[0]]);
    }

    [Fact]
    public async Task List_holds_the_callers_own_videos_only()
    {
        await CreateAsync(1);
        JsonNode.Parse(await open.Stranger.GetStringAsync("/v1/videos"))!.ToJsonString().ShouldBe(
            """{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}""");

        using var created = await open.Stranger.PostAsync("/v1/videos", new StringContent(GatewayCalls.Body(Prompts.New()).ToJsonString(), Encoding.UTF8, "application/json"));
        var foreign = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["id"]!;

        IdsOf(JsonNode.Parse(await open.Stranger.GetStringAsync("/v1/videos"))!).ShouldBe([foreign]);
        IdsOf(await ListAsync("?limit=100")).ShouldNotContain(foreign);
        using var after = await _bed.Gateway.Client.GetAsync($"/v1/videos?after={foreign}");
        await after.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", "after");
    }

    [Fact]
    public async Task List_leaves_out_a_create_that_was_refused()
    {
        var id = (await CreateAsync(1))[0];
        var prompt = Prompts.New();
        _bed.Upstream.Script(prompt).OnSubmit = context => UpstreamDouble.AnswerAsync(
            context, 400, """{"error":{"code":"InputTextSensitiveContentDetected","message":"The text may be sensitive.","type":"BadRequest","param":""}}""");
        using var refused = await _bed.Gateway.PostAsync(GatewayCalls.Body(prompt).ToJsonString());
        ((int)refused.StatusCode).ShouldBe(400);

        IdsOf(await ListAsync("?limit=1")).ShouldBe([id]);
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "101")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "1.5")]
    [InlineData("limit", "99999999999")]
    [InlineData("limit", "1&limit=2")]
    [InlineData("order", "DESC")]
    [InlineData("order", "newest")]
    [InlineData("after", "video_none")]
    [InlineData("after", "%27%20OR%201=1")]
    public async Task List_with_a_bad_parameter_names_it(string name, string value)
    {
        using var response = await _bed.Gateway.Client.GetAsync($"/v1/videos?{name}={value}");
        await response.ShouldBeErrorAsync(400, "invalid_request_error", "invalid_value", name);
    }

    private async Task<string[]> CreateAsync(int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++) ids[i] = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New()));
        return ids;
    }

    private async Task<JsonNode> ListAsync(string query) => JsonNode.Parse(await _bed.Gateway.Client.GetStringAsync("/v1/videos" + query))!;

    private static IEnumerable<string> IdsOf(JsonNode list) => list["data"]!.AsArray().Select(job => (string)job!["id"]!);
}
