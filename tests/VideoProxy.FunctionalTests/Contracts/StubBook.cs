using System.Text.Json.Nodes;
using VideoProxy.FunctionalTests.Support;
using VideoProxy.Testing;

namespace VideoProxy.FunctionalTests.Contracts;

/// <summary>The stubs of one flow in WireMock, and what came of them.</summary>
/// <param name="wireMock">Where they are.</param>
/// <param name="mark">A text that is in every call of the flow and in no other.</param>
internal sealed class StubBook(WireMockProcess wireMock, string mark)
{
    private readonly List<(string Id, string Name, bool IsRepeated)> _stubs = [];

    public Task AddAsync(string name, JsonObject request, JsonObject response) => AddAsync(name, request, response, isRepeated: false, []);

    /// <summary>One of several in an order: it answers once, the last one for as long as somebody asks.</summary>
    public Task AddStepAsync(string name, JsonObject request, JsonObject response, int number, bool isLast)
    {
        var scenario = new JsonObject { ["scenarioName"] = mark, ["requiredScenarioState"] = number == 0 ? "Started" : $"{number}" };
        if (!isLast) scenario["newScenarioState"] = $"{number + 1}";
        return AddAsync($"{number + 1} {name}", request, response, isLast, scenario);
    }

    /// <summary>Each call was made, each but the last step once, and no other; none of them carried the client's key.</summary>
    public async Task VerifyAsync()
    {
        foreach (var (id, name, isRepeated) in _stubs)
        {
            var calls = await CallsAsync($"matchingStub={id}");
            if (isRepeated) calls.ShouldNotBeEmpty($"'{name}' was not asked for");
            else calls.Count.ShouldBe(1, $"'{name}' was asked for {calls.Count} times");
            string.Concat(calls).ShouldNotContain(TestBed.Key);
        }

        (await UndocumentedAsync()).ShouldBeEmpty();
    }

    /// <summary>What the flow sent that no stub expects.</summary>
    public async Task<List<string>> UndocumentedAsync() =>
        [.. (await CallsAsync("unmatched=true")).Where(call => call.Contains(mark, StringComparison.Ordinal))];

    private async Task<List<string>> CallsAsync(string query)
    {
        var journal = JsonNode.Parse(await wireMock.Client.GetStringAsync(new Uri($"{wireMock.Address}/__admin/requests?{query}")))!;
        return [.. journal["requests"]!.AsArray().Select(entry => entry!["request"]!.ToJsonString())];
    }

    private Task AddAsync(string name, JsonObject request, JsonObject response, bool isRepeated, JsonObject stub)
    {
        var id = Guid.NewGuid().ToString();
        (stub["id"], stub["request"], stub["response"]) = (id, request, response);
        _stubs.Add((id, name, isRepeated));
        return wireMock.LoadAsync(stub, $"{mark} {name}");
    }
}
