using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Configuration;

/// <summary>The walk of config/providers/README.md: the file is taken from the page, so the page cannot be wrong.</summary>
public sealed partial class NewProviderTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private AcmeUpstream _acme = null!;
    private TestBed _bed = null!;

    public async Task InitializeAsync()
    {
        _acme = await AcmeUpstream.StartAsync();
        _bed = await TestBed.StartAsync(null, ("ACME_BASE_URL", _acme.Url), ("ACME_API_KEY", AcmeUpstream.Key));
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _acme.DisposeAsync();
    }

    [Fact]
    public async Task File_written_while_the_gateway_runs_serves_the_next_request()
    {
        using (var before = await PostAsync("A paper boat")) await before.ShouldBeErrorAsync(400, "invalid_request_error", "model_not_found", "model");

        _bed.Config.WriteProvider("acme", ExampleFile());

        var id = await CreatedAsync();
        await _bed.Gateway.CompletedAsync(id);

        using var content = await _bed.Gateway.ContentAsync(id);
        (await content.Content.ReadAsByteArrayAsync()).ShouldBe(AcmeUpstream.Clip);
        _acme.Orders.ShouldHaveSingleItem().ToJsonString().ShouldBe(
            """{"engine":"acme-1","text":"A paper boat","definition":"1080P","shape":"tall","length":"12s"}""");
        using var refused = await PostAsync("An unsafe boat");
        await refused.ShouldBeErrorAsync(400, "invalid_request_error", "content_policy");
    }

    [Fact]
    public async Task Video_of_two_steps_that_comes_after_a_cancel_can_be_fetched()
    {
        _bed.Config.WriteProvider("acme", ExampleFile());
        var id = await CreatedAsync();
        using var canceled = await _bed.Gateway.Client.PostAsync($"/v1/videos/{id}/cancel", null);
        canceled.IsSuccessStatusCode.ShouldBeTrue(await canceled.Content.ReadAsStringAsync());

        await Until.TrueAsync(async () =>
        {
            using var content = await _bed.Gateway.ContentAsync(id);
            return content.IsSuccessStatusCode && (await content.Content.ReadAsByteArrayAsync()).SequenceEqual(AcmeUpstream.Clip);
        }, "the late video");
        ((string?)(await _bed.Gateway.RetrieveAsync(id))["status"]).ShouldBe("canceled");
    }

    [Fact]
    public async Task Check_explains_the_call_that_a_request_becomes()
    {
        _bed.Config.WriteProvider("acme", ExampleFile().Replace("${ACME_API_KEY}", "a-key", StringComparison.Ordinal));

        var check = await CheckAsync("--explain");

        check.ExitCode.ShouldBe(0, check.Output + check.Errors);
        check.Output.ShouldContain("POST https://api.acme.example/v2/clips\n    X-Acme-Key: ***");
        check.Output.ShouldContain("\"definition\": \"720P\"");
        check.Output.ShouldNotContain("a-key");
    }

    [Fact]
    public async Task File_with_a_fault_in_an_operation_is_told_with_its_line_and_changes_nothing()
    {
        const string Fault = "acme.json:14 operations.submit.body.text: {{promt}} is not known in submit";
        _bed.Config.WriteProvider("acme", ExampleFile().Replace("{{prompt}}", "{{promt}}", StringComparison.Ordinal).Replace("${ACME_API_KEY}", "a-key", StringComparison.Ordinal));

        await Until.TrueAsync(() => Task.FromResult(_bed.Log.Contains(Fault, StringComparison.Ordinal)), "the fault in the log", Patience);
        using var refused = await PostAsync("A paper boat");
        await refused.ShouldBeErrorAsync(400, "invalid_request_error", "model_not_found", "model");

        var check = await CheckAsync();
        check.ExitCode.ShouldBe(2, check.Output + check.Errors);
        check.Output.ShouldContain(Fault);
    }

    private Task<string> CreatedAsync() => Until.FoundAsync(async () =>
    {
        using var response = await PostAsync("A paper boat");
        return response.IsSuccessStatusCode ? (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"] : null;
    }, "the new provider's model", Patience);

    private async Task<HttpResponseMessage> PostAsync(string prompt)
    {
        var body = GatewayCalls.Body(prompt, model: "acme-1");
        body["seconds"] = 12;
        body["size"] = "1080x1920";
        return await _bed.Gateway.PostAsync(body.ToJsonString());
    }

    private Task<ProcessResult> CheckAsync(params string[] options) => ProcessRun.RunAsync(
        "dotnet", [Path.Combine(Repository.HostFolder, "VideoProxy.dll"), "check", "--config", _bed.Config.Path, .. options], _bed.Temp.Path);

    private static string ExampleFile() =>
        Example().Match(File.ReadAllText(Path.Combine(Repository.ConfigFolder, "providers", "README.md"))).Groups[1].Value;

    [GeneratedRegex(@"```json\n(\{.*?\n\})\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
