using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>An upstream that says more than one thing about one submit: no job ever gets another one's video.</summary>
public sealed class DoubleAnswerTests
{
    private static int _next;

    [Fact]
    public async Task Second_answer_on_the_same_connection_is_no_answer_to_the_next_submit()
    {
        await using var upstream = new RawUpstream(line => line.StartsWith("POST", StringComparison.Ordinal)
            ? Accept($"first-{Interlocked.Increment(ref _next)}") + Accept($"second-{_next}")
            : Done(line));
        await using var bed = await StartAsync(upstream);

        for (var i = 0; i < 5; i++) await bed.Gateway.CompletedAsync(await CreateAsync(bed));

        var ids = await JobRows.QueryAsync<string>(bed, "SELECT upstream_id FROM attempts ORDER BY created_at");
        ids.Count.ShouldBe(5);
        ids.ShouldAllBe(id => id.StartsWith("first-", StringComparison.Ordinal));
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task Answer_with_two_ids_makes_one_job_of_one_of_them()
    {
        await using var upstream = new RawUpstream(line => line.StartsWith("POST", StringComparison.Ordinal)
            ? RawUpstream.Json("""{"id":"one","id":"other"}""")
            : Done(line));
        await using var bed = await StartAsync(upstream);

        await bed.Gateway.CompletedAsync(await CreateAsync(bed));

        (await JobRows.QueryAsync<string>(bed, "SELECT upstream_id FROM attempts")).ShouldHaveSingleItem().ShouldBeOneOf("one", "other");
    }

    [Fact]
    public async Task Answer_with_the_id_of_another_job_is_unknown_and_never_that_video()
    {
        await using var upstream = new RawUpstream(line => line.StartsWith("POST", StringComparison.Ordinal) ? Accept("always-the-same") : Done(line));
        await using var bed = await StartAsync(upstream);

        await bed.Gateway.CompletedAsync(await CreateAsync(bed));
        var second = await bed.Gateway.FinishedAsync(await CreateAsync(bed));

        ((string?)second["error"]!["code"]).ShouldBe("submission_unknown");
        second["content"].ShouldBeNull();
    }

    private static Task<TestBed> StartAsync(RawUpstream upstream) => TestBed.StartAsync(
        bed => bed.Config.WriteProvider("twice", ConfigFolder.SecondProvider("twice", "twice-model", upstream.BaseUrl).ToJsonString()));

    private static Task<string> CreateAsync(TestBed bed) => bed.Gateway.CreateIdAsync(GatewayCalls.Body(Prompts.New(), model: "twice-model"));

    private static string Accept(string id) => RawUpstream.Json($$"""{"id":"{{id}}"}""");

    private static string Done(string line)
    {
        var id = line.Split(' ')[1].Split('/')[^1];
        return RawUpstream.Json($$$"""{"id":"{{{id}}}","status":"succeeded","content":{"video_url":"https://files.example.com/{{{id}}}"}}""");
    }
}
