using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Upstream;

/// <summary>Providers say that a task has changed. Polls are so far apart here that only a hint can explain an early one.</summary>
public sealed class NotificationTests : IAsyncLifetime
{
    private static readonly HttpClient Provider = new();
    private readonly string _url = Ports.FreeUrl();
    private MiniMaxDouble _miniMax = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        _miniMax = await MiniMaxDouble.StartAsync();
        _bed = await TestBed.StartAsync(
            bed => bed.Urls = _url,
            ("VideoProxy__PublicUrl", _url), ("VideoProxy__Tracker__MinInterval", "00:05:00"), ("VideoProxy__Tracker__MaxInterval", "00:05:00"),
            ("VideoProxy__Tracker__UnknownGrace", "00:00:20"), ("MINIMAX_BASE_URL", _miniMax.BaseUrl), ("MINIMAX_API_KEY", TestBed.UpstreamKey));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _miniMax.DisposeAsync();
    }

    [Fact]
    public async Task Notification_makes_the_job_be_polled_at_once()
    {
        var (id, script) = await CreateAsync();

        await HintUntilCompletedAsync(id, script, """{"id":"cgt-other","status":"succeeded"}""");

        // Queued, running, succeeded: each at a hint, and never by the hint's own word.
        script.Polls.ShouldBe(3);
    }

    [Fact]
    public async Task Notification_gives_the_id_of_a_submit_without_an_answer()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnSubmit = context => UpstreamDouble.AnswerAsync(context, 500, "{}");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));
        // Two tasks fit: the list alone cannot tell which one it is.
        var (mine, _) = (_bed.Upstream.Take(script), _bed.Upstream.Take(script));

        await HintUntilCompletedAsync(id, script, $$"""{"id":"{{mine}}","status":"queued"}""");

        script.Submissions.ShouldBe(1);
        (await JobRows.QueryAsync<string>(_bed, "SELECT upstream_id FROM attempts WHERE job_id = @id", new { id })).ShouldBe([mine]);
    }

    [Fact]
    public async Task Notification_with_an_id_that_the_provider_does_not_know_is_not_believed()
    {
        var prompt = Prompts.New();
        var script = _bed.Upstream.Script(prompt);
        script.OnSubmit = context => UpstreamDouble.AnswerAsync(context, 500, "{}");
        var id = await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt));

        (await HintAsync(script, """{"id":"cgt-invented"}""")).ShouldBe(HttpStatusCode.OK);

        await Until.TrueAsync(async () => (await HintedAsync(id)).Contains("cgt-invented"), "the hint in the database");
        var job = await _bed.Gateway.FinishedAsync(id);
        ((string?)job["error"]!["code"]).ShouldBe("submission_unknown");
    }

    [Fact]
    public async Task Challenge_comes_back_before_the_submit_is_answered()
    {
        var body = new JsonObject { ["model"] = "minimax-hailuo-2.3", ["prompt"] = Prompts.New(), ["seconds"] = 6, ["audio"] = false };

        await _bed.Gateway.CreateIdAsync(body);

        ((string?)_miniMax.ChallengeAnswer!["challenge"]).ShouldBe("c-4711");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    public async Task Notification_that_is_no_json_object_is_400(string body)
    {
        var (_, script) = await CreateAsync();

        (await HintAsync(script, body)).ShouldBe(HttpStatusCode.BadRequest);
        script.Polls.ShouldBe(0);
    }

    [Fact]
    public async Task Notification_longer_than_64_KiB_is_400()
    {
        var (_, script) = await CreateAsync();
        (await HintAsync(script, $$"""{"id":"cgt-1","pad":"{{new string('x', 64 << 10)}}"}""")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Stranger_is_told_nothing()
    {
        var (_, script) = await CreateAsync();
        var good = (string)script.LastBody!["callback_url"]!;
        good.ShouldStartWith($"{_url}/internal/notify/bytedance/");
        var token = good[(good.LastIndexOf('/') + 1)..];

        string[] guesses =
        [
            $"{_url}/internal/notify/bytedance/{token[..^1]}{(token[^1] == '0' ? '1' : '0')}",
            $"{_url}/internal/notify/openai/{token}",
            $"{_url}/internal/notify/minimax/{token}",
            $"{_url}/internal/notify/bytedance/att_1",
            $"{_url}/internal/notify/nobody/x-y",
        ];
        var answers = await Task.WhenAll(guesses.Select(async guess =>
        {
            using var response = await PostAsync(guess, """{"id":"cgt-1"}""");
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }));

        answers.Distinct().ShouldHaveSingleItem().Item1.ShouldBe(404);
        script.Polls.ShouldBe(0);
    }

    private async Task<(string Id, ArkScript Script)> CreateAsync()
    {
        var prompt = Prompts.New();
        return (await _bed.Gateway.CreateIdAsync(GatewayCalls.Body(prompt)), _bed.Upstream.Script(prompt));
    }

    private async Task HintUntilCompletedAsync(string id, ArkScript script, string body) => await Until.TrueAsync(async () =>
    {
        var polls = script.Polls;
        (await HintAsync(script, body)).ShouldBe(HttpStatusCode.OK);
        await Until.TrueAsync(() => Task.FromResult(script.Polls > polls), "the poll that follows a hint", TimeSpan.FromSeconds(10));
        await Until.TrueAsync(async () => (await NextPollsAsync(id)).All(next => next is null || next > TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds()), "the poll's end");
        return (string?)(await _bed.Gateway.RetrieveAsync(id))["status"] == "completed";
    }, $"the completion of {id}");

    private Task<IReadOnlyList<long?>> NextPollsAsync(string id) => JobRows.QueryAsync<long?>(_bed, "SELECT next_poll_at FROM jobs WHERE id = @id", new { id });

    private Task<IReadOnlyList<string?>> HintedAsync(string id) => JobRows.QueryAsync<string?>(_bed, "SELECT hinted_id FROM attempts WHERE job_id = @id", new { id });

    private static async Task<HttpStatusCode> HintAsync(ArkScript script, string body)
    {
        using var response = await PostAsync((string)script.LastBody!["callback_url"]!, body);
        return response.StatusCode;
    }

    private static Task<HttpResponseMessage> PostAsync(string url, string body) =>
        Provider.PostAsync(url, new StringContent(body, Encoding.UTF8, "application/json"));
}
