using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Cli;

public sealed class ProbeTests : IAsyncLifetime, IDisposable
{
    private const string Key = "a-key-nobody-may-see";
    private readonly List<string> _asked = [];
    private readonly TempFolder _temp = new();
    private WebApplication _upstream = null!;
    private int _status = 200;

    public async Task InitializeAsync() => _upstream = await LoopbackServer.StartAsync(app => app.Run(AnswerAsync));

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    public void Dispose() => _temp.Dispose();

    private string Url => LoopbackServer.UrlOf(_upstream);

    [Theory]
    [InlineData(200, 0, "works", "address and key work (HTTP 200)")]
    [InlineData(204, 0, "works", "address and key work (HTTP 204)")]
    [InlineData(401, 1, "key_refused", "the address answers and refuses the key (HTTP 401)")]
    [InlineData(403, 1, "key_refused", "the address answers and refuses the key (HTTP 403)")]
    [InlineData(402, 1, "unclear", "the account's quota is used up (HTTP 402)")]
    [InlineData(404, 1, "unclear", "not as this provider documents, so the key could not be checked (HTTP 404)")]
    [InlineData(302, 1, "unclear", "not as this provider documents, so the key could not be checked (HTTP 302)")]
    [InlineData(429, 1, "unclear", "it is rate limited, so the key could not be checked (HTTP 429)")]
    [InlineData(503, 1, "unclear", "a server error, which says nothing about the key (HTTP 503)")]
    public async Task Probe_says_what_the_answer_means(int status, int exitCode, string verdict, string message)
    {
        _status = status;

        var told = await CheckAsync(["--probe"], "RUNWAY_API_KEY=" + Key, "RUNWAY_BASE_URL=" + Url);
        var json = await CheckAsync(["--probe", "--json"], "RUNWAY_API_KEY=" + Key, "RUNWAY_BASE_URL=" + Url);

        (told.ExitCode, json.ExitCode).ShouldBe((exitCode, exitCode), told.Output + told.Errors + json.Errors);
        told.Output.ShouldContain("runway: ok, gen4.5");
        told.Output.ShouldContain(message);
        var probe = Probe(json, "runway");
        ((string?)probe["destination"], (string?)probe["verdict"], (int?)probe["status"]).ShouldBe(("default", verdict, status));
        _asked.ShouldBe([$"GET /v1/organization Bearer {Key}", $"GET /v1/organization Bearer {Key}"]);
        (told.Output + told.Errors + json.Output + json.Errors).ShouldNotContain(Key);
    }

    [Fact]
    public async Task Probe_of_an_address_where_nobody_listens_says_so()
    {
        var run = await CheckAsync(["--probe"], "ARK_API_KEY=" + Key, "ARK_BASE_URL=" + Ports.FreeUrl());

        run.ExitCode.ShouldBe(1, run.Output + run.Errors);
        run.Output.ShouldContain("ap-southeast: the address does not answer: ConnectionError");
    }

    [Fact]
    public async Task Probe_asks_only_providers_that_are_on_and_have_something_to_ask()
    {
        var run = await CheckAsync(["--probe"], "FAL_KEY=" + Key, "FAL_BASE_URL=" + Url);

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldContain("default: not tried, because this provider documents no cheap read");
        run.Output.ShouldContain("runway: off (RUNWAY_API_KEY not set)");
        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_without_probe_asks_nobody()
    {
        var run = await CheckAsync(["--json"], "RUNWAY_API_KEY=" + Key, "RUNWAY_BASE_URL=" + Url);

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        JsonNode.Parse(run.Output)!["providers"]![0]!.AsObject().ContainsKey("probes").ShouldBeFalse();
        _asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, 0, "token_only")]
    [InlineData(400, 1, "key_refused")]
    [InlineData(503, 1, "no_answer")]
    public async Task Probe_of_a_service_account_asks_for_its_token(int status, int exitCode, string verdict)
    {
        await using var vertex = await VertexDouble.StartAsync(1);
        if (status != 200) vertex.TokenStatus = status;
        await File.WriteAllTextAsync(_temp.Join("key.json"), vertex.KeyFile());

        var run = await CheckAsync(
            ["--probe", "--json"], "VERTEX_BASE_URL=" + vertex.BaseUrl, "GOOGLE_CLOUD_PROJECT=film", "GOOGLE_APPLICATION_CREDENTIALS=" + _temp.Join("key.json"));

        run.ExitCode.ShouldBe(exitCode, run.Output + run.Errors);
        ((string?)Probe(run, "google-vertex")["verdict"]).ShouldBe(verdict);
        run.Output.ShouldNotContain("ya29");
    }

    [Fact]
    public async Task Probe_of_the_sandbox_works_wherever_there_is_something_to_ask()
    {
        var run = await CheckAsync(["--probe", "--json", "--sandbox"]);

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        var verdicts = JsonNode.Parse(run.Output)!["providers"]!.AsArray().ToLookup(provider => (string)provider!["probes"]![0]!["verdict"]!, provider => (string)provider!["id"]!);
        verdicts["not_tried"].ShouldBe(["fal", "google-vertex", "luma"], ignoreOrder: true);
        verdicts["works"].Count().ShouldBe(10);
    }

    [Theory]
    [InlineData("--probe calls providers", "--probe", "--dry-run", "none.json")]
    [InlineData("'--prob'", "--prob")]
    public async Task Command_line_that_cannot_be_read_is_bad_usage(string why, params string[] options)
    {
        var run = await CheckAsync(options);
        (run.ExitCode, run.Errors.Contains(why, StringComparison.Ordinal)).ShouldBe((2, true), run.Output + run.Errors);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        lock (_asked) _asked.Add($"{request.Method} {request.Path}{request.QueryString} {request.Headers.Authorization}");
        context.Response.StatusCode = _status;
        // As some do, it repeats the key that it was given.
        return _status == 204 ? Task.CompletedTask : context.Response.WriteAsync($$"""{"error":"{{request.Headers.Authorization}}"}""");
    }

    private static JsonNode Probe(ProcessResult run, string provider) =>
        JsonNode.Parse(run.Output)!["providers"]!.AsArray().Single(one => (string?)one!["id"] == provider)!["probes"]![0]!;

    private Task<ProcessResult> CheckAsync(IEnumerable<string> options, params string[] variables) => ProcessRun.RunAsync(
        "env", [.. variables, "dotnet", Path.Combine(Repository.HostFolder, "VideoProxy.dll"), "check", "--config", Repository.ConfigFolder, .. options], _temp.Path);
}
