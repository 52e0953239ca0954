using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using VideoProxy.Testing;
using Xunit;

namespace VideoProxy.ProviderTests.Contracts;

public sealed class StubServerTests : IDisposable
{
    private readonly StubServer _server = StubServer.Start();
    private readonly HttpClient _client = new();

    [Fact]
    public async Task Unmatched_call_is_told_with_the_nearest_mapping_and_what_differs()
    {
        Add("films.json", """{"method": "POST", "urlPath": "/films", "headers": {"x-key": {"equalTo": "right"}}, "bodyPatterns": [{"equalToJson": {"text": "boat", "size": {"w": 16}}}]}""");
        Add("other.json", """{"method": "GET", "urlPath": "/other", "queryParameters": {"id": {"equalTo": "7"}}}""");
        _client.DefaultRequestHeaders.Add("X-Key", "wrong");

        using var answer = await _client.PostAsJsonAsync(new Uri($"{_server.Address}/films"), new { text = "boat", size = new { w = 9 }, n = 1 });

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var told = _server.Unmatched().ShouldHaveSingleItem();
        told.ShouldStartWith($"POST {_server.Address}/films\n");
        told.ShouldContain("""{"text":"boat","size":{"w":9},"n":1}""");
        told.ShouldEndWith("""
            No mapping expects this call. 'films.json' comes nearest:
              header x-key: expected {"equalTo":"right"}, was wrong
              body /size/w: expected 16, was 9
              body /n: not expected, was 1

            """);
        _server.Unmatched("another text").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "0 0 0 0")]
    [InlineData(3, "0 1 2 2")]
    public async Task Stubs_in_steps_answer_in_their_order_and_the_last_one_again(int steps, string expected)
    {
        for (var i = 0; i < steps; i++) Add($"step {i}", """{"method": "GET", "urlPath": "/film"}""", $$"""{"status": 200, "body": "{{i}}"}""", new("film", i, i == steps - 1));

        var answers = new List<string>();
        for (var i = 0; i < 4; i++) answers.Add(await _client.GetStringAsync(new Uri($"{_server.Address}/film")));

        string.Join(' ', answers).ShouldBe(expected);
    }

    [Fact]
    public async Task Header_that_must_be_absent_is_refused()
    {
        Add("file", """{"method": "GET", "urlPathPattern": "/files/.*", "headers": {"Authorization": {"absent": true}}}""", """{"status": 200, "base64Body": "AAH/"}""");
        (await _client.GetByteArrayAsync(new Uri($"{_server.Address}/files/1"))).ShouldBe([0, 1, 255]);
        _client.DefaultRequestHeaders.Add("authorization", "Bearer key");

        (await _client.GetAsync(new Uri($"{_server.Address}/files/1"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"method": "GET", "urlPath": "/a", "cookies": {}}""")]
    [InlineData("""{"method": "GET", "urlPath": "/a", "headers": {"x": {"contains": "a"}}}""")]
    [InlineData("""{"method": "POST", "urlPath": "/a", "bodyPatterns": [{"matchesJsonPath": "$.a"}]}""")]
    [InlineData("""{"method": "POST", "urlPath": "/a", "bodyPatterns": [{"equalToJson": {}, "ignoreExtraElements": true}]}""")]
    [InlineData("""{"method": "POST", "urlPath": "/a", "multipartPatterns": [{"matchingType": "ALL"}]}""")]
    [InlineData("""{"method": "POST", "urlPath": "/a", "multipartPatterns": [{"headers": {"X-Other": {"equalTo": "a"}}}]}""")]
    public void Mapping_with_a_condition_that_is_not_supported_is_refused(string request) =>
        Should.Throw<FormatException>(() => Add("strange.json", request)).Message.ShouldStartWith("strange.json: ");

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private Guid Add(string name, string request, string response = """{"status": 200}""", StubStep? step = null) =>
        _server.Add(name, JsonNode.Parse(request)!.AsObject(), JsonNode.Parse(response)!.AsObject(), step);
}
